package io.github.pinsink.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** How events travel together, and how many of them are held in memory. */
final class BatchingSettings {
    static final String BATCH_EVENTS = "batch.max.events";
    static final String BATCH_BYTES = "batch.max.bytes";
    static final String LINGER = "linger.ms";
    static final String BUFFER_EVENTS = "buffer.max.events";
    static final String BUFFER_BYTES = "buffer.max.bytes";

    private BatchingSettings() {}

    static List<Setting> rows() {
        return List.of(
                Setting.withDefault(BATCH_EVENTS, Type.INT, 1000, "Events per request", "Events per request.")
                        .check(Range.between(1, 1000)),
                Setting.withDefault(
                                BATCH_BYTES, Type.INT, 2_000_000, "Bytes per request", "Bytes of events per request.")
                        .check(Range.between(1_000, 50_000_000)),
                Setting.withDefault(
                                LINGER,
                                Type.LONG,
                                1000L,
                                "Linger (ms)",
                                "How long an event may wait for others to share a request with, in milliseconds.")
                        .check(Range.between(0, 600_000))
                        .importance(Importance.MEDIUM),
                Setting.withDefault(
                                BUFFER_EVENTS,
                                Type.INT,
                                50_000,
                                "Events in memory",
                                "Events held in memory before the partitions are paused; at least batch.max.events.")
                        .check(Range.atLeast(1)),
                Setting.withDefault(
                                BUFFER_BYTES,
                                Type.LONG,
                                67_108_864L,
                                "Bytes in memory",
                                "About how many bytes of memory events and the records they come from may take, in each task, before"
                                        + " its partitions are paused. A worker needs that for each of its tasks, and"
                                        + " some 100 MB beside.")
                        .check(Range.atLeast(1_000)));
    }
}
