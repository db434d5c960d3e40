package io.github.pinsink.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.event.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** A mapper configured as in the task, with a complete mapping that a test can change. */
final class MapperFixture {
    static final String TOPIC = "orders";
    static final long NOW = 1_763_000_000_000L;
    static final String AD_ACCOUNT = "549755885175";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> properties = new TreeMap<>();

    MapperFixture() {
        properties.put("pinterest.ad.account.id", AD_ACCOUNT);
        properties.put("pinterest.access.token", "pina_not_used");
        properties.put("mapping.event_name", "'checkout'");
        properties.put("mapping.action_source", "'web'");
        properties.put("mapping.event_time", "time");
        properties.put("mapping.user_data.em", "email");
    }

    MapperFixture with(String key, String text) {
        properties.put(key, text);
        return this;
    }

    MapperFixture without(String key) {
        properties.remove(key);
        return this;
    }

    Mapper mapper() {
        ConnectorConfig config = ConnectorConfig.parse(properties);
        return new Mapper(config.mappingPlans(), config.eventRules(), System::nanoTime);
    }

    MappingResult map(Object value) {
        return map(record(null, value));
    }

    MappingResult map(SinkRecord record) {
        return map(mapper(), record);
    }

    static MappingResult map(Mapper mapper, SinkRecord record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.kafkaPartition());
        return mapper.map(record, partition, record.kafkaOffset(), NOW);
    }

    static SinkRecord record(Schema schema, Object value) {
        return record(TOPIC, schema, value);
    }

    static SinkRecord record(String topic, Schema schema, Object value) {
        return new SinkRecord(topic, 3, null, null, schema, value, 42);
    }

    /** The events of a record that was mapped without problems. */
    static List<JsonNode> events(MappingResult result) {
        MappingResult.Mapped mapped = mapped(result);
        if (!mapped.problems().isEmpty()) {
            throw new AssertionError("unexpected reasons: "
                    + mapped.problems().stream().map(Problem::text).toList());
        }
        return mapped.events().stream()
                .map(event -> json(event.encoded().json()))
                .toList();
    }

    static JsonNode event(MappingResult result) {
        List<JsonNode> events = events(result);
        if (events.size() != 1) {
            throw new AssertionError("expected one event, and there are " + events.size());
        }
        return events.get(0);
    }

    static MappingResult.Mapped mapped(MappingResult result) {
        return result.match(new MappingResult.Cases<>() {
            @Override
            public MappingResult.Mapped mapped(MappingResult.Mapped mapped) {
                return mapped;
            }

            @Override
            public MappingResult.Mapped skipped(MappingResult.Skipped skipped) {
                throw new AssertionError("skipped: " + skipped.why());
            }

            @Override
            public MappingResult.Mapped invalid(MappingResult.Invalid invalid) {
                throw new AssertionError("invalid: "
                        + invalid.problems().stream().map(Problem::text).toList());
            }
        });
    }

    static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("an event that is no JSON", e);
        }
    }

    /** A record that every mapping of this class can read, with more properties at the end. */
    static String order(String more) {
        return "{\"time\": 1762999000, \"email\": \"jane.doe@example.com\"" + (more.isEmpty() ? "" : ", " + more) + "}";
    }
}
