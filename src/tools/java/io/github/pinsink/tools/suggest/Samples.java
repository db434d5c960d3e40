package io.github.pinsink.tools.suggest;

import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.record.RecordReader;
import io.github.pinsink.mapping.record.UnreadableRecordException;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.RecordPipeline;
import io.github.pinsink.tools.source.RawRecord;
import io.github.pinsink.tools.source.RecordSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/** The first records of a source, at most so many that they fit into memory. */
final class Samples {
    static final int MAX_RECORDS = 500;
    private static final long MAX_BYTES = 16 << 20;

    private final List<RawRecord> records = new ArrayList<>();
    private final RecordShape shape = new RecordShape();
    private int objects;
    private long bytes;
    private long left;

    private Samples() {}

    /** @param pipeline converts and transforms the records */
    static Samples read(RecordSource source, RecordPipeline pipeline) throws UsageException {
        Samples samples = new Samples();
        RecordReader reader = new RecordReader(Projection.everything());
        source.read(record -> samples.add(record, pipeline, reader));
        return samples;
    }

    private void add(RawRecord record, RecordPipeline pipeline, RecordReader reader) {
        long size = record.value().map(value -> value.length).orElse(0);
        if (records.size() >= MAX_RECORDS || bytes + size > MAX_BYTES) {
            left++;
            return;
        }
        bytes += size;
        records.add(record);
        pipeline.map(record)
                .received()
                .flatMap(received -> object(received, reader))
                .ifPresent(object -> {
                    shape.add(object);
                    objects++;
                });
    }

    private static Optional<Map<?, ?>> object(SinkRecord received, RecordReader reader) {
        if (received.value() == null) {
            return Optional.empty();
        }
        try {
            return reader.read(received) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }

    List<RawRecord> records() {
        return records;
    }

    /** Whether the first record is an array, as in a file that is a list of all records. */
    boolean startsWithArray() {
        return records.stream()
                .findFirst()
                .flatMap(RawRecord::value)
                .filter(value -> new String(value, 0, Math.min(value.length, 16), StandardCharsets.UTF_8)
                        .stripLeading()
                        .startsWith("["))
                .isPresent();
    }

    RecordShape shape() {
        return shape;
    }

    /** The records whose values are objects. */
    int objects() {
        return objects;
    }

    /** The records that were not looked at. */
    long left() {
        return left;
    }
}
