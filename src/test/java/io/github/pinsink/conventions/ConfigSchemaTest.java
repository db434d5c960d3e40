package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.pinsink.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema accepts what the connector accepts, in each form of a config, and finds what a person gets wrong. */
class ConfigSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry DRAFT = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = DRAFT.getSchema(ConfigSchema.text());

    static List<ExampleConfig> examples() {
        return ExampleConfig.all();
    }

    static Stream<Path> files() {
        return ExampleConfig.jsonFiles().stream();
    }

    private static List<String> problems(JsonNode document) {
        return SCHEMA.validate(document).stream().map(Object::toString).toList();
    }

    private static List<String> problemsOf(Consumer<ObjectNode> change) {
        ObjectNode config = (ObjectNode)
                JSON.valueToTree(ExampleConfig.named("web-shop-orders.json").config());
        change.accept(config);
        return problems(config);
    }

    @ParameterizedTest
    @MethodSource("files")
    void acceptsEachExampleAsItIsShipped(Path file) throws IOException {
        assertThat(problems(JSON.readTree(Files.readString(file)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void acceptsThePropertiesOfEachExample(ExampleConfig example) {
        assertThat(problems(JSON.valueToTree(example.config()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PinterestConversionsSinkConnector", "PinterestConversionsSink"})
    void acceptsTheShortNamesOfTheClassAsAWorkerDoes(String name) {
        assertThat(problemsOf(config -> config.put("connector.class", name))).isEmpty();
    }

    @Test
    void acceptsTheDefaultOfEachKey() {
        for (ConfigKey key : Settings.definition().configKeys().values()) {
            if (!key.internalConfig && key.hasDefault() && key.defaultValue != null) {
                assertThat(problemsOf(config ->
                                config.put(key.name, key.defaultValue.toString().replaceAll("[\\[\\]]", ""))))
                        .as(key.name)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mapping.user_data.emial",
                "mapping.event.name",
                "pinterest.acess.token",
                "batch.max.event",
                "error.tolerance",
                "errors.deadletterqueue.topic",
                "topic.orders.mapping.user_data.emial",
                "topic.orders.batch.max.events",
                "task.count",
                "value.convertor"
            })
    void findsAMisspelledKey(String key) {
        assertThat(problemsOf(config -> config.put(key, "x")))
                .singleElement()
                .asString()
                .contains(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mapping.on.invalid.field | drp
            mapping.preset | segmnt
            topic.orders.mapping.preset | segmnt
            batch.max.events | many
            pinterest.test.mode | yes
            http.version | 3
            errors.tolerance | some
            errors.tolerance | ALL
            mapping.extra.fields | user_data.customer_typ
            mapping.extra.fields | user_data.customer_type;advertiser_tracking_enabled
            connector.class | org.example.Other
            """)
    void findsAnInvalidValue(String key, String value) {
        assertThat(problemsOf(config -> config.put(key, value)))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).contains(key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            errors.tolerance | none
            errors.tolerance | ${env:TOLERANCE}
            mapping.extra.fields | ''
            mapping.extra.fields | user_data.customer_type
            mapping.extra.fields | custom_data.contents[].item_brand_id , advertiser_tracking_enabled
            mapping.extra.fields | ${env:FIELDS}
            """)
    void acceptsEachValueThatAWorkerAccepts(String key, String value) {
        assertThat(problemsOf(config -> config.put(key, value))).isEmpty();
    }

    @Test
    void findsANumberOutsideOfItsRange() {
        assertThat(problemsOf(config -> config.put("batch.max.events", 1_001))).isNotEmpty();
        assertThat(problemsOf(config -> config.put("batch.max.events", 1_000))).isEmpty();
        assertThat(problemsOf(config -> config.put("retry.timeout.ms", -1))).isEmpty();
    }

    @Test
    void findsAMissingTokenMissingTopicsAndNull() {
        assertThat(problemsOf(config -> config.remove("pinterest.access.token")))
                .singleElement()
                .asString()
                .contains("pinterest.access.token");
        assertThat(problemsOf(config -> config.remove("topics"))).isNotEmpty();
        assertThat(problemsOf(config -> config.putNull("filter"))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topic.shop.orders.v1.mapping.user_data.em | customer.mail
            topic.orders.mapping.filter.filter | x = 1
            topic.orders.mapping.on.unknown.event | skip
            topic.orders.mapping.preset | ''
            transforms | route
            transforms.route.type | org.apache.kafka.connect.transforms.RegexRouter
            value.converter.schema.registry.url | http://registry:8081
            consumer.override.max.poll.records | 2000
            connector.plugin.version | [1.2.0,1.3.0)
            batch.max.events | ${env:BATCH}
            mapping.on.invalid.field | ${file:/etc/pinterest.properties:on-invalid}
            """)
    void acceptsKeysOfTopicsOfOtherPluginsAndReferences(String key, String value) {
        assertThat(problemsOf(config -> config.put(key, value))).isEmpty();
    }

    @Test
    void acceptsTheBodyThatCreatesAConnector() {
        ObjectNode body = JSON.createObjectNode().put("name", "orders").put("initial_state", "STOPPED");
        body.set(
                "config",
                JSON.valueToTree(ExampleConfig.named("web-shop-orders.json").config()));

        assertThat(problems(body)).isEmpty();
        assertThat(problems(body.deepCopy().put("initial_state", "ASLEEP"))).isNotEmpty();
        assertThat(problems(body.deepCopy().put("initialState", "STOPPED"))).isNotEmpty();
        ObjectNode misspelled = body.deepCopy();
        ((ObjectNode) misspelled.get("config")).put("mapping.evnt_id", "id");
        assertThat(problems(misspelled)).singleElement().asString().contains("mapping.evnt_id");
    }

    @Test
    void describesEachKeyAndIsValidItself() throws IOException {
        JsonNode schema = JSON.readTree(ConfigSchema.text());
        JsonNode properties = schema.at("/$defs/config/properties");

        assertThat(DRAFT.getSchema(com.networknt.schema.SchemaLocation.of(
                                schema.path("$schema").asText()))
                        .validate(schema))
                .isEmpty();
        for (ConfigKey key : Settings.definition().configKeys().values()) {
            assertThat(properties.path(key.name).path("description").asText())
                    .as(key.name)
                    .isEqualTo(key.internalConfig ? "" : key.documentation);
        }
    }
}
