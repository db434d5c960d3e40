package io.github.pinsink.delivery;

import com.google.common.util.concurrent.RateLimiter;
import io.github.pinsink.api.AdAccountId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that the tasks on this worker may make for one ad account.
 *
 * <p><b>Size.</b> Each task brings its share: the configured limit divided by the number of tasks, so that the shares on all
 * workers add up to the limit. The budget is the sum of the shares of the tasks here, and at most the smallest limit among
 * them: two connectors for one ad account share one limit. A task that hangs after it was replaced has the name of its
 * successor, and both count once.
 *
 * <p><b>No 60 seconds contain more calls than the limit.</b> Guava's limiter issues permits at rate r and stores those of one
 * idle second. Within any 60 seconds it issues at most the r stored, 60·r new ones, and one in advance: 61·r + 1. So r is
 * (budget − 1) / 61, which leaves 98.4 % of a large budget usable.
 *
 * <p><b>Fair.</b> A task that gets no permit joins a queue, and the head of the queue gets the next one. It does not block
 * but asks again; if it stops asking, the next one becomes the head. No permit is lost meanwhile: the limiter stores them.
 *
 * <p><b>Throttled</b> (429): the rate is halved for all tasks, and recovers within a minute of good responses.
 */
@SuppressWarnings("UnstableApiUsage")
final class RateBudget {
    private static final Logger log = LoggerFactory.getLogger(RateBudget.class);

    private static final double SECONDS_WITH_STORE = 61;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_TO_RECOVER = TimeUnit.MINUTES.toNanos(1);
    /** Requests in flight together are throttled together; that is one signal, not many. */
    private static final long NANOS_BETWEEN_HALVINGS = TimeUnit.SECONDS.toNanos(1);

    private static final double MIN_SHARE = 1.0 / 64;
    /** A busy task asks every few milliseconds; one that maps a slow record asks a little later than that. */
    private static final long HEAD_OF_QUEUE_TIMEOUT = TimeUnit.MILLISECONDS.toNanos(250);

    /** A permit that is stored for longer than a second is lost, so tasks ask at least this often. */
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(250);

    private final AdAccountId account;
    private final DoubleFunction<RateLimiter> limiters;
    private final List<Lease> leases = new ArrayList<>();
    private final ArrayDeque<Lease> queue = new ArrayDeque<>();
    /** Set when the first task joins; before that there is no rate. */
    @SuppressWarnings("NullAway.Init")
    private RateLimiter limiter;

    private double fullRate;
    private double callsPerMinute;
    private boolean throttledBefore;
    private long halvedAt;
    private long raisedAt;
    private long pausedUntil;

    RateBudget(AdAccountId account, DoubleFunction<RateLimiter> limiters) {
        this.account = account;
        this.limiters = limiters;
    }

    synchronized Permits join(RateShare share, Runnable onLeave) {
        if (!leases.isEmpty() && leases.stream().noneMatch(lease -> lease.share.perMinute() == share.perMinute())) {
            log.warn(
                    "Ad account {}: rate.limit.per.minute is {} in one connector and {} in another one on this worker. They"
                            + " share the smaller limit; set both to the same value",
                    account,
                    leases.get(0).share.perMinute(),
                    share.perMinute());
        }
        Lease lease = new Lease(share, onLeave);
        leases.add(lease);
        resize();
        return lease;
    }

    synchronized boolean isUnused() {
        return leases.isEmpty();
    }

    private synchronized boolean leave(Lease lease) {
        queue.remove(lease);
        boolean was = leases.remove(lease);
        if (was && !leases.isEmpty()) {
            resize();
        }
        return was;
    }

    private void resize() {
        Map<String, Double> shares = new TreeMap<>();
        double smallestLimit = Double.MAX_VALUE;
        for (Lease lease : leases) {
            smallestLimit = Math.min(smallestLimit, lease.share.perMinute());
            shares.merge(lease.share.owner(), lease.share.callsPerMinute(), Math::max);
        }
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        double slowness = limiter == null ? 1 : limiter.getRate() / fullRate;
        callsPerMinute = Math.min(smallestLimit, sum);
        // Below two calls a minute there is no rate at which the one lent in advance does not count.
        fullRate = Math.max(callsPerMinute - 1, callsPerMinute / 2) / SECONDS_WITH_STORE;
        if (limiter == null) {
            limiter = limiters.apply(fullRate);
        } else {
            limiter.setRate(fullRate * slowness);
        }
    }

    private synchronized boolean tryAcquire(Lease lease, long now) {
        lease.requestedAt = now;
        if (!leases.contains(lease) || isPaused(now)) {
            return false;
        }
        while (!queue.isEmpty() && now - queue.peek().requestedAt > HEAD_OF_QUEUE_TIMEOUT) {
            queue.remove();
        }
        boolean first = queue.isEmpty() || queue.peek() == lease;
        if (first && limiter.tryAcquire()) {
            queue.poll();
            return true;
        }
        if (!queue.contains(lease)) {
            queue.add(lease);
        }
        return false;
    }

    private synchronized long nanosToNext(long now) {
        if (isPaused(now)) {
            return pausedUntil - now;
        }
        return Math.min(LONGEST_WAIT, (long) (NANOS_PER_SECOND / limiter.getRate()));
    }

    private synchronized boolean isPaused(long now) {
        return throttledBefore && pausedUntil - now > 0;
    }

    private synchronized void onThrottled(long now, long until) {
        if (!throttledBefore || until - pausedUntil > 0) {
            pausedUntil = until;
        }
        if (throttledBefore && now - halvedAt < NANOS_BETWEEN_HALVINGS) {
            return;
        }
        throttledBefore = true;
        halvedAt = now;
        raisedAt = now;
        limiter.setRate(Math.max(limiter.getRate() / 2, fullRate * MIN_SHARE));
    }

    private synchronized void onResponse(long now) {
        double rate = limiter.getRate();
        if (rate >= fullRate) {
            return;
        }
        // Time without responses proves nothing, so at most a second counts.
        double elapsed = Math.max(0, Math.min(now - raisedAt, NANOS_PER_SECOND));
        raisedAt = now;
        limiter.setRate(Math.min(fullRate, rate + fullRate * elapsed / NANOS_TO_RECOVER));
    }

    private synchronized double perMinute() {
        return callsPerMinute * limiter.getRate() / fullRate;
    }

    /** The share of one task. */
    private final class Lease implements Permits {
        private final RateShare share;
        private final Runnable onLeave;
        private long requestedAt;

        Lease(RateShare share, Runnable onLeave) {
            this.share = share;
            this.onLeave = onLeave;
        }

        @Override
        public boolean tryAcquire(long now) {
            return RateBudget.this.tryAcquire(this, now);
        }

        @Override
        public long nanosToNext(long now) {
            return RateBudget.this.nanosToNext(now);
        }

        @Override
        public boolean isPaused(long now) {
            return RateBudget.this.isPaused(now);
        }

        @Override
        public void onThrottled(long now, long until) {
            RateBudget.this.onThrottled(now, until);
        }

        @Override
        public void onResponse(long now) {
            RateBudget.this.onResponse(now);
        }

        @Override
        public double perMinute() {
            return RateBudget.this.perMinute();
        }

        @Override
        public void close() {
            if (leave(this)) {
                onLeave.run();
            }
        }
    }
}
