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
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;

/**
 * What the worker does before a record reaches the task: key, value and headers through the converters that the config
 * names, where they are on the class path, else as text, and headers by the converter that a worker has without being told.
 * Transforms are not applied.
 */
final class RecordConverters {
    private static final String KEY = "key.converter";
    private static final String VALUE = "value.converter";
    private static final String HEADER = "header.converter";

    private final Optional<Converter> keys;
    private final Optional<Converter> values;
    private final HeaderConverter headerConverter;

    private RecordConverters(Optional<Converter> keys, Optional<Converter> values, HeaderConverter headerConverter) {
        this.keys = keys;
        this.values = values;
        this.headerConverter = headerConverter;
    }

    /** @param notice is told where a preview differs from what a worker would do */
    static RecordConverters of(Map<String, String> properties, Consumer<String> notice) {
        if (!properties.containsKey(VALUE)) {
            notice.accept("The config names no " + VALUE + ", and what the worker's own is, is not known here:"
                    + " values are read as JSON text");
        }
        String transforms = properties.getOrDefault("transforms", "");
        if (!transforms.isBlank()) {
            notice.accept("The transforms " + transforms + " are not applied: give records as they look behind them");
        }
        return new RecordConverters(
                converter(properties, KEY, true, notice),
                converter(properties, VALUE, false, notice),
                headerConverter(properties, notice));
    }

    private static Optional<Converter> converter(
            Map<String, String> properties, String key, boolean isKey, Consumer<String> notice) {
        Optional<Converter> converter = instance(properties, key, Converter.class, notice);
        converter.ifPresent(made -> made.configure(own(properties, key), isKey));
        return converter;
    }

    private static HeaderConverter headerConverter(Map<String, String> properties, Consumer<String> notice) {
        HeaderConverter converter =
                instance(properties, HEADER, HeaderConverter.class, notice).orElseGet(SimpleHeaderConverter::new);
        converter.configure(own(properties, HEADER));
        return converter;
    }

    private static <T> Optional<T> instance(
            Map<String, String> properties, String key, Class<T> type, Consumer<String> notice) {
        String name = properties.getOrDefault(key, "").strip();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.cast(Class.forName(name)
                    .asSubclass(type)
                    .getDeclaredConstructor()
                    .newInstance()));
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            notice.accept("The " + key + " " + name + " is not at hand here ("
                    + e.getClass().getSimpleName() + "): "
                    + (key.equals(VALUE) ? "values are read as JSON text" : "text is taken as it is"));
            return Optional.empty();
        }
    }

    /** What is said to a converter alone. */
    private static Map<String, String> own(Map<String, String> properties, String key) {
        Map<String, String> own = new HashMap<>();
        properties.forEach((property, value) -> {
            if (property.startsWith(key + ".")) {
                own.put(property.substring(key.length() + 1), value);
            }
        });
        return own;
    }

    /** @throws KafkaException when a converter refuses the record, which on a worker ends before the task */
    SinkRecord convert(RawRecord sample) {
        SchemaAndValue key = convert(keys, sample, sample.key(), true);
        SchemaAndValue value = convert(values, sample, sample.value(), false);
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : sample.headers()) {
            headers.add(header.key(), headerConverter.toConnectHeader(sample.topic(), header.key(), header.value()));
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
            Optional<Converter> converter, RawRecord sample, Optional<byte[]> bytes, boolean isKey) {
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
