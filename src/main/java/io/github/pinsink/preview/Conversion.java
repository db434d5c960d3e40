package io.github.pinsink.preview;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;

/**
 * What the worker does before a record reaches the task: key and value through the converters that the config names, where
 * they are on the class path, else as text. Headers are text, transforms are not applied.
 */
final class Conversion {
    private static final String KEY = "key.converter";
    private static final String VALUE = "value.converter";

    private final Optional<Converter> keys;
    private final Optional<Converter> values;

    private Conversion(Optional<Converter> keys, Optional<Converter> values) {
        this.keys = keys;
        this.values = values;
    }

    /** @param notice is told where a preview differs from what a worker would do */
    static Conversion of(Map<String, String> properties, Consumer<String> notice) {
        if (!properties.containsKey(VALUE)) {
            notice.accept("The config names no " + VALUE + ", and what the worker's own is, is not known here:"
                    + " values are read as JSON text");
        }
        String transforms = properties.getOrDefault("transforms", "");
        if (!transforms.isBlank()) {
            notice.accept("The transforms " + transforms + " are not applied: give records as they look behind them");
        }
        return new Conversion(converter(properties, KEY, true, notice), converter(properties, VALUE, false, notice));
    }

    private static Optional<Converter> converter(
            Map<String, String> properties, String key, boolean isKey, Consumer<String> notice) {
        String name = properties.get(key);
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        Map<String, String> own = new HashMap<>();
        properties.forEach((property, value) -> {
            if (property.startsWith(key + ".")) {
                own.put(property.substring(key.length() + 1), value);
            }
        });
        try {
            Converter converter = Class.forName(name.strip())
                    .asSubclass(Converter.class)
                    .getDeclaredConstructor()
                    .newInstance();
            converter.configure(own, isKey);
            return Optional.of(converter);
        } catch (ReflectiveOperationException | ClassCastException | LinkageError | KafkaException e) {
            notice.accept("The " + key + " " + name + " is not at hand here ("
                    + e.getClass().getSimpleName() + "): "
                    + (isKey ? "keys are read as text" : "values are read as JSON text"));
            return Optional.empty();
        }
    }

    /** @throws KafkaException when a converter refuses the record, which on a worker ends before the task */
    SinkRecord convert(Sample sample) {
        SchemaAndValue key = convert(keys, sample, sample.key(), true);
        SchemaAndValue value = convert(values, sample, sample.value(), false);
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : sample.headers()) {
            byte[] text = header.value();
            headers.add(
                    header.key(),
                    new SchemaAndValue(null, text == null ? null : new String(text, StandardCharsets.UTF_8)));
        }
        return new SinkRecord(
                sample.topic(),
                sample.partition(),
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                sample.offset(),
                sample.timestamp().orElse(null),
                TimestampType.CREATE_TIME,
                headers);
    }

    private static SchemaAndValue convert(
            Optional<Converter> converter, Sample sample, Optional<byte[]> bytes, boolean isKey) {
        if (converter.isPresent()) {
            return converter.get().toConnectData(sample.topic(), sample.headers(), bytes.orElse(null));
        }
        if (isKey) {
            return new SchemaAndValue(
                    null,
                    bytes.map(text -> new String(text, StandardCharsets.UTF_8)).orElse(null));
        }
        return new SchemaAndValue(null, bytes.orElse(null));
    }

    /** The names of the topics that a config reads, as far as it names them. */
    static List<String> topics(Map<String, String> properties) {
        return List.of(properties.getOrDefault("topics", "").split(",")).stream()
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .toList();
    }
}
