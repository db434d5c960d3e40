package io.github.pinsink.sandbox;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting with a timeout, and sleeping. */
public final class Await {
    private static final long POLL_INTERVAL_NANOS = Duration.ofMillis(50).toNanos();

    private Await() {}

    /**
     * @param what a clause that says what becomes true, such as "the task fails"
     * @throws IllegalStateException after the timeout
     */
    public static void until(String what, Duration timeout, BooleanSupplier condition) {
        if (!isTrueWithin(timeout, condition)) {
            throw new IllegalStateException("timed out after " + timeout.toSeconds() + " s waiting until " + what);
        }
    }

    /** Whether the condition became true before the timeout, or before the thread was interrupted. */
    public static boolean isTrueWithin(Duration timeout, BooleanSupplier condition) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL_INTERVAL_NANOS);
        }
        return true;
    }

    /** Sleeps for that time; an interrupt ends it early and stays set. */
    public static void sleep(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
