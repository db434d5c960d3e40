package io.github.pinsink.tools.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.tools.command.TimeOption;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.source.RawRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import picocli.CommandLine.TypeConversionException;

/**
 * What a record has besides its value, and the time at which the test runs. A property comes from the {@code .meta.json} of the
 * test, else from {@value #OF_DIRECTORY} in its directory or in one above, else it has a default.
 */
final class TestSettings {
    /** The file with the properties of all tests in a directory and below. */
    static final String OF_DIRECTORY = "pinsink-test.json";

    static final String KEY = "key";
    static final String HEADERS = "headers";
    static final String TOPIC = "topic";
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String TIMESTAMP = "timestamp";
    static final String NOW = "now";

    private static final List<String> NAMES = List.of(TOPIC, PARTITION, OFFSET, TIMESTAMP, KEY, HEADERS, NOW);

    private final ObjectNode properties;

    private TestSettings(ObjectNode properties) {
        this.properties = properties;
    }

    static TestSettings none() {
        return new TestSettings(JsonNodeFactory.instance.objectNode());
    }

    /** These settings; where they have none, the others. */
    TestSettings withFallback(TestSettings other) {
        ObjectNode all = other.properties.deepCopy();
        all.setAll(properties);
        return new TestSettings(all);
    }

    /** @throws UsageException if the file has a property that is unknown or invalid */
    static TestSettings of(Path file, JsonNode json) throws UsageException {
        if (!(json instanceof ObjectNode object)) {
            throw new UsageException(file + ": expected an object with " + String.join(", ", NAMES));
        }
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = property.getKey();
            JsonNode value = property.getValue();
            String expected = switch (name) {
                case TOPIC -> value.isTextual() && !value.textValue().isBlank() ? "" : "a string";
                case PARTITION ->
                    value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0
                            ? ""
                            : "a whole number of at least 0";
                case OFFSET ->
                    value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
                            ? ""
                            : "a whole number of at least 0";
                case TIMESTAMP, NOW ->
                    time(value).isPresent()
                            ? ""
                            : "a time such as \"2026-11-24T12:00:00Z\", or Unix seconds or milliseconds";
                case HEADERS -> value.isObject() ? "" : "an object such as {\"source\": \"web\"}";
                case KEY -> "";
                default ->
                    throw new UsageException(
                            file + ": unknown property " + name + "; supported: " + String.join(", ", NAMES));
            };
            if (!expected.isEmpty()) {
                throw new UsageException(file + ": " + name + ": expected " + expected);
            }
        }
        return new TestSettings(object);
    }

    private static Optional<Instant> time(JsonNode value) {
        try {
            return value.isTextual() || value.isIntegralNumber()
                    ? Optional.of(new TimeOption().convert(value.asText()))
                    : Optional.empty();
        } catch (TypeConversionException e) {
            return Optional.empty();
        }
    }

    Optional<Instant> now() {
        return time(properties.path(NOW));
    }

    Optional<Instant> timestamp() {
        return time(properties.path(TIMESTAMP));
    }

    /**
     * The record of a test.
     *
     * @param value empty for a tombstone
     * @param topic if no setting names another
     */
    RawRecord record(Optional<byte[]> value, String topic) {
        RecordHeaders headers = new RecordHeaders();
        properties
                .path(HEADERS)
                .properties()
                .forEach(header ->
                        headers.add(header.getKey(), bytes(header.getValue()).orElse(null)));
        return new RawRecord(
                properties.path(TOPIC).asText(topic),
                properties.path(PARTITION).asInt(0),
                properties.path(OFFSET).asLong(0),
                timestamp().map(Instant::toEpochMilli),
                bytes(properties.path(KEY)),
                value,
                headers,
                Optional.empty());
    }

    /** A string is sent as it is, and any other value as its JSON. */
    private static Optional<byte[]> bytes(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
