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
 * <p><b>How much.</b> Each task brings its share, the configured limit divided by the number of tasks, so that the shares of
 * the tasks on all workers add up to the limit. The budget is the sum of the shares of the tasks living here, and at most
 * the smallest limit any of them has: two connectors for the same ad account share one limit here. A task that hangs after
 * it was replaced has the name of its successor and counts once with it.
 *
 * <p><b>No 60 seconds hold more.</b> Guava's limiter gives permits at rate r and keeps those of one idle second. Within any
 * 60 seconds it therefore gives at most the r kept, 60·r new ones, and the one it lends in advance: 61·r + 1. So r is
 * (budget − 1) / 61, which leaves 98.4 % of a large budget usable.
 *
 * <p><b>Fair.</b> Who finds no permit queues up, and who heads the queue gets the next one. It does not wait but asks again;
 * if it does not for a while, it no longer wants and the next one heads the queue. Nothing is lost meanwhile: the limiter
 * keeps the permits.
 *
 * <p><b>Throttled</b> (429), the rate is halved for all of them and comes back within a minute of answered calls.
 */
@SuppressWarnings("UnstableApiUsage")
final class RateBudget {
    private static final Logger log = LoggerFactory.getLogger(RateBudget.class);

    private static final double SECONDS_WITH_STORE = 61;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_TO_RECOVER = TimeUnit.MINUTES.toNanos(1);
    /** The requests in flight are throttled together; they are one signal, not many. */
    private static final long NANOS_BETWEEN_HALVINGS = TimeUnit.SECONDS.toNanos(1);

    private static final double SLOWEST_SHARE = 1.0 / 64;
    /** A busy task asks every few milliseconds; one that maps a slow record asks a little later. */
    private static final long HEAD_OF_QUEUE_TIMEOUT = TimeUnit.MILLISECONDS.toNanos(250);

    /** So often is asked at least: a permit that nobody fetches for a second is lost. */
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(250);

    private final AdAccountId account;
    private final DoubleFunction<RateLimiter> limiters;
    private final List<Part> parts = new ArrayList<>();
    private final ArrayDeque<Part> queue = new ArrayDeque<>();
    /** There from the first who joins on; before that nobody knows the rate, and nobody can ask. */
    @SuppressWarnings("NullAway.Init")
    private RateLimiter limiter;

    private double fullRate;
    private double callsPerMinute;
    private boolean throttledBefore;
    private long halvedAt;
    private long raisedAt;
    private long closedUntil;

    RateBudget(AdAccountId account, DoubleFunction<RateLimiter> limiters) {
        this.account = account;
        this.limiters = limiters;
    }

    synchronized Permits join(RateShare share, Runnable whenLeft) {
        if (!parts.isEmpty() && parts.stream().noneMatch(part -> part.share.perMinute() == share.perMinute())) {
            log.warn(
                    "Ad account {} has a rate.limit.per.minute of {} in one connector and of {} in another one on this"
                            + " worker. They share the smaller one; set both to the same value",
                    account,
                    parts.get(0).share.perMinute(),
                    share.perMinute());
        }
        Part part = new Part(share, whenLeft);
        parts.add(part);
        resize();
        return part;
    }

    synchronized boolean isUnused() {
        return parts.isEmpty();
    }

    private synchronized boolean leave(Part part) {
        queue.remove(part);
        boolean was = parts.remove(part);
        if (was && !parts.isEmpty()) {
            resize();
        }
        return was;
    }

    private void resize() {
        Map<String, Double> shares = new TreeMap<>();
        double smallestLimit = Double.MAX_VALUE;
        for (Part part : parts) {
            smallestLimit = Math.min(smallestLimit, part.share.perMinute());
            shares.merge(part.share.owner(), part.share.callsPerMinute(), Math::max);
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

    private synchronized boolean tryAcquire(Part part, long now) {
        part.askedAt = now;
        if (!parts.contains(part) || isClosed(now)) {
            return false;
        }
        while (!queue.isEmpty() && now - queue.peek().askedAt > HEAD_OF_QUEUE_TIMEOUT) {
            queue.remove();
        }
        boolean first = queue.isEmpty() || queue.peek() == part;
        if (first && limiter.tryAcquire()) {
            queue.poll();
            return true;
        }
        if (!queue.contains(part)) {
            queue.add(part);
        }
        return false;
    }

    private synchronized long nanosToNext(long now) {
        if (isClosed(now)) {
            return closedUntil - now;
        }
        return Math.min(LONGEST_WAIT, (long) (NANOS_PER_SECOND / limiter.getRate()));
    }

    private synchronized boolean isClosed(long now) {
        return throttledBefore && closedUntil - now > 0;
    }

    private synchronized void throttled(long now, long until) {
        if (!throttledBefore || until - closedUntil > 0) {
            closedUntil = until;
        }
        if (throttledBefore && now - halvedAt < NANOS_BETWEEN_HALVINGS) {
            return;
        }
        throttledBefore = true;
        halvedAt = now;
        raisedAt = now;
        limiter.setRate(Math.max(limiter.getRate() / 2, fullRate * SLOWEST_SHARE));
    }

    private synchronized void answered(long now) {
        double rate = limiter.getRate();
        if (rate >= fullRate) {
            return;
        }
        // Time without answers proves nothing, so a second at most is counted.
        double elapsed = Math.max(0, Math.min(now - raisedAt, NANOS_PER_SECOND));
        raisedAt = now;
        limiter.setRate(Math.min(fullRate, rate + fullRate * elapsed / NANOS_TO_RECOVER));
    }

    private synchronized double perMinute() {
        return callsPerMinute * limiter.getRate() / fullRate;
    }

    /** A task's part in the budget. */
    private final class Part implements Permits {
        private final RateShare share;
        private final Runnable whenLeft;
        private long askedAt;

        Part(RateShare share, Runnable whenLeft) {
            this.share = share;
            this.whenLeft = whenLeft;
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
        public boolean isClosed(long now) {
            return RateBudget.this.isClosed(now);
        }

        @Override
        public void throttled(long now, long until) {
            RateBudget.this.throttled(now, until);
        }

        @Override
        public void answered(long now) {
            RateBudget.this.answered(now);
        }

        @Override
        public double perMinute() {
            return RateBudget.this.perMinute();
        }

        @Override
        public void close() {
            if (leave(this)) {
                whenLeft.run();
            }
        }
    }
}
