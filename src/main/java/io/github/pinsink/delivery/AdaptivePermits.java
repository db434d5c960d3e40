package io.github.pinsink.delivery;

import com.google.common.util.concurrent.RateLimiter;
import java.util.concurrent.TimeUnit;

/**
 * Guava's limiter whose rate is halved when the API throttles and comes back with each answered call.
 *
 * <p>{@link RateLimiter} keeps the permits of one idle second, so a burst of twice the rate can follow a pause: the
 * configured rate has to leave room for that.
 */
public final class AdaptivePermits implements Permits {
    /** The requests in flight are throttled together; they are one signal, not many. */
    private static final long NANOS_BETWEEN_HALVINGS = TimeUnit.SECONDS.toNanos(1);

    private static final double SLOWEST_SHARE = 1.0 / 64;
    private static final double RECOVERY_SHARE = 1.0 / 100;

    private final double fullRate;
    private final RateLimiter limiter;
    private long halvedAt;
    private boolean halvedBefore;

    /** @param permitsPerMinute at most this many in a minute, above 0 */
    @SuppressWarnings("UnstableApiUsage")
    public AdaptivePermits(double permitsPerMinute) {
        this.fullRate = permitsPerMinute / 60;
        this.limiter = RateLimiter.create(fullRate);
    }

    @Override
    @SuppressWarnings("UnstableApiUsage")
    public boolean tryAcquire() {
        return limiter.tryAcquire();
    }

    @Override
    @SuppressWarnings("UnstableApiUsage")
    public long nanosPerPermit() {
        return (long) (TimeUnit.SECONDS.toNanos(1) / limiter.getRate());
    }

    @Override
    @SuppressWarnings("UnstableApiUsage")
    public void throttled(long nowNanos) {
        if (halvedBefore && nowNanos - halvedAt < NANOS_BETWEEN_HALVINGS) {
            return;
        }
        halvedBefore = true;
        halvedAt = nowNanos;
        limiter.setRate(Math.max(limiter.getRate() / 2, fullRate * SLOWEST_SHARE));
    }

    @Override
    @SuppressWarnings("UnstableApiUsage")
    public void answered() {
        double rate = limiter.getRate();
        if (rate < fullRate) {
            limiter.setRate(Math.min(fullRate, rate + fullRate * RECOVERY_SHARE));
        }
    }
}
