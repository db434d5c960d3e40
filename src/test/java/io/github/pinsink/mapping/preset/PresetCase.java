package io.github.pinsink.mapping.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.hash.Hashing;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What a preset makes of a record, in the form of the expectations: the event itself, or a list of events where there are
 * more or none, and otherwise an object that says why there is none. Dropped fields are listed in {@code dropped}.
 */
final class PresetCase {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** Stands for an id that comes from the record's coordinates. */
    private static final String DERIVED = "(derived)";

    private static final String CLEAR = "sha256:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mapper mapper;

    PresetCase(String preset) {
        this(preset, Map.of());
    }

    PresetCase(String preset, Map<String, String> given) {
        Map<String, String> properties = new HashMap<>(given);
        properties.put("pinterest.ad.account.id", "549755885175");
        properties.put("pinterest.access.token", "token");
        properties.put("mapping.preset", preset);
        ConnectorConfig config = ConnectorConfig.parse(properties);
        mapper = new Mapper(config.mappingPlans(), config.eventRules(), System::nanoTime);
    }

    JsonNode map(Object value) {
        return map(null, value);
    }

    JsonNode map(Schema schema, Object value) {
        return result(schema, value).match(new MappingResult.Cases<>() {
            @Override
            public JsonNode mapped(MappingResult.Mapped result) {
                return events(result);
            }

            @Override
            public JsonNode skipped(MappingResult.Skipped result) {
                return JSON.createObjectNode().put("skipped", result.why().name());
            }

            @Override
            public JsonNode invalid(MappingResult.Invalid result) {
                ObjectNode invalid = JSON.createObjectNode();
                result.problems().stream().map(Problem::text).toList().forEach(invalid.putArray("invalid")::add);
                return invalid;
            }
        });
    }

    /** All problems of a record: those that reject it or an event, and those of dropped fields. */
    List<Problem> problems(Object value) {
        return result(null, value).match(new MappingResult.Cases<>() {
            @Override
            public List<Problem> mapped(MappingResult.Mapped result) {
                List<Problem> problems = new ArrayList<>(result.problems());
                result.events().forEach(event -> problems.addAll(event.encoded().dropped()));
                return problems;
            }

            @Override
            public List<Problem> skipped(MappingResult.Skipped result) {
                return List.of();
            }

            @Override
            public List<Problem> invalid(MappingResult.Invalid result) {
                return result.problems();
            }
        });
    }

    private MappingResult result(Schema schema, Object value) {
        SinkRecord record = new SinkRecord(
                "topic",
                0,
                null,
                null,
                schema,
                value,
                7,
                NOW.minusSeconds(60).toEpochMilli(),
                TimestampType.CREATE_TIME);
        return mapper.map(record, new TopicPartition("topic", 0), 7, NOW.toEpochMilli());
    }

    private static JsonNode events(MappingResult.Mapped result) {
        ArrayNode events = JSON.createArrayNode();
        for (MappingResult.Event event : result.events()) {
            events.add(event(event));
        }
        if (!result.problems().isEmpty()) {
            result.problems().stream()
                    .map(Problem::text)
                    .toList()
                    .forEach(events.addObject().putArray("invalid")::add);
        }
        return events.size() == 1 ? events.get(0) : events;
    }

    private static JsonNode event(MappingResult.Event result) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(result.encoded().json());
            if (event.get("event_id").textValue().matches("[0-9a-f]{64}(-\\d+)?")) {
                event.put("event_id", DERIVED);
            }
            for (Problem problem : result.encoded().dropped()) {
                event.withArray("dropped").add(problem.field());
            }
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With {@code sha256:jane@example.com} in the place of its digest, so that a reader can judge it. */
    static JsonNode hashed(JsonNode expected) {
        if (expected.isTextual() && expected.textValue().startsWith(CLEAR)) {
            String clear = expected.textValue().substring(CLEAR.length());
            return TextNode.valueOf(
                    Hashing.sha256().hashString(clear, StandardCharsets.UTF_8).toString());
        }
        if (expected.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            expected.forEach(element -> array.add(hashed(element)));
            return array;
        }
        if (expected.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            expected.properties().forEach(member -> object.set(member.getKey(), hashed(member.getValue())));
            return object;
        }
        return expected;
    }
}
