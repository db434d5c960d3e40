package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import java.util.List;

/**
 * Events that travel in one call, with the history of their attempts. Immutable: each next attempt is a new request.
 *
 * @param failures attempts that brought no answer to the events, throttled ones not counted
 * @param unreadable attempts whose answer could not be read
 * @param firstSentAt when it was first sent, in nanoseconds; meaningless while there was no failure
 * @param notBefore the earliest time of the next attempt, in nanoseconds
 * @param tokenNumber which token the attempt carried
 */
public record Request<R>(
        AdAccountId account,
        List<Entry<R>> entries,
        int failures,
        int unreadable,
        long firstSentAt,
        long notBefore,
        int tokenNumber) {

    /** An event and what the caller wants back when it is settled. */
    public record Entry<R>(Payload payload, boolean offline, R origin) {}

    static <R> Request<R> first(AdAccountId account, List<Entry<R>> entries, long now) {
        return new Request<>(account, List.copyOf(entries), 0, 0, now, now, 0);
    }

    /** The events as the API takes them. */
    public List<byte[]> events() {
        return entries.stream().map(entry -> entry.payload().json()).toList();
    }

    long bytes() {
        long bytes = 0;
        for (Entry<R> entry : entries) {
            bytes += entry.payload().json().length;
        }
        return bytes;
    }

    Request<R> sent(long now, int token) {
        return new Request<>(account, entries, failures, unreadable, failures == 0 ? now : firstSentAt, now, token);
    }

    Request<R> with(List<Entry<R>> remaining) {
        return new Request<>(
                account, List.copyOf(remaining), failures, unreadable, firstSentAt, notBefore, tokenNumber);
    }

    Request<R> failed(long retryAt) {
        return new Request<>(account, entries, failures + 1, unreadable, firstSentAt, retryAt, tokenNumber);
    }

    Request<R> answeredUnreadably(long retryAt) {
        return new Request<>(account, entries, failures, unreadable + 1, firstSentAt, retryAt, tokenNumber);
    }

    Request<R> delayed(long retryAt) {
        return new Request<>(account, entries, failures, unreadable, firstSentAt, retryAt, tokenNumber);
    }
}
