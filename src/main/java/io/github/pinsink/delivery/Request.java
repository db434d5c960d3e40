package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The events of one call, with the state of their retries. Immutable: each attempt is a new request over the same events,
 * none of which is copied.
 *
 * @param <R> what the owner wants back with an event's result
 */
public final class Request<R> {
    private final AdAccountId account;
    private final List<BufferedEvent<R>> events;
    private final List<BufferedEvent<R>> deferredHalf;
    private final RetryState attempts;
    private final long bytes;
    private final long retainedBytes;

    private Request(
            AdAccountId account,
            List<BufferedEvent<R>> events,
            List<BufferedEvent<R>> deferredHalf,
            RetryState attempts,
            long bytes,
            long retainedBytes) {
        this.account = account;
        this.events = events;
        this.deferredHalf = deferredHalf;
        this.attempts = attempts;
        this.bytes = bytes;
        this.retainedBytes = retainedBytes;
    }

    /** @param events belongs to the request from now on */
    static <R> Request<R> first(AdAccountId account, List<BufferedEvent<R>> events, long now) {
        return of(account, events, List.of(), RetryState.none(now));
    }

    private static <R> Request<R> of(
            AdAccountId account,
            List<BufferedEvent<R>> events,
            List<BufferedEvent<R>> deferredHalf,
            RetryState attempts) {
        long bytes = 0;
        long retainedBytes = 0;
        for (BufferedEvent<R> event : events) {
            bytes += event.length();
            retainedBytes += event.retainedBytes();
        }
        for (BufferedEvent<R> event : deferredHalf) {
            retainedBytes += event.retainedBytes();
        }
        return new Request<>(account, events, deferredHalf, attempts, bytes, retainedBytes);
    }

    public AdAccountId account() {
        return account;
    }

    /** Their bytes may be read until the call has completed. */
    public List<BufferedEvent<R>> events() {
        return events;
    }

    /** Events that are not sent before the outcome of {@link #events} is known; at least one of all of them is bad. */
    List<BufferedEvent<R>> deferredHalf() {
        return deferredHalf;
    }

    RetryState attempts() {
        return attempts;
    }

    long bytes() {
        return bytes;
    }

    /** The memory that all its events hold, the deferred half included. */
    long retainedBytes() {
        return retainedBytes;
    }

    /** The number of its events, the deferred half included. */
    int totalEvents() {
        return events.size() + deferredHalf.size();
    }

    Request<R> with(RetryState changed) {
        return new Request<>(account, events, deferredHalf, changed, bytes, retainedBytes);
    }

    /** The same request with only the events that satisfy the predicate. */
    Request<R> only(Predicate<BufferedEvent<R>> kept) {
        List<BufferedEvent<R>> keptEvents = filtered(events, kept);
        List<BufferedEvent<R>> keptDeferred = filtered(deferredHalf, kept);
        return keptEvents == events && keptDeferred == deferredHalf
                ? this
                : of(account, keptEvents, keptDeferred, attempts);
    }

    /** The same with only some of the events; the deferred half stays. */
    Request<R> onlyEvents(Predicate<BufferedEvent<R>> kept) {
        List<BufferedEvent<R>> keptEvents = filtered(events, kept);
        return keptEvents == events ? this : of(account, keptEvents, deferredHalf, attempts);
    }

    /** A request for some of its events. */
    Request<R> part(List<BufferedEvent<R>> some, List<BufferedEvent<R>> deferred, RetryState history) {
        return of(account, some, deferred, history);
    }

    /** The list itself when all are kept, as nearly always. */
    static <R> List<BufferedEvent<R>> filtered(List<BufferedEvent<R>> list, Predicate<BufferedEvent<R>> kept) {
        for (int i = 0; i < list.size(); i++) {
            if (!kept.test(list.get(i))) {
                List<BufferedEvent<R>> some = new ArrayList<>(list.subList(0, i));
                for (BufferedEvent<R> event : list.subList(i + 1, list.size())) {
                    if (kept.test(event)) {
                        some.add(event);
                    }
                }
                return some;
            }
        }
        return list;
    }
}
