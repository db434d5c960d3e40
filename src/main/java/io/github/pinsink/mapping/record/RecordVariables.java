package io.github.pinsink.mapping.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The JSONata variables of a record: {@code $key}, {@code $headers}, {@code $topic}, {@code $partition}, {@code $offset},
 * {@code $timestamp}, {@code $record} (the whole value) and, for an exploded record, {@code $index} (of the element, from
 * 0). Each is computed on access.
 */
public final class RecordVariables implements Function<String, Object> {
    /** The name of the variable for the whole value of the record. */
    public static final String RECORD = "record";

    /** The name of the variable for the index of the element of an exploded record. */
    public static final String INDEX = "index";

    /** The names of all variables, without dollar sign. */
    public static final Set<String> NAMES =
            Set.of("key", "headers", "topic", "partition", "offset", "timestamp", RECORD, INDEX);

    private final ConnectValues values = new ConnectValues();
    private final SinkRecord record;
    private final Object value;
    private int index = -1;

    public RecordVariables(SinkRecord record, Object value) {
        this.record = record;
        this.value = value;
    }

    /** Sets the index of the element that is mapped next. */
    public void element(int next) {
        index = next;
    }

    @Override
    public @Nullable Object apply(String name) {
        return switch (name) {
            case "key" -> values.of(record.keySchema(), record.key());
            case "headers" -> headers();
            case "topic" -> record.topic();
            case "partition" -> record.kafkaPartition();
            case "offset" -> record.kafkaOffset();
            case "timestamp" -> record.timestamp();
            case RECORD -> value;
            case INDEX -> index < 0 ? null : index;
            default -> null;
        };
    }

    /** The last header of a name wins. */
    private Map<String, Object> headers() {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), values.of(header.schema(), header.value()));
        }
        return headers;
    }

    /** Only the coordinates, so that the record is not logged. */
    @Override
    public String toString() {
        return record.topic() + "-" + record.kafkaPartition() + "@" + record.kafkaOffset();
    }
}
