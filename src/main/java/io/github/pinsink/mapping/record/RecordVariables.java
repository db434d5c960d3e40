package io.github.pinsink.mapping.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a record's value, by the names of JSONata variables: {@code $key}, {@code $headers}, {@code $topic},
 * {@code $partition}, {@code $offset}, {@code $timestamp}, {@code $record} (the whole value) and, where a record is
 * exploded, {@code $index} (which element this is, counted from 0). Each is made when it is asked for.
 */
public final class RecordVariables implements Function<String, Object> {
    /** The name behind which the whole value of the record stands. */
    public static final String RECORD = "record";

    private final ConnectValues values = new ConnectValues();
    private final SinkRecord record;
    private final Object value;
    private int index = -1;

    public RecordVariables(SinkRecord record, Object value) {
        this.record = record;
        this.value = value;
    }

    /** The element of an exploded record that is mapped next. */
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
            case "index" -> index < 0 ? null : index;
            default -> null;
        };
    }

    /** The last one of a name counts. */
    private Map<String, Object> headers() {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), values.of(header.schema(), header.value()));
        }
        return headers;
    }

    /** Its coordinates only. */
    @Override
    public String toString() {
        return record.topic() + "-" + record.kafkaPartition() + "@" + record.kafkaOffset();
    }
}
