package io.github.pinsink.tools.pipeline;

import io.github.pinsink.tools.source.RawRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * The converters for records in text files. A converter of a binary format, such as Avro, is replaced by JsonConverter: the
 * record of a test is then the value as JSON, with its schema or without it.
 */
public final class TextConverters {
    private static final String VALUE = "value.converter";
    private static final String KEY = "key.converter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final Set<String> OF_TEXT = Set.of(
            JSON,
            "org.apache.kafka.connect.storage.StringConverter",
            "org.apache.kafka.connect.converters.ByteArrayConverter",
            "JsonConverter",
            "StringConverter",
            "ByteArrayConverter");

    private TextConverters() {}

    /** Whether the converter of values reads a binary format. */
    public static boolean areNeeded(Map<String, String> properties) {
        return isBinary(properties, VALUE);
    }

    private static boolean isBinary(Map<String, String> properties, String key) {
        String converter = properties.getOrDefault(key, "").strip();
        return !converter.isEmpty() && !OF_TEXT.contains(converter);
    }

    /** @param hasSchema whether the value is an object with {@code schema} and {@code payload} */
    public static Map<String, String> replaceIn(Map<String, String> properties, boolean hasSchema) {
        Map<String, String> replaced = new HashMap<>(properties);
        replace(replaced, VALUE, hasSchema);
        replace(replaced, KEY, false);
        return replaced;
    }

    private static void replace(Map<String, String> properties, String key, boolean hasSchema) {
        if (isBinary(properties, key)) {
            properties.keySet().removeIf(name -> name.startsWith(key + "."));
            properties.put(key, JSON);
            properties.put(key + ".schemas.enable", String.valueOf(hasSchema));
        }
    }

    /**
     * A record as these converters read it.
     *
     * @param converted the record as the converters of the config read it
     */
    public static RawRecord text(Map<String, String> properties, RawRecord raw, SinkRecord converted) {
        return new RawRecord(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.timestamp(),
                isBinary(properties, KEY)
                        ? json(converted.topic(), converted.keySchema(), converted.key(), false)
                        : raw.key(),
                isBinary(properties, VALUE)
                        ? json(converted.topic(), converted.valueSchema(), converted.value(), true)
                        : raw.value(),
                raw.headers(),
                raw.deadLetter());
    }

    private static Optional<byte[]> json(
            String topic, @Nullable Schema schema, @Nullable Object value, boolean withSchema) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Converter converter = PluginClasses.create(JSON, Converter.class);
            // A decimal as a number can be read and changed in a file, unlike its bytes.
            converter.configure(
                    Map.of("schemas.enable", withSchema && schema != null, "decimal.format", "NUMERIC"), !withSchema);
            return Optional.of(converter.fromConnectData(topic, schema, value));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the jars of Kafka have no " + JSON, e);
        }
    }
}
