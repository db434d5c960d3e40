package io.github.pinsink.delivery;

/**
 * An outage in which requests have ambiguous outcomes, so that events are given up that may not be sent again. Until a good
 * response, one request at a time is sent, with an exponential backoff: each of them may cost its events. Times in nanoseconds.
 */
final class AmbiguousOutage {
    private final Backoff backoff;
    private int attempts;
    private long lastAt;
    private long notBefore;

    AmbiguousOutage(Backoff backoff) {
        this.backoff = backoff;
    }

    /** A request had such an outcome. Requests that were in flight at the last one count as the same attempt. */
    void gaveEventsUp(long sentAt, long now) {
        if (attempts > 0 && sentAt - lastAt < 0) {
            return;
        }
        attempts++;
        lastAt = now;
        notBefore = now + backoff.equalJitterNanos(attempts);
    }

    void ended() {
        attempts = 0;
    }

    boolean isActive() {
        return attempts > 0;
    }

    /** Whether it is too early for the next attempt. */
    boolean isPaused(long now) {
        return isActive() && notBefore - now > 0;
    }

    /** When the next attempt is due; undefined while there is no such outage. */
    long notBefore() {
        return notBefore;
    }
}
