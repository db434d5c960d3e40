package io.github.pinsink.errant;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Estimates how many bytes a record had when it was read. The worker keeps these bytes as long as the task keeps the record,
 * and does not expose their number, so the estimate takes the converted value as if it was JSON. It is right within a factor
 * of about two.
 */
final class RecordSizeEstimator {
    private static final int SCALAR = 8;
    private static final int QUOTES_AND_COMMA = 3;

    /** No converter builds deeper values. */
    private static final int MAX_DEPTH = 200;

    /** No record that a broker accepts by default has more; a transform can share values so that they count as many more. */
    private static final int MAX_VALUES = 1_000_000;

    private int values;

    private RecordSizeEstimator() {}

    static long of(SinkRecord record) {
        RecordSizeEstimator estimator = new RecordSizeEstimator();
        long size = estimator.of(record.key(), 0) + estimator.of(record.value(), 0);
        for (Header header : record.headers()) {
            size += header.key().length() + estimator.of(header.value(), 0);
        }
        return size;
    }

    private long of(Object value, int depth) {
        if (value instanceof String string) {
            return (long) string.length() + QUOTES_AND_COMMA;
        }
        if (value == null
                || value instanceof Number
                || value instanceof Boolean
                || depth == MAX_DEPTH
                || ++values > MAX_VALUES) {
            return SCALAR;
        }
        if (value instanceof Map<?, ?> map) {
            long size = QUOTES_AND_COMMA;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += of(entry.getKey(), depth + 1) + of(entry.getValue(), depth + 1);
            }
            return size;
        }
        if (value instanceof Collection<?> items) {
            long size = QUOTES_AND_COMMA;
            for (Object item : items) {
                size += of(item, depth + 1);
            }
            return size;
        }
        if (value instanceof Struct struct) {
            long size = QUOTES_AND_COMMA;
            for (Field field : struct.schema().fields()) {
                size += field.name().length() + QUOTES_AND_COMMA + of(struct.get(field), depth + 1);
            }
            return size;
        }
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        if (value instanceof ByteBuffer bytes) {
            return bytes.remaining();
        }
        return SCALAR;
    }
}
