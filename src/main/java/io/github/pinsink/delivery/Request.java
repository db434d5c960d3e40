package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Events that travel in one call, with the history of their attempts. Immutable: each next attempt is a new request over
 * the same events, none of which is copied.
 *
 * @param <R> what the caller wants back when an event is settled
 */
public final class Request<R> {
    private final AdAccountId account;
    private final List<BufferedEvent<R>> events;
    private final List<BufferedEvent<R>> rest;
    private final RetryState attempts;
    private final long bytes;
    private final long heldBytes;

    private Request(
            AdAccountId account,
            List<BufferedEvent<R>> events,
            List<BufferedEvent<R>> rest,
            RetryState attempts,
            long bytes,
            long heldBytes) {
        this.account = account;
        this.events = events;
        this.rest = rest;
        this.attempts = attempts;
        this.bytes = bytes;
        this.heldBytes = heldBytes;
    }

    /** @param events belongs to the request from now on */
    static <R> Request<R> first(AdAccountId account, List<BufferedEvent<R>> events, long now) {
        return of(account, events, List.of(), RetryState.none(now));
    }

    private static <R> Request<R> of(
            AdAccountId account, List<BufferedEvent<R>> events, List<BufferedEvent<R>> rest, RetryState attempts) {
        long bytes = 0;
        long heldBytes = 0;
        for (BufferedEvent<R> event : events) {
            bytes += event.length();
            heldBytes += event.heldBytes();
        }
        for (BufferedEvent<R> event : rest) {
            heldBytes += event.heldBytes();
        }
        return new Request<>(account, events, rest, attempts, bytes, heldBytes);
    }

    public AdAccountId account() {
        return account;
    }

    /** Their texts are to be read until they are answered. */
    public List<BufferedEvent<R>> events() {
        return events;
    }

    /** The events that wait for what becomes of these, since at least one of all of them is refused. */
    List<BufferedEvent<R>> rest() {
        return rest;
    }

    RetryState attempts() {
        return attempts;
    }

    long bytes() {
        return bytes;
    }

    /** The memory that its events hold, those included that wait for them. */
    long heldBytes() {
        return heldBytes;
    }

    /** How many events it holds, those included that wait for them. */
    int heldEvents() {
        return events.size() + rest.size();
    }

    Request<R> with(RetryState changed) {
        return new Request<>(account, events, rest, changed, bytes, heldBytes);
    }

    /** The same attempts for the events that satisfy the predicate. */
    Request<R> only(Predicate<BufferedEvent<R>> kept) {
        List<BufferedEvent<R>> keptEvents = filtered(events, kept);
        List<BufferedEvent<R>> keptRest = filtered(rest, kept);
        return keptEvents == events && keptRest == rest ? this : of(account, keptEvents, keptRest, attempts);
    }

    /** The same attempts for some of the events; those that wait for them all stay. */
    Request<R> onlyEvents(Predicate<BufferedEvent<R>> kept) {
        List<BufferedEvent<R>> keptEvents = filtered(events, kept);
        return keptEvents == events ? this : of(account, keptEvents, rest, attempts);
    }

    /** Some of these events, or of those that wait for them, on their own. */
    Request<R> part(List<BufferedEvent<R>> some, List<BufferedEvent<R>> waiting, RetryState history) {
        return of(account, some, waiting, history);
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
