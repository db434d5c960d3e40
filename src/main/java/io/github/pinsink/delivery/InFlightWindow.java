package io.github.pinsink.delivery;

import java.util.concurrent.TimeUnit;

/**
 * How many calls for one ad account are worth having under way at once: as many as begin while one of them lasts (Little's
 * law), half as many again since calls do not last equally long, and a few more. More would not be faster; if the API
 * slowed down, they would only pile up there.
 */
final class InFlightWindow {
    private static final double MARGIN = 1.5;
    private static final int SPARE = 4;
    /** How much one call moves the mean. */
    private static final double WEIGHT = 1.0 / 16;

    private double latencyNanos = TimeUnit.MILLISECONDS.toNanos(500);

    /** A call was answered after that time. Failures tell nothing about how long a call lasts. */
    void answered(long nanos) {
        latencyNanos += (nanos - latencyNanos) * WEIGHT;
    }

    int size(double callsPerMinute) {
        double calls = callsPerMinute / TimeUnit.MINUTES.toNanos(1) * latencyNanos * MARGIN + SPARE;
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(calls));
    }
}
