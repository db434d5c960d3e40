package io.github.pinsink.sandbox.bench;

import java.util.List;

/**
 * The measurements of one sink.
 *
 * @param peakResidentBytes peak resident memory of the worker's process, warm-up included
 * @param peakHeapMegabytes maximum before a garbage collection
 * @param heapAfterGcMegabytes maximum after a garbage collection
 */
record SinkResult(
        String name, List<Measurement> runs, long peakResidentBytes, int peakHeapMegabytes, int heapAfterGcMegabytes) {

    double eventsPerSecond() {
        return Measurement.median(runs, Measurement::eventsPerSecond);
    }

    double cpuSecondsPerMillion() {
        return Measurement.median(runs, Measurement::cpuSecondsPerMillion);
    }
}
