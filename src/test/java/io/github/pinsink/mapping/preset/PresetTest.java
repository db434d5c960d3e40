package io.github.pinsink.mapping.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.mapping.MappingDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each preset with realistic records. A case is a file with a record and a file with its expected result. */
class PresetTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CASES = Path.of("src/test/resources/presets");
    private static final String RECORD = ".record.json";

    @TestFactory
    Stream<DynamicTest> makesTheExpectedEventsOfJsonText() {
        return cases((preset, record) -> new PresetCase(preset).map(JSON.writeValueAsBytes(record)));
    }

    @TestFactory
    Stream<DynamicTest> makesTheExpectedEventsOfMaps() {
        return cases((preset, record) -> new PresetCase(preset).map(JSON.convertValue(record, Map.class)));
    }

    private interface Mapping {
        JsonNode map(String preset, JsonNode record) throws IOException;
    }

    private static Stream<DynamicTest> cases(Mapping mapping) {
        return Preset.names().stream()
                .flatMap(preset -> records(preset).stream()
                        .map(file -> DynamicTest.dynamicTest(preset + ": " + caseOf(file), () -> {
                            JsonNode actual = mapping.map(preset, JSON.readTree(file.toFile()));
                            JsonNode expected = JSON.readTree(file.resolveSibling(caseOf(file) + ".event.json")
                                    .toFile());
                            assertThat(actual.toPrettyString())
                                    .isEqualTo(PresetCase.hashed(expected).toPrettyString());
                        })));
    }

    private static List<Path> records(String preset) {
        try (Stream<Path> files = Files.list(CASES.resolve(preset))) {
            return files.filter(file -> file.toString().endsWith(RECORD))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String caseOf(Path record) {
        String name = record.getFileName().toString();
        return name.substring(0, name.length() - RECORD.length());
    }

    @ParameterizedTest
    @MethodSource("io.github.pinsink.mapping.preset.Preset#names")
    void hasAtLeastThreeRecordsWithEventsAndOneWithout(String preset) throws IOException {
        int events = 0;
        int others = 0;
        for (Path record : records(preset)) {
            JsonNode expected = JSON.readTree(
                    record.resolveSibling(caseOf(record) + ".event.json").toFile());
            boolean isEvent = !expected.findValuesAsText("event_name").isEmpty();
            events += isEvent ? 1 : 0;
            others += isEvent ? 0 : 1;
        }
        assertThat(events).isGreaterThanOrEqualTo(3);
        assertThat(others).isPositive();
    }

    /** An expectation without its record would never be looked at. */
    @Test
    void eachFileIsARecordOrItsResult() throws IOException {
        Set<String> presets = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                presets.add(file.getParent().getFileName().toString());
                assertThat(file.resolveSibling(name.replace(".event.json", RECORD)))
                        .exists();
                assertThat(file.resolveSibling(name.replace(RECORD, ".event.json")))
                        .exists();
            }
        }
        assertThat(presets).containsExactlyInAnyOrderElementsOf(Preset.names());
    }

    @ParameterizedTest
    @MethodSource("io.github.pinsink.mapping.preset.Preset#names")
    void isDocumentedAndSetsOnlyKnownKeys(String name) {
        Preset preset = Preset.named(name).orElseThrow();

        assertThat(preset.title()).isNotBlank();
        assertThat(preset.records()).isNotBlank();
        assertThat(preset.notes()).isNotBlank();
        assertThat(preset.entries().keySet())
                .allSatisfy(key -> assertThat(
                                MappingDefinition.keys().contains(key) || key.startsWith("mapping.on.unknown."))
                        .as(key)
                        .isTrue());
    }

    @Test
    void thePinterestPresetMapsEveryFieldOfTheEventExceptExtraOnes() {
        Map<String, String> entries = Preset.named("pinterest").orElseThrow().entries();

        List<EventField> published =
                EventSchema.fields().stream().filter(field -> !field.extra()).toList();
        for (EventField field : published) {
            assertThat(entries).containsEntry("mapping." + field.path(), field.path());
        }
        assertThat(entries)
                .containsEntry("mapping.on.unknown.property", "report")
                .hasSize(published.size() + 1);
    }

    @Test
    void parametersAreInsertedOnlyAsNamesAndStrings() {
        Map<String, String> keys = Preset.named("debezium-orders")
                .orElseThrow()
                .keys(Map.of(Preset.STATUS_COLUMN, "order state`", Preset.STATUS_VALUES, "Paid, \"done\""));

        assertThat(keys.get("filter"))
                .contains(".`order state`")
                .contains("in [\"paid\", \"\\\"done\\\"\"]")
                .doesNotContain("#{");
    }
}
