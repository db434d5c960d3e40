package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.PinterestConversionsSinkConnector;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The example configs: each is valid, and maps a sample record to the expected event. */
class ExampleConfigsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NOW = Instant.parse("2025-11-13T02:43:20Z").toEpochMilli();

    static List<ExampleConfig> examples() {
        return ExampleConfig.all();
    }

    static Stream<Path> yaml() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("config"))) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList().stream();
        }
    }

    /** The config that the worker passes to the connector, with a token instead of the reference to one. */
    private static Map<String, String> resolved(ExampleConfig example) {
        Map<String, String> config = new TreeMap<>(example.config());
        config.put("pinterest.access.token", "pina_not_used");
        return config;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void areValid(ExampleConfig example) {
        Map<String, List<String>> problems = new TreeMap<>();
        for (ConfigValue value : new PinterestConversionsSinkConnector()
                .validate(resolved(example))
                .configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), value.errorMessages());
            }
        }
        assertThat(problems).isEmpty();
        assertThat(example.config().get("pinterest.access.token"))
                .as("reference to a config provider, or a variable to replace where a platform has no providers")
                .matches("\\$\\{(\\w+:[^}]+:\\w+|[A-Z_]+)}");
        assertThat(example.config()).containsEntry("errors.deadletterqueue.context.headers.enable", "true");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void setEveryFieldThatTheyMap(ExampleConfig example) throws IOException {
        ConnectorConfig config = ConnectorConfig.parse(resolved(example));
        Mapper mapper = new Mapper(config.mappingPlans(), config.eventRules(), System::nanoTime);
        String topic = example.config().get("topics");
        SinkRecord record = new SinkRecord(topic, 0, null, null, null, example.record(), 0);

        MappingResult result = mapper.map(record, new TopicPartition(topic, 0), 0, NOW);

        assertThat(result).isInstanceOf(MappingResult.Mapped.class);
        MappingResult.Mapped mapped = (MappingResult.Mapped) result;
        assertThat(mapped.problems()).isEmpty();
        MappingResult.Event event = mapped.events().get(0);
        assertThat(event.account().digits()).isEqualTo("549755885175");
        assertThat(event.encoded().dropped()).extracting(Problem::field).isEmpty();
        JsonNode json = JSON.readTree(event.encoded().json());
        assertThat(example.config().keySet().stream()
                        .filter(key -> key.startsWith("mapping."))
                        .map(key -> key.substring("mapping.".length()))
                        .filter(path -> EventSchema.field(path).isPresent())
                        .filter(path -> json.at("/" + path.replace('.', '/')).isMissingNode()))
                .as("mapped fields missing in " + json)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void areValidYaml(Path file) throws IOException {
        for (Object document : new Yaml().loadAll(Files.readString(file))) {
            assertThat(document).as(file.toString()).isInstanceOfAny(Map.class, List.class);
        }
    }
}
