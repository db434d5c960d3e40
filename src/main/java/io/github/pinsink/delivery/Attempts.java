package io.github.pinsink.delivery;

/**
 * The history of a request. Times in nanoseconds.
 *
 * @param made how often it was sent
 * @param failures attempts that brought no answer to the events, throttled ones not counted
 * @param throttles attempts refused because of the rate
 * @param unreadable attempts whose answer could not be read
 * @param maybeTaken whether an earlier attempt may have reached the API
 * @param firstFailedAt when the first of the failures was sent; meaningless while there is none
 * @param sentAt when it was last sent; meaningless before
 * @param notBefore the earliest time of the next attempt
 * @param tokenNumber which token the last attempt carried
 */
record Attempts(
        int made,
        int failures,
        int throttles,
        int unreadable,
        boolean maybeTaken,
        long firstFailedAt,
        long sentAt,
        long notBefore,
        int tokenNumber) {
    static Attempts none(long now) {
        return new Attempts(0, 0, 0, 0, false, now, now, now, 0);
    }

    Attempts sent(long now, int token) {
        return new Attempts(
                made + 1,
                failures,
                throttles,
                unreadable,
                maybeTaken,
                failures == 0 ? now : firstFailedAt,
                now,
                now,
                token);
    }

    Attempts failed(long retryAt, boolean ambiguous) {
        return new Attempts(
                made,
                failures + 1,
                throttles,
                unreadable,
                maybeTaken || ambiguous,
                firstFailedAt,
                sentAt,
                retryAt,
                tokenNumber);
    }

    Attempts throttled(long retryAt) {
        return new Attempts(
                made, failures, throttles + 1, unreadable, maybeTaken, firstFailedAt, sentAt, retryAt, tokenNumber);
    }

    Attempts answeredUnreadably(long retryAt) {
        return new Attempts(
                made, failures, throttles, unreadable + 1, true, firstFailedAt, sentAt, retryAt, tokenNumber);
    }

    Attempts again(long retryAt) {
        return new Attempts(
                made, failures, throttles, unreadable, maybeTaken, firstFailedAt, sentAt, retryAt, tokenNumber);
    }

    /** For a part of the events: the API answers, so what it failed to do before counts no longer. */
    Attempts ofPart(long now, boolean ambiguous) {
        return new Attempts(0, 0, 0, unreadable, maybeTaken || ambiguous, now, now, now, 0);
    }
}
