package io.github.pinsink.delivery;

import java.util.List;

/**
 * Finds the events for which a request is refused as a whole, and lets the others through.
 *
 * <p>A refused request is halved. The first half goes first, and the second waits for what becomes of it: if the first is
 * taken, the culprit must be in the second, which is then halved without being sent. So of two halves with one culprit
 * between them, two calls are needed at most, and one if it is in the second half, which is the larger one.
 *
 * <p>For k culprits among n events that makes at most {@code 2·k·log2(n)} further calls. Let {@code f(n, k)} be that number
 * for a request that was refused. Both halves hold culprits: {@code 2 + f(⌊n/2⌋, k1) + f(⌈n/2⌉, k2)}. Only the first:
 * {@code 2 + f(⌊n/2⌋, k)}. Only the second: {@code 1 + f(⌈n/2⌉, k)}, or 2 for n = 2, since an event alone is always sent
 * to get its own message. The bound follows by induction from {@code log2⌈n/2⌉ <= log2(n + 1) - 1}; a test tries all of it.
 *
 * <p>Was it the size of the whole that was refused (413), both halves may be fine, and both are sent.
 */
final class BatchBisector<R> {
    private final AccountQueue<R> lane;
    private final long now;

    BatchBisector(AccountQueue<R> lane, long now) {
        this.lane = lane;
        this.now = now;
    }

    /** These were refused together; at least one of them is to blame. */
    void halve(Request<R> refused, boolean ambiguous) {
        List<BufferedEvent<R>> events = refused.events();
        int half = events.size() / 2;
        lane.putPart(refused.part(
                events.subList(0, half),
                events.subList(half, events.size()),
                refused.attempts().ofPart(now, ambiguous)));
    }

    /** These were too large together. */
    void shrink(Request<R> refused) {
        List<BufferedEvent<R>> events = refused.events();
        int half = events.size() / 2;
        RetryState history = refused.attempts().ofPart(now, false);
        lane.putPart(refused.part(events.subList(half, events.size()), List.of(), history));
        lane.putPart(refused.part(events.subList(0, half), List.of(), history));
    }

    /** Something in between may take these in smaller requests, at the time of that history. */
    void shrinkLater(Request<R> refused, RetryState history) {
        List<BufferedEvent<R>> events = refused.events();
        int half = events.size() / 2;
        lane.putBack(refused.part(events.subList(0, half), List.of(), history));
        lane.putBack(refused.part(events.subList(half, events.size()), List.of(), history));
    }

    /** The first half of these was taken, so what waited for it is to blame. */
    void bisectDeferredHalf(Request<R> taken, List<BufferedEvent<R>> rest) {
        if (rest.isEmpty()) {
            return;
        }
        Request<R> suspects = taken.part(rest, List.of(), taken.attempts().ofPart(now, false));
        if (rest.size() == 1) {
            lane.putPart(suspects);
        } else {
            halve(suspects, false);
        }
    }

    /** Nothing follows for these from the answer to more events than these. */
    void again(Request<R> some, boolean ambiguous) {
        lane.putPart(some.part(some.events(), List.of(), some.attempts().ofPart(now, ambiguous)));
    }

    /** Nothing follows for what waited for these, so it goes on its own. */
    void release(Request<R> request) {
        if (!request.rest().isEmpty()) {
            lane.putPart(
                    request.part(request.rest(), List.of(), request.attempts().ofPart(now, false)));
        }
    }
}
