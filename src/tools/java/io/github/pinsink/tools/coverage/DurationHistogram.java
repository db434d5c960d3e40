package io.github.pinsink.tools.coverage;

/** Durations by size, exact to 5 percent. A negative duration counts as none. */
final class DurationHistogram {
    private static final double STEP = Math.log(1.05);
    private static final int BUCKETS = 512;

    private final long[] counts = new long[BUCKETS];
    private long count;
    private long max;

    void add(long millis) {
        long duration = Math.max(0, millis);
        counts[bucket(duration)]++;
        count++;
        max = Math.max(max, duration);
    }

    private static int bucket(long millis) {
        return (int) Math.min(BUCKETS - 1, Math.round(Math.log(millis + 1.0) / STEP));
    }

    long count() {
        return count;
    }

    /**
     * @param share from 0 to 1
     * @return milliseconds; 0 without any duration
     */
    long quantile(double share) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (count > 0 && seen >= rank) {
                return Math.min(max, Math.round(Math.exp(i * STEP) - 1));
            }
        }
        return 0;
    }

    long max() {
        return max;
    }
}
