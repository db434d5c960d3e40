package io.github.pinsink.sandbox;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting with an end: the only place of the sandbox where time is let pass. */
public final class Await {
    private static final long STEP_NANOS = Duration.ofMillis(50).toNanos();

    private Await() {}

    /** @throws IllegalStateException when the limit passes first; the message says what was waited for */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!happens(limit, condition)) {
            throw new IllegalStateException("waited " + limit.toSeconds() + " s in vain for " + what);
        }
    }

    /** Whether the condition came true before the limit passed or the thread was interrupted. */
    public static boolean happens(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    /** Lets the time pass; an interrupt ends it early. */
    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
