package io.github.pinsink.tools.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records as real systems write them, each with its right result: {@code real-records/cases.json}. JSON text is tried behind
 * StringConverter and ByteArrayConverter.
 */
class RealRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CASES = Path.of("src/test/resources/real-records/cases.json");
    /** Digests may come in any order, which only matters where there are several. */
    private static final List<String> LISTS_OF_DIGESTS =
            List.of("em", "ph", "ge", "db", "ln", "fn", "ct", "st", "zp", "country", "external_id", "hashed_maids");

    private static final List<String> AMOUNTS = List.of("value", "predicted_ltv", "item_price");

    @TempDir
    Path folder;

    record Case(JsonNode definition, String converter) {
        @Override
        public String toString() {
            return definition.get("id").asText() + " (" + converter.substring(converter.lastIndexOf('.') + 1) + ")";
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (JsonNode definition : JSON.readTree(CASES.toFile()).get("cases")) {
            if (definition.get("converter").asText().equals("json-text")) {
                cases.add(new Case(definition, "org.apache.kafka.connect.storage.StringConverter"));
                cases.add(new Case(definition, "org.apache.kafka.connect.converters.ByteArrayConverter"));
            } else {
                cases.add(new Case(definition, "org.apache.kafka.connect.json.JsonConverter"));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hasTheRightResult(Case one) throws IOException {
        List<String> records = new ArrayList<>();
        one.definition.path("records").forEach(record -> records.add(record.toString()));
        one.definition.path("raw").forEach(record -> records.add(record.asText()));
        Path recordFile = Files.write(folder.resolve("records.jsonl"), records);
        Path configFile =
                Files.writeString(folder.resolve("config.json"), config(one).toString());
        CommandRun run = CommandRun.of(
                "",
                "preview",
                "--config",
                configFile.toString(),
                "--record",
                recordFile.toString(),
                "--now",
                one.definition.get("now").asText(),
                "--output",
                "json");

        JsonNode expected = one.definition.get("expected");
        if (expected.get(0).get("outcome").asText().equals("config-error")) {
            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertContains(run.err(), expected.get(0).get("reason_contains"));
            return;
        }
        List<String> results = run.out().lines().toList();
        assertThat(results).as(run.err()).hasSize(expected.size());
        List<String> derivedIds = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            String where = "record " + i;
            JsonNode result = JSON.readTree(results.get(i));
            assertResult(where, result, expected.get(i));
            JsonNode id = result.at("/event/event_id");
            if (isDerived(expected.get(i).at("/event/event_id"))
                    || isDerived(expected.get(i).path("contains").path("event_id"))) {
                assertThat(records.get(i)).as(where).doesNotContain(id.asText());
                assertThat(id.asText().length()).as(where).isBetween(1, 256);
                derivedIds.add(id.asText());
            }
        }
        assertThat(derivedIds).doesNotHaveDuplicates();
    }

    private static ObjectNode config(Case one) {
        ObjectNode config = JSON.createObjectNode();
        config.put("connector.class", "io.github.pinsink.PinterestConversionsSinkConnector")
                .put("topics", "cases")
                .put("pinterest.ad.account.id", "549755885175")
                .put("pinterest.access.token", "secret")
                .put("value.converter", one.converter);
        if (one.definition.get("converter").asText().equals("json-converter")) {
            config.put("value.converter.schemas.enable", "false");
        }
        return config.setAll((ObjectNode) one.definition.get("config"));
    }

    private static void assertResult(String where, JsonNode result, JsonNode expected) {
        assertThat(result.get("outcome")).as("%s: %s", where, result).isEqualTo(expected.get("outcome"));
        JsonNode event = comparable(result.path("event"));
        if (expected.has("event")) {
            ObjectNode whole = (ObjectNode) comparable(expected.get("event"));
            if (isDerived(whole.path("event_id"))) {
                whole.set("event_id", event.get("event_id"));
            }
            assertThat(event).as(where).isEqualTo(whole);
        }
        expected.path("contains").properties().forEach(part -> {
            if (isDerived(part.getValue())) {
                return;
            }
            String name = part.getKey().substring(part.getKey().lastIndexOf('.') + 1);
            assertThat(event.at(pointer(part.getKey())))
                    .as("%s: %s of %s", where, part.getKey(), event)
                    .isEqualTo(comparable(name, part.getValue()));
        });
        expected.path("absent")
                .forEach(path -> assertThat(event.at(pointer(path.asText())).isMissingNode())
                        .as("%s: %s of %s is absent", where, path, event)
                        .isTrue());
        for (JsonNode alternatives : expected.path("dropped")) {
            List<String> dropped = result.get("dropped").findValuesAsText("field");
            assertThat(dropped)
                    .as(where)
                    .containsAnyElementsOf(Arrays.asList(alternatives.asText().split("\\|")));
        }
        if (expected.has("reason_contains")) {
            assertContains(result.toString(), expected.get("reason_contains"));
        }
    }

    /** Stands for an id that the connector derives. */
    private static boolean isDerived(JsonNode expected) {
        return expected.path("$derived").asBoolean();
    }

    private static void assertContains(String text, JsonNode parts) {
        for (JsonNode part : parts.isArray() ? parts : JSON.createArrayNode().add(parts)) {
            assertThat(text.toLowerCase(Locale.ROOT)).contains(part.asText().toLowerCase(Locale.ROOT));
        }
    }

    /** The JSON pointer of a path such as {@code custom_data.contents[0].id}. */
    private static String pointer(String path) {
        return "/" + path.replace('.', '/').replace('[', '/').replace("]", "");
    }

    /** A copy that is equal for equal events: amounts as decimals in plain notation, digests in order. */
    private static JsonNode comparable(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(part -> copy.set(part.getKey(), comparable(part.getKey(), part.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JSON.createArrayNode();
            node.forEach(element -> copy.add(comparable(element)));
            return copy;
        }
        return node;
    }

    private static JsonNode comparable(String name, JsonNode value) {
        if (AMOUNTS.contains(name) && value.asText().matches("-?[0-9]+([.][0-9]+)?")) {
            return TextNode.valueOf(
                    new BigDecimal(value.asText()).stripTrailingZeros().toPlainString());
        }
        if (LISTS_OF_DIGESTS.contains(name) && value.isArray()) {
            List<String> digests = new ArrayList<>();
            value.forEach(digest -> digests.add(digest.asText()));
            digests.sort(null);
            return JSON.valueToTree(digests);
        }
        return comparable(value);
    }
}
