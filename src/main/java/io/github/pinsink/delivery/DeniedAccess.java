package io.github.pinsink.delivery;

import java.time.Duration;

/**
 * Access that is denied for now: since when, how often it was tried, and when it is tried again. Times in nanoseconds.
 *
 * <p>While it is denied, one request at a time goes out, with an exponential backoff between them. Requests that were
 * already in flight when access was denied are denied together and count as one try.
 */
final class DeniedAccess {
    private static final int FEWEST_TRIES = 2;

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
     * @return whether this is the result of a try; false for a request that was sent before the last denial
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
        long next = now + backoff.atLeastHalf(tries);
        long deadline = since + timeout.toNanos();
        // The last try before the time is up comes when it is, however long the backoff has become.
        notBefore = !givenUp && next - deadline > 0 ? Math.max(0, deadline - now) + now : next;
        return true;
    }

    /** A request passed. */
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
    boolean isClosed(long now) {
        return denied && notBefore - now > 0;
    }

    /** When the next try is due; meaningless while access is not denied. */
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
        return tries >= FEWEST_TRIES;
    }

    /** Whether it was denied for as long as it may be. */
    boolean isTimeUp(long now) {
        return denied && (isConfirmed() || timeout.isZero()) && now - since >= timeout.toNanos();
    }

    /** Events that waited for it were given up; from now on each try decides about those that wait then. */
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }
}
