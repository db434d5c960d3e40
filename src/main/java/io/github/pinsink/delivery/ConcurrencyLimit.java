package io.github.pinsink.delivery;

import java.util.concurrent.TimeUnit;

/**
 * How many requests of one ad account should be in flight: as many as are started during one call (Little's law), half as many
 * again because calls take different times, and a few more. More would not be faster, and would queue up at a slow API.
 */
final class ConcurrencyLimit {
    private static final double MARGIN = 1.5;
    private static final int SPARE = 4;
    /** The weight of one call in the mean latency. */
    private static final double WEIGHT = 1.0 / 16;

    private double latencyNanos = TimeUnit.MILLISECONDS.toNanos(500);

    /** A call succeeded after that time. Failures say nothing about the latency. */
    void onLatency(long nanos) {
        latencyNanos += (nanos - latencyNanos) * WEIGHT;
    }

    int maxInFlight(double callsPerMinute) {
        double calls = callsPerMinute / TimeUnit.MINUTES.toNanos(1) * latencyNanos * MARGIN + SPARE;
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(calls));
    }
}
