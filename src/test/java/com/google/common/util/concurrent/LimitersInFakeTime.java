package com.google.common.util.concurrent;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Guava's own limiter on a clock of the test's. Guava makes such limiters for its tests only, so this class lives in its
 * package; what is proven with it holds for the code that ships.
 */
public final class LimitersInFakeTime {
    private LimitersInFakeTime() {}

    /** @param nanos the time; the limiter never sleeps, since it is only asked whether there is a permit now */
    public static RateLimiter create(double permitsPerSecond, LongSupplier nanos) {
        return RateLimiter.create(permitsPerSecond, new RateLimiter.SleepingStopwatch() {
            @Override
            protected long readMicros() {
                return TimeUnit.NANOSECONDS.toMicros(nanos.getAsLong());
            }

            @Override
            protected void sleepMicrosUninterruptibly(long micros) {
                if (micros > 0) {
                    throw new AssertionError("nobody waits for a permit");
                }
            }
        });
    }
}
