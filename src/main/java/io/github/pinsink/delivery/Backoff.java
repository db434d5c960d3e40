package io.github.pinsink.delivery;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential backoff with full jitter: before attempt n+1 a random time from zero to {@code first * 2^(n-1)}, at most
 * {@code longest}. With full jitter, tasks that failed together do not retry together.
 *
 * @param chance the next random number in [0, 1)
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier chance) {
    private static final int MAX_DOUBLINGS = 30;

    /** @param failures attempts that failed so far, at least 1 */
    public long fullJitterNanos(int failures) {
        return (long) (ceiling(failures) * chance.getAsDouble());
    }

    /**
     * With equal jitter, at least half of the ceiling: for attempts that are of no use early.
     */
    public long equalJitterNanos(int failures) {
        return (long) (ceiling(failures) * (1 + chance.getAsDouble()) / 2);
    }

    private double ceiling(int failures) {
        int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        return Math.min((double) longest.toNanos(), first.toNanos() * Math.scalb(1.0, doublings));
    }
}
