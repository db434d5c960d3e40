package io.github.pinsink.sandbox.bench;

import java.util.List;

/**
 * Everything measured of one sink.
 *
 * @param peakResidentBytes of the worker's process, warm-up included
 * @param peakHeapMegabytes before a collection
 * @param keptHeapMegabytes after one
 */
record Subject(String name, List<Measured> runs, long peakResidentBytes, int peakHeapMegabytes, int keptHeapMegabytes) {

    double eventsPerSecond() {
        return Measured.median(runs, Measured::eventsPerSecond);
    }

    double cpuSecondsPerMillion() {
        return Measured.median(runs, Measured::cpuSecondsPerMillion);
    }
}
