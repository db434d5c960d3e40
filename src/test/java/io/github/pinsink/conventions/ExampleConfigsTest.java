package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.PinterestConversionsSinkConnector;
import io.github.pinsink.config.ConnectorConfig;
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

/** The ready configs: each is in order, and makes the event it should of a record as it would be on its topic. */
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

    /** As the worker hands it to the connector, with the token in place of the reference to it. */
    private static Map<String, String> resolved(ExampleConfig example) {
        Map<String, String> config = new TreeMap<>(example.config());
        config.put("pinterest.access.token", "pina_not_used");
        return config;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void areInOrder(ExampleConfig example) {
        Map<String, List<String>> findings = new TreeMap<>();
        for (ConfigValue value : new PinterestConversionsSinkConnector()
                .validate(resolved(example))
                .configValues()) {
            if (!value.errorMessages().isEmpty()) {
                findings.put(value.name(), value.errorMessages());
            }
        }
        assertThat(findings).isEmpty();
        assertThat(example.config().get("pinterest.access.token"))
                .as("the token behind a config provider")
                .matches("\\$\\{\\w+:[^}]+:\\w+}");
        assertThat(example.config()).containsEntry("errors.deadletterqueue.context.headers.enable", "true");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void fillEachFieldTheyMap(ExampleConfig example) throws IOException {
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
                        .filter(path -> !path.equals("preset") && !path.equals("ad_account_id"))
                        .filter(path -> json.at("/" + path.replace('.', '/')).isMissingNode()))
                .as("fields that stay empty in " + json)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void thatAreYamlCanBeReadAsSuch(Path file) throws IOException {
        for (Object document : new Yaml().loadAll(Files.readString(file))) {
            assertThat(document).as(file.toString()).isInstanceOfAny(Map.class, List.class);
        }
    }
}
