package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.EventText;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Predicate;

/**
 * Events that travel in one call, with the history of their attempts. Immutable: each next attempt is a new request over
 * the same events, none of which is copied.
 *
 * @param <R> what the caller wants back when an event is settled
 */
public final class Request<R> {
    private final AdAccountId account;
    private final List<Entry<R>> entries;
    private final List<Entry<R>> rest;
    private final Attempts attempts;
    private final long bytes;

    /** An event and what the caller wants back when it is settled. */
    public record Entry<R>(Payload payload, boolean offline, R origin) {}

    private Request(AdAccountId account, List<Entry<R>> entries, List<Entry<R>> rest, Attempts attempts, long bytes) {
        this.account = account;
        this.entries = entries;
        this.rest = rest;
        this.attempts = attempts;
        this.bytes = bytes;
    }

    /** @param entries belongs to the request from now on */
    static <R> Request<R> first(AdAccountId account, List<Entry<R>> entries, long now) {
        return of(account, entries, List.of(), Attempts.none(now));
    }

    private static <R> Request<R> of(
            AdAccountId account, List<Entry<R>> entries, List<Entry<R>> rest, Attempts attempts) {
        long bytes = 0;
        for (Entry<R> entry : entries) {
            bytes += entry.payload().length();
        }
        return new Request<>(account, entries, rest, attempts, bytes);
    }

    public AdAccountId account() {
        return account;
    }

    public List<Entry<R>> entries() {
        return entries;
    }

    /** The events as the API takes them; a view, to be read until they are answered. */
    public List<EventText> events() {
        return new EventTexts<>(entries);
    }

    /** The events that wait for what becomes of these, since at least one of all of them is refused. */
    List<Entry<R>> rest() {
        return rest;
    }

    Attempts attempts() {
        return attempts;
    }

    long bytes() {
        return bytes;
    }

    Request<R> with(Attempts changed) {
        return new Request<>(account, entries, rest, changed, bytes);
    }

    /** The same attempts for the events that satisfy the predicate. */
    Request<R> only(Predicate<Entry<R>> kept) {
        List<Entry<R>> keptEntries = filtered(entries, kept);
        List<Entry<R>> keptRest = filtered(rest, kept);
        return keptEntries == entries && keptRest == rest ? this : of(account, keptEntries, keptRest, attempts);
    }

    /** The same attempts for some of the events; those that wait for them all stay. */
    Request<R> onlyEntries(Predicate<Entry<R>> kept) {
        List<Entry<R>> keptEntries = filtered(entries, kept);
        return keptEntries == entries ? this : of(account, keptEntries, rest, attempts);
    }

    /** Some of these events, or of those that wait for them, on their own. */
    Request<R> part(List<Entry<R>> some, List<Entry<R>> waiting, Attempts history) {
        return of(account, some, waiting, history);
    }

    /** The list itself when all are kept, as nearly always. */
    static <R> List<Entry<R>> filtered(List<Entry<R>> list, Predicate<Entry<R>> kept) {
        for (int i = 0; i < list.size(); i++) {
            if (!kept.test(list.get(i))) {
                List<Entry<R>> some = new ArrayList<>(list.subList(0, i));
                for (Entry<R> entry : list.subList(i + 1, list.size())) {
                    if (kept.test(entry)) {
                        some.add(entry);
                    }
                }
                return some;
            }
        }
        return list;
    }

    private static final class EventTexts<R> extends AbstractList<EventText> implements RandomAccess {
        private final List<Entry<R>> entries;

        EventTexts(List<Entry<R>> entries) {
            this.entries = entries;
        }

        @Override
        public EventText get(int index) {
            return entries.get(index).payload();
        }

        @Override
        public int size() {
            return entries.size();
        }
    }
}
