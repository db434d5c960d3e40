package io.github.pinsink.errant;

import io.github.pinsink.offset.OffsetTracker;

/** An errant record that is not reported, or whose report was not confirmed. Times in nanoseconds. */
final class DeadLetter {
    private final PendingRecord pending;
    private final String why;
    private int attempts;
    private long firstAttempt;
    private long nextAttempt;

    DeadLetter(PendingRecord pending, String why) {
        this.pending = pending;
        this.why = why;
    }

    PendingRecord pending() {
        return pending;
    }

    OffsetTracker.Position position() {
        return pending.position();
    }

    String why() {
        return why;
    }

    /** The memory that it holds, in bytes. */
    long memory() {
        return PendingRecord.OVERHEAD_BYTES + pending.retainedBytes();
    }

    /** No record before it is open, or its partition was revoked. */
    boolean isDue() {
        return position().isNext() || !position().isLive();
    }

    /** Attempts that were not confirmed. */
    int attempts() {
        return attempts;
    }

    boolean wasAttempted() {
        return attempts > 0;
    }

    long firstAttempt() {
        return firstAttempt;
    }

    long nextAttempt() {
        return nextAttempt;
    }

    /** An attempt that began at that time was not confirmed. */
    void unconfirmed(long begin) {
        if (attempts == 0) {
            firstAttempt = begin;
        }
        attempts++;
    }

    void retryAt(long time) {
        nextAttempt = time;
    }
}
