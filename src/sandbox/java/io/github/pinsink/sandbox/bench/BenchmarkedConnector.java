package io.github.pinsink.sandbox.bench;

import java.util.List;

/**
 * Everything measured of one sink.
 *
 * @param peakResidentBytes of the worker's process, warm-up included
 * @param peakHeapMegabytes before a collection
 * @param keptHeapMegabytes after one
 */
record BenchmarkedConnector(
        String name, List<Measurement> runs, long peakResidentBytes, int peakHeapMegabytes, int keptHeapMegabytes) {

    double eventsPerSecond() {
        return Measurement.median(runs, Measurement::eventsPerSecond);
    }

    double cpuSecondsPerMillion() {
        return Measurement.median(runs, Measurement::cpuSecondsPerMillion);
    }
}
