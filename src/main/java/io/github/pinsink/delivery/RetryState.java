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
record RetryState(
        int made,
        int failures,
        int throttles,
        int unreadable,
        boolean maybeTaken,
        long firstFailedAt,
        long sentAt,
        long notBefore,
        int tokenNumber) {
    static RetryState none(long now) {
        return new RetryState(0, 0, 0, 0, false, now, now, now, 0);
    }

    RetryState sent(long now, int token) {
        return new RetryState(
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

    RetryState failed(long retryAt, boolean ambiguous) {
        return new RetryState(
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

    RetryState throttled(long retryAt) {
        return new RetryState(
                made, failures, throttles + 1, unreadable, maybeTaken, firstFailedAt, sentAt, retryAt, tokenNumber);
    }

    RetryState answeredUnreadably(long retryAt) {
        return new RetryState(
                made, failures, throttles, unreadable + 1, true, firstFailedAt, sentAt, retryAt, tokenNumber);
    }

    RetryState again(long retryAt) {
        return new RetryState(
                made, failures, throttles, unreadable, maybeTaken, firstFailedAt, sentAt, retryAt, tokenNumber);
    }

    /** For a part of the events: the API answers, so what it failed to do before counts no longer. */
    RetryState ofPart(long now, boolean ambiguous) {
        return new RetryState(0, 0, 0, unreadable, maybeTaken || ambiguous, now, now, now, 0);
    }
}
