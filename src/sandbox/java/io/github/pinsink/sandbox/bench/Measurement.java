package io.github.pinsink.sandbox.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The result of one run. For a sink without API calls the components from {@code calls} on are 0.
 *
 * @param events processed events
 * @param eventsPerSecond from the first to the last of them
 * @param cpuSecondsPerMillion CPU time of the worker's process per million events, start of the connector included
 * @param calls as the simulator received them
 * @param throttled calls with status 429
 * @param otherErrors calls with another status than 200 and 429
 */
record Measurement(
        long events,
        double eventsPerSecond,
        double cpuSecondsPerMillion,
        int calls,
        double eventsPerCall,
        int maxInFlight,
        int maxCallsPerMinute,
        long throttled,
        long otherErrors) {

    static double median(List<Measurement> runs, ToDoubleFunction<Measurement> component) {
        double[] sorted = runs.stream().mapToDouble(component).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** From the minimum to the maximum, in percent of the median. */
    static double spread(List<Measurement> runs, ToDoubleFunction<Measurement> component) {
        double min = runs.stream().mapToDouble(component).min().orElse(0);
        double max = runs.stream().mapToDouble(component).max().orElse(0);
        return 100 * (max - min) / median(runs, component);
    }
}
