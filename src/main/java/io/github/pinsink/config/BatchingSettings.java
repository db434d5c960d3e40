package io.github.pinsink.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** How many events a request holds, and how many events a task buffers. */
final class BatchingSettings {
    static final String BATCH_EVENTS = "batch.max.events";
    static final String BATCH_BYTES = "batch.max.bytes";
    static final String LINGER = "linger.ms";
    static final String BUFFER_EVENTS = "buffer.max.events";
    static final String BUFFER_BYTES = "buffer.max.bytes";

    private BatchingSettings() {}

    static List<Setting> all() {
        return List.of(
                Setting.withDefault(
                                BATCH_EVENTS,
                                Type.INT,
                                1000,
                                "Maximum events per request",
                                "Maximum number of events per request.")
                        .check(Range.between(1, 1000)),
                Setting.withDefault(
                                BATCH_BYTES,
                                Type.INT,
                                2_000_000,
                                "Maximum bytes per request",
                                "Maximum size of the events in a request, in bytes. A larger event is sent in a request"
                                        + " of its own.")
                        .check(Range.between(1_000, 50_000_000)),
                Setting.withDefault(
                                LINGER,
                                Type.LONG,
                                1000L,
                                "Linger (ms)",
                                "Maximum time to hold an event while a batch fills, in milliseconds.")
                        .check(Range.between(0, 600_000))
                        .importance(Importance.MEDIUM),
                Setting.withDefault(
                                BUFFER_EVENTS,
                                Type.INT,
                                50_000,
                                "Maximum buffered events",
                                "Number of buffered events at which a task pauses its partitions. Must be at least "
                                        + BATCH_EVENTS + ".")
                        .check(Range.atLeast(1)),
                Setting.withDefault(
                                BUFFER_BYTES,
                                Type.LONG,
                                67_108_864L,
                                "Maximum buffered bytes",
                                "Approximate memory, in bytes, that the buffered events and their records may use in each"
                                        + " task before the task pauses its partitions. Plan this much heap for each"
                                        + " task on a worker, plus about 100 MB of overhead.")
                        .check(Range.atLeast(1_000)));
    }
}
