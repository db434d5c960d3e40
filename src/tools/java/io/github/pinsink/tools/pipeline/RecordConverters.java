package io.github.pinsink.tools.pipeline;

import io.github.pinsink.tools.source.RawRecord;
import java.nio.charset.StandardCharsets;
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
 * Converts records as a worker does before they reach the task. Uses the converters in the config that are on the class
 * path. Otherwise values are read as JSON, keys as strings, and headers with the worker's default converter.
 */
final class RecordConverters {
    private static final String KEY = "key.converter";
    private static final String VALUE = "value.converter";
    private static final String HEADER = "header.converter";

    private static final Map<String, String> FALLBACKS = Map.of(
            KEY, "Keys are read as strings",
            VALUE, "Values are read as JSON",
            HEADER, "Headers are read with the default converter");

    private final Optional<Converter> keys;
    private final Optional<Converter> values;
    private final HeaderConverter headerConverter;

    private RecordConverters(Optional<Converter> keys, Optional<Converter> values, HeaderConverter headerConverter) {
        this.keys = keys;
        this.values = values;
        this.headerConverter = headerConverter;
    }

    /** @param notes receives the differences between the preview and a worker */
    static RecordConverters of(Map<String, String> properties, Consumer<String> notes) {
        if (!properties.containsKey(VALUE)) {
            notes.accept("The config does not set " + VALUE + ", and the worker's default is unknown. Values are read"
                    + " as JSON");
        }
        return new RecordConverters(
                converter(properties, KEY, true, notes),
                converter(properties, VALUE, false, notes),
                headerConverter(properties, notes));
    }

    private static Optional<Converter> converter(
            Map<String, String> properties, String key, boolean isKey, Consumer<String> notes) {
        Optional<Converter> converter = instance(properties, key, Converter.class, notes);
        converter.ifPresent(instance -> instance.configure(PluginClasses.properties(properties, key + "."), isKey));
        return converter;
    }

    private static HeaderConverter headerConverter(Map<String, String> properties, Consumer<String> notes) {
        HeaderConverter converter =
                instance(properties, HEADER, HeaderConverter.class, notes).orElseGet(SimpleHeaderConverter::new);
        converter.configure(PluginClasses.properties(properties, HEADER + "."));
        return converter;
    }

    private static <T> Optional<T> instance(
            Map<String, String> properties, String key, Class<T> type, Consumer<String> notes) {
        String name = properties.getOrDefault(key, "").strip();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PluginClasses.create(name, type));
        } catch (ReflectiveOperationException e) {
            notes.accept("The " + key + " " + name + " is not on the class path ("
                    + e.getClass().getSimpleName() + "). " + FALLBACKS.get(key)
                    + ". Set PINSINK_CLASSPATH to add its jars");
            return Optional.empty();
        }
    }

    /** @throws KafkaException if a converter fails; on a worker, such a record does not reach the task */
    SinkRecord convert(RawRecord raw) {
        SchemaAndValue key = convert(keys, raw, raw.key(), true);
        SchemaAndValue value = convert(values, raw, raw.value(), false);
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : raw.headers()) {
            headers.add(header.key(), headerConverter.toConnectHeader(raw.topic(), header.key(), header.value()));
        }
        return new SinkRecord(
                raw.topic(),
                raw.partition(),
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                raw.offset(),
                raw.timestamp().orElse(null),
                TimestampType.CREATE_TIME,
                headers);
    }

    private static SchemaAndValue convert(
            Optional<Converter> converter, RawRecord raw, Optional<byte[]> bytes, boolean isKey) {
        if (converter.isPresent()) {
            return converter.get().toConnectData(raw.topic(), raw.headers(), bytes.orElse(null));
        }
        if (isKey) {
            return new SchemaAndValue(
                    null,
                    bytes.map(text -> new String(text, StandardCharsets.UTF_8)).orElse(null));
        }
        return new SchemaAndValue(null, bytes.orElse(null));
    }
}
