package io.github.pinsink.mapping.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Puts odd values into each place of the records of a preset, one at a time. */
class OddValuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<JsonNode> ODD_VALUES = read("""
            [null, "", " ", "two", "%", "[", "0", 7, -1.5, 1e300, true, false, {}, {"x": {}}, [], ["a", 7], [{"x": 1}], [null]]""");

    /**
     * A decimal that cannot be decoded must not pass for another amount, and a click ID is looked for in strings only.
     */
    private static final Set<String> MAY_FAIL = Set.of("debezium-orders custom_data.value", "user_data.click_id");

    private static List<JsonNode> read(String list) {
        try {
            List<JsonNode> values = new ArrayList<>();
            JSON.readTree(list).forEach(values::add);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.pinsink.mapping.preset.Preset#names")
    void doNotMakeAnExpressionFail(String name) throws IOException {
        PresetCase preset = new PresetCase(name);
        Set<String> places = new LinkedHashSet<>();
        Set<String> failures = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/presets", name))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".record.json"))
                    .sorted()
                    .toList()) {
                JsonNode record = JSON.readTree(file.toFile());
                withOddValues(record, record, "", places, place -> {
                    for (Problem problem : preset.problems(JSON.writeValueAsBytes(record))) {
                        if (problem.code() == ProblemCode.EXPRESSION_FAILED
                                && !MAY_FAIL.contains(problem.field())
                                && !MAY_FAIL.contains(name + ' ' + problem.field())) {
                            failures.add(problem.field() + " for " + place);
                        }
                    }
                });
            }
        }
        assertThat(places).hasSizeGreaterThan(20);
        assertThat(failures).isEmpty();
    }

    private interface Attempt {
        void with(String place) throws IOException;
    }

    /** @param tried the places of the preset's records that were tried before */
    private static void withOddValues(JsonNode record, JsonNode in, String path, Set<String> tried, Attempt attempt)
            throws IOException {
        List<String> names = new ArrayList<>();
        in.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            ObjectNode object = (ObjectNode) in;
            JsonNode usual = object.get(name);
            String place = path + '.' + name;
            if (tried.add(place)) {
                for (JsonNode odd : ODD_VALUES) {
                    object.set(name, odd);
                    attempt.with(place + " = " + odd);
                }
                object.set(name, usual);
            }
            withOddValues(record, usual, place, tried, attempt);
        }
        if (in instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode usual = array.get(i);
                if (tried.add(path + "[]")) {
                    for (JsonNode odd : ODD_VALUES) {
                        array.set(i, odd);
                        attempt.with(path + "[] = " + odd);
                    }
                    array.set(i, usual);
                }
                withOddValues(record, usual, path + "[]", tried, attempt);
            }
        }
    }
}
