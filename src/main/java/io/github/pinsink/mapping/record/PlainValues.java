package io.github.pinsink.mapping.record;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;

/**
 * Connect's values as plain Java. Logical dates and times become ISO-8601 text, the form JSONata's own functions speak, so
 * that no unit has to be guessed; decimals stay exact; bytes become base64, as the JSON converter writes them.
 */
final class PlainValues {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private PlainValues() {}

    /** @param schema null for schemaless data */
    static Object of(Schema schema, Object value) {
        if (value instanceof Struct struct) {
            return new StructMap(struct);
        }
        if (value instanceof List<?> list) {
            Schema elements = schema == null ? null : schema.valueSchema();
            if (elements == null) {
                return list;
            }
            List<Object> plain = new ArrayList<>(list.size());
            list.forEach(element -> plain.add(of(elements, element)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            return schema == null ? map : plainMap(schema, map);
        }
        if (value instanceof java.util.Date date) {
            return dateText(schema, date.toInstant());
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            return Base64.getEncoder().encodeToString(bytes(buffer));
        }
        return value;
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Map<String, Object> plainMap(Schema schema, Map<?, ?> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, element) -> plain.put(String.valueOf(key), of(schema.valueSchema(), element)));
        return plain;
    }

    private static String dateText(Schema schema, Instant instant) {
        String logicalType = schema == null ? null : schema.name();
        if (Date.LOGICAL_NAME.equals(logicalType)) {
            return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
        }
        if (Time.LOGICAL_NAME.equals(logicalType)) {
            return TIME.format(instant.atZone(ZoneOffset.UTC));
        }
        return instant.toString();
    }
}
