package io.github.pinsink.metrics;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How long the calls of the last minute or two took. Counts in buckets of at most 1/16 of their value, so a percentile is
 * at most 6.25% too high and never too low. Any thread may enter; calls are few (thousands a minute), so a lock will do.
 */
final class LatencyWindow {
    private static final long ROTATION_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int BITS_KEPT = 4;
    private static final int STEPS = 1 << BITS_KEPT;
    /** Enough for any long. */
    private static final int BUCKETS = (Long.SIZE - BITS_KEPT) * STEPS;

    private int[] current = new int[BUCKETS];
    private int[] before = new int[BUCKETS];
    private long longestCurrent;
    private long longestBefore;
    private long rotatedAt;

    LatencyWindow(long now) {
        rotatedAt = now;
    }

    synchronized void record(long nanos, long now) {
        rotate(now);
        long micros = Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos));
        current[bucket(micros)]++;
        longestCurrent = Math.max(longestCurrent, micros);
    }

    /** @return milliseconds that this share of the calls did not exceed; 0 when there were none */
    synchronized double percentile(double share, long now) {
        rotate(now);
        long calls = 0;
        for (int i = 0; i < BUCKETS; i++) {
            calls += current[i] + before[i];
        }
        if (calls == 0) {
            return 0;
        }
        long rank = (long) Math.ceil(calls * share);
        long seen = 0;
        int bucket = -1;
        while (seen < rank) {
            bucket++;
            seen += current[bucket] + before[bucket];
        }
        return Math.min(highest(bucket), longest()) / 1000.0;
    }

    synchronized double max(long now) {
        rotate(now);
        return longest() / 1000.0;
    }

    private long longest() {
        return Math.max(longestCurrent, longestBefore);
    }

    private void rotate(long now) {
        long age = now - rotatedAt;
        if (age < ROTATION_NANOS) {
            return;
        }
        int[] emptied = before;
        Arrays.fill(emptied, 0);
        before = current;
        longestBefore = longestCurrent;
        current = emptied;
        longestCurrent = 0;
        if (age >= 2 * ROTATION_NANOS) {
            Arrays.fill(before, 0);
            longestBefore = 0;
        }
        rotatedAt = now;
    }

    /** The first values have a bucket each; from there on a bucket keeps the leading bit and the four after it. */
    private static int bucket(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int dropped = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - BITS_KEPT;
        return (dropped + 1) * STEPS + (int) (micros >>> dropped) - STEPS;
    }

    private static long highest(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int dropped = bucket / STEPS - 1;
        long kept = (long) bucket % STEPS + STEPS;
        return ((kept + 1) << dropped) - 1;
    }
}
