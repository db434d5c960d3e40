package io.github.pinsink.sandbox.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One run.
 *
 * @param events that came to their end
 * @param eventsPerSecond from the first to the last of them
 * @param cpuSecondsPerMillion processor time of the worker's process for a million of them, start of the connector included
 * @param calls and the rest: as the simulator saw them; zero for a sink that calls nobody
 */
record Measurement(
        long events,
        double eventsPerSecond,
        double cpuSecondsPerMillion,
        int calls,
        double eventsPerCall,
        int mostInFlight,
        int busiestMinute,
        long throttled,
        long otherRefusals) {

    static double median(List<Measurement> runs, ToDoubleFunction<Measurement> part) {
        double[] sorted = runs.stream().mapToDouble(part).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** From the least to the most, in percent of the median. */
    static double spread(List<Measurement> runs, ToDoubleFunction<Measurement> part) {
        double least = runs.stream().mapToDouble(part).min().orElse(0);
        double most = runs.stream().mapToDouble(part).max().orElse(0);
        return 100 * (most - least) / median(runs, part);
    }
}
