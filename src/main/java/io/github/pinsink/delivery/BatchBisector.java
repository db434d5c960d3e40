package io.github.pinsink.delivery;

import java.util.List;

/**
 * Finds the events for which a request is rejected as a whole, and lets the others through.
 *
 * <p>A rejected request is split. The first half is sent first, and the second half is deferred: if the first is accepted, a
 * bad event must be in the second, which is then split without being sent. So one bad event in two halves takes two calls at
 * most, and one if it is in the second half, which is the larger one.
 *
 * <p>For k bad events among n this makes at most {@code 2·k·log2(n)} further calls. Let {@code f(n, k)} be that number for a
 * request that was rejected. Both halves contain bad events: {@code 2 + f(⌊n/2⌋, k1) + f(⌈n/2⌉, k2)}. Only the first:
 * {@code 2 + f(⌊n/2⌋, k)}. Only the second: {@code 1 + f(⌈n/2⌉, k)}, or 2 for n = 2, since a single event is always
 * sent to get its own message. The bound follows by induction from {@code log2⌈n/2⌉ <= log2(n + 1) - 1}; a test checks it.
 *
 * <p>If the request was too large (413), both halves may be fine, and both are sent.
 */
final class BatchBisector<R> {
    private final AccountQueue<R> queue;
    private final long now;

    BatchBisector(AccountQueue<R> queue, long now) {
        this.queue = queue;
        this.now = now;
    }

    /** These were rejected together; at least one of them is bad. */
    void bisect(Request<R> rejected, boolean ambiguous) {
        List<BufferedEvent<R>> events = rejected.events();
        int half = events.size() / 2;
        queue.putPart(rejected.part(
                events.subList(0, half),
                events.subList(half, events.size()),
                rejected.attempts().ofPart(now, ambiguous)));
    }

    /** These were too large together. */
    void splitBySize(Request<R> rejected) {
        List<BufferedEvent<R>> events = rejected.events();
        int half = events.size() / 2;
        RetryState history = rejected.attempts().ofPart(now, false);
        queue.putPart(rejected.part(events.subList(half, events.size()), List.of(), history));
        queue.putPart(rejected.part(events.subList(0, half), List.of(), history));
    }

    /** A proxy may accept these in smaller requests, at the time of the next attempt. */
    void splitBySizeLater(Request<R> rejected, RetryState history) {
        List<BufferedEvent<R>> events = rejected.events();
        int half = events.size() / 2;
        queue.putBack(rejected.part(events.subList(0, half), List.of(), history));
        queue.putBack(rejected.part(events.subList(half, events.size()), List.of(), history));
    }

    /** The first half was accepted, so the deferred half holds the bad event. */
    void bisectDeferredHalf(Request<R> accepted, List<BufferedEvent<R>> rest) {
        if (rest.isEmpty()) {
            return;
        }
        Request<R> suspected =
                accepted.part(rest, List.of(), accepted.attempts().ofPart(now, false));
        if (rest.size() == 1) {
            queue.putPart(suspected);
        } else {
            bisect(suspected, false);
        }
    }

    /** A response to more events than these says nothing about these: they are sent again. */
    void requeue(Request<R> some, boolean ambiguous) {
        queue.putPart(some.part(some.events(), List.of(), some.attempts().ofPart(now, ambiguous)));
    }

    /** The outcome says nothing about the deferred half, so it is sent on its own. */
    void enqueueDeferredHalf(Request<R> request) {
        if (!request.deferredHalf().isEmpty()) {
            queue.putPart(request.part(
                    request.deferredHalf(), List.of(), request.attempts().ofPart(now, false)));
        }
    }
}
