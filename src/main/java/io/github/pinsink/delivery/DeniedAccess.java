package io.github.pinsink.delivery;

import java.time.Duration;

/**
 * Denied access: since when, how often it was tried again, and when the next try is due. Times in nanoseconds.
 *
 * <p>While access is denied, one request at a time is sent, with an exponential backoff. Requests that were in flight when
 * access was denied count as one try.
 */
final class DeniedAccess {
    private static final int MIN_TRIES = 2;

    private final Duration timeout;
    private final Backoff backoff;
    private boolean denied;
    private long since;
    private long lastDeniedAt;
    private long notBefore;
    private int tries;
    private boolean givenUp;
    private String reason = "";

    DeniedAccess(Duration timeout, Backoff backoff) {
        this.timeout = timeout;
        this.backoff = backoff;
    }

    /**
     * A request was denied.
     *
     * @return whether this is a new try; false for a request that was sent before the last denial
     */
    boolean denied(String why, long sentAt, long now) {
        if (denied && sentAt - lastDeniedAt < 0) {
            return false;
        }
        if (!denied) {
            denied = true;
            since = now;
        }
        reason = why;
        tries++;
        lastDeniedAt = now;
        long next = now + backoff.equalJitterNanos(tries);
        long deadline = since + timeout.toNanos();
        // The last try is due when the timeout is over, however long the backoff has become.
        notBefore = !givenUp && next - deadline > 0 ? Math.max(0, deadline - now) + now : next;
        return true;
    }

    /** A request succeeded. */
    void granted() {
        denied = false;
        givenUp = false;
        tries = 0;
        reason = "";
    }

    boolean isDenied() {
        return denied;
    }

    /** Whether it is too early for the next try. */
    boolean isPaused(long now) {
        return denied && notBefore - now > 0;
    }

    /** When the next try is due; undefined while access is not denied. */
    long notBefore() {
        return notBefore;
    }

    long since() {
        return since;
    }

    String reason() {
        return reason;
    }

    Duration age(long now) {
        return Duration.ofNanos(now - since);
    }

    /** Whether it was tried more than once. */
    boolean isConfirmed() {
        return tries >= MIN_TRIES;
    }

    /** Whether access was denied for the whole timeout. */
    boolean isTimeUp(long now) {
        return denied && (isConfirmed() || timeout.isZero()) && now - since >= timeout.toNanos();
    }

    /** Parked events were rejected. From now on each try decides about the events that are parked then. */
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }
}
