package io.github.pinsink.tools.trace;

import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.record.RecordReader;
import io.github.pinsink.mapping.record.UnreadableRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Says which properties a record has, and the type and size of each, but no value. */
final class RecordOutline {
    private static final int MAX_LINES = 200;
    private static final int MAX_DEPTH = 10;

    private final List<String> lines = new ArrayList<>();

    private RecordOutline() {}

    static List<String> of(Optional<SinkRecord> received) {
        if (received.isEmpty()) {
            return List.of("the record does not reach the connector");
        }
        if (received.get().value() == null) {
            return List.of("value: null");
        }
        RecordOutline outline = new RecordOutline();
        try {
            outline.add("", new RecordReader(Projection.everything()).read(received.get()), 0);
        } catch (UnreadableRecordException e) {
            return List.of("value: " + e.getMessage());
        }
        return outline.lines;
    }

    private void add(String path, @Nullable Object value, int depth) {
        if (lines.size() >= MAX_LINES) {
            return;
        }
        if (value instanceof Map<?, ?> map && depth < MAX_DEPTH) {
            map.forEach((name, child) -> add(path.isEmpty() ? name.toString() : path + "." + name, child, depth + 1));
        } else if (value instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof Map<?, ?>
                && depth < MAX_DEPTH) {
            lines.add((path.isEmpty() ? "value" : path) + ": " + Problem.shape(list));
            add(path + "[0]", list.get(0), depth + 1);
        } else {
            lines.add((path.isEmpty() ? "value" : path) + ": " + Problem.shape(value));
        }
    }
}
