package io.github.pinsink.delivery;

/**
 * The attempts of a request so far. Times in nanoseconds.
 *
 * @param made how often it was sent
 * @param failures attempts without an outcome for the events, throttled ones not counted
 * @param throttles attempts rejected because of the rate
 * @param unreadable attempts whose response could not be parsed
 * @param maybeAccepted whether an earlier attempt may have reached the API
 * @param firstFailedAt when the first of the failures was sent; undefined while there is none
 * @param sentAt when it was last sent; undefined before
 * @param notBefore the earliest time of the next attempt
 * @param tokenNumber which token the last attempt carried
 */
record RetryState(
        int made,
        int failures,
        int throttles,
        int unreadable,
        boolean maybeAccepted,
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
                maybeAccepted,
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
                maybeAccepted || ambiguous,
                firstFailedAt,
                sentAt,
                retryAt,
                tokenNumber);
    }

    RetryState throttled(long retryAt) {
        return new RetryState(
                made, failures, throttles + 1, unreadable, maybeAccepted, firstFailedAt, sentAt, retryAt, tokenNumber);
    }

    RetryState unreadable(long retryAt) {
        return new RetryState(
                made, failures, throttles, unreadable + 1, true, firstFailedAt, sentAt, retryAt, tokenNumber);
    }

    RetryState again(long retryAt) {
        return new RetryState(
                made, failures, throttles, unreadable, maybeAccepted, firstFailedAt, sentAt, retryAt, tokenNumber);
    }

    /** For a part of the events: the API has responded, so earlier failures do not count any more. */
    RetryState ofPart(long now, boolean ambiguous) {
        return new RetryState(0, 0, 0, unreadable, maybeAccepted || ambiguous, now, now, now, 0);
    }
}
