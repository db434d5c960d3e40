package io.github.pinsink.mapping.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record as expressions see it: its value and the variables around it, as strings, booleans, numbers, lists and maps.
 * Decimal fractions in JSON text stay exact.
 */
public final class RecordView {
    private static final ObjectMapper JSON = JsonMapper.builder()
            // A parse error would otherwise carry a piece of the record.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final SinkRecord record;
    private final Object value;

    private RecordView(SinkRecord record, Object value) {
        this.record = record;
        this.value = value;
    }

    /** @throws UnreadableRecordException when the value is neither an object nor a list, nor JSON text of one */
    public static RecordView of(SinkRecord record) throws UnreadableRecordException {
        Object value = record.value();
        Object plain;
        if (value instanceof String text) {
            plain = parse(text.length() + " characters", () -> JSON.readValue(text, Object.class));
        } else if (value instanceof byte[] bytes) {
            plain = parse(bytes.length + " bytes", () -> JSON.readValue(bytes, Object.class));
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = PlainValues.bytes(buffer);
            plain = parse(bytes.length + " bytes", () -> JSON.readValue(bytes, Object.class));
        } else {
            plain = PlainValues.of(record.valueSchema(), value);
        }
        if (plain instanceof Map<?, ?> map) {
            refuseOtherKeys(map);
        } else if (!(plain instanceof List<?>)) {
            throw new UnreadableRecordException("the record's value is "
                    + (plain == null ? "JSON null" : "a " + plain.getClass().getSimpleName())
                    + ", and an object was expected. Check value.converter");
        }
        return new RecordView(record, plain);
    }

    private interface Parse {
        Object run() throws IOException;
    }

    private static Object parse(String shape, Parse parse) throws UnreadableRecordException {
        try {
            return parse.run();
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new UnreadableRecordException(
                    "the record's value is text of " + shape + " that is not JSON" + where + ". Check value.converter");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
    }

    private static void refuseOtherKeys(Map<?, ?> map) throws UnreadableRecordException {
        for (Object key : map.keySet()) {
            if (!(key instanceof String)) {
                throw new UnreadableRecordException("the record's value is a map whose keys are not text but "
                        + (key == null ? "null" : key.getClass().getSimpleName()) + ", and names were expected");
            }
        }
    }

    public Object value() {
        return value;
    }

    /** The value of {@code $key}, {@code $headers}, {@code $topic}, {@code $partition}, {@code $offset} or {@code $timestamp}. */
    public Object variable(String name) {
        return switch (name) {
            case "key" -> PlainValues.of(record.keySchema(), record.key());
            case "headers" -> headers();
            case "topic" -> record.topic();
            case "partition" -> record.kafkaPartition();
            case "offset" -> record.kafkaOffset();
            case "timestamp" -> record.timestamp();
            default -> null;
        };
    }

    private Map<String, Object> headers() {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), PlainValues.of(header.schema(), header.value()));
        }
        return headers;
    }

    /** Its coordinates only. */
    @Override
    public String toString() {
        return record.topic() + "-" + record.kafkaPartition() + "@" + record.kafkaOffset();
    }
}
