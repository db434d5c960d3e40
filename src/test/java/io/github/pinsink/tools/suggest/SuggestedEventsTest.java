package io.github.pinsink.tools.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.tools.CommandRun;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Samples of very different systems, each with the event that a careful user would want of its first record. The proposed
 * mapping may differ from it in two fields.
 */
class SuggestedEventsTest {
    private static final Path SAMPLES = Path.of("src/test/resources/suggest");
    private static final String NOW = "2026-11-25T00:00:00Z";
    private static final int MOST_CORRECTIONS = 2;
    private static final Set<String> PLAIN = Set.of("client_ip_address", "client_user_agent", "click_id", "partner_id");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static Stream<Path> samples() throws Exception {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleNeedsAtMostTwoCorrections(Path sample) throws Exception {
        String name = sample.getFileName().toString().replace(".jsonl", "");
        JsonNode expected =
                JSON.readTree(SAMPLES.resolve(name + ".expected.json").toFile());

        Set<String> corrections = corrections(sample, expected);

        assertThat(corrections).as(name).hasSizeLessThanOrEqualTo(MOST_CORRECTIONS);
    }

    private Set<String> corrections(Path sample, JsonNode expected) throws Exception {
        Set<String> corrections = new TreeSet<>();
        CommandRun suggested = CommandRun.of("", "suggest", "--record", sample.toString(), "--output", "json");
        ObjectNode config = (ObjectNode) JSON.readTree(suggested.out()).path("config");
        for (String required : Set.of("event_name", "action_source")) {
            if (!config.has("mapping." + required) && !config.has("mapping.preset")) {
                corrections.add(required);
                config.put("mapping." + required, "'" + expected.path(required).textValue() + "'");
            }
        }
        Path file = folder.resolve("config.json");
        Files.writeString(file, config.toString());
        CommandRun preview = CommandRun.of(
                "",
                "preview",
                "--config",
                file.toString(),
                "--record",
                sample.toString(),
                "--now",
                NOW,
                "--output",
                "json");
        JsonNode event =
                JSON.readTree(preview.out().lines().findFirst().orElse("{}")).path("event");
        Map<String, String> wanted = fields(expected, true);
        Map<String, String> found = fields(event, false);
        wanted.forEach((field, value) -> {
            if (!value.equals(found.get(field))) {
                corrections.add(field
                        + (found.containsKey(field)
                                ? "=" + config.path("mapping." + field).asText()
                                : " missing"));
            }
        });
        if (!config.has("mapping.event_id") && !config.has("mapping.preset") && !wanted.containsKey("event_id")) {
            // The connector derives one.
            found.remove("event_id");
        }
        found.keySet().stream()
                .filter(field -> !wanted.containsKey(field))
                .forEach(field -> corrections.add(field + " extra"));
        if (event.isMissingNode() || event.isNull()) {
            corrections.add("no event: " + preview.err() + preview.out());
        }
        return corrections;
    }

    private static Map<String, String> fields(JsonNode event, boolean isPlain) throws Exception {
        Map<String, String> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : event.properties()) {
            if (!one.getValue().isObject()) {
                fields.put(one.getKey(), comparable(one.getValue()));
                continue;
            }
            for (Map.Entry<String, JsonNode> inner : one.getValue().properties()) {
                boolean isHashed = isPlain && one.getKey().equals("user_data") && !PLAIN.contains(inner.getKey());
                String value =
                        isHashed ? hash(inner.getValue().get(0).textValue()) + " " : comparable(inner.getValue());
                fields.put(one.getKey() + "." + inner.getKey(), value);
            }
        }
        return fields;
    }

    /** The same for equal amounts and for entries of any order of properties. */
    private static String comparable(JsonNode value) {
        if (value.isArray()) {
            StringBuilder all = new StringBuilder();
            value.forEach(entry -> all.append(comparable(entry)).append(' '));
            return all.toString();
        }
        if (value.isObject()) {
            Map<String, String> sorted = new TreeMap<>();
            value.properties().forEach(one -> sorted.put(one.getKey(), comparable(one.getValue())));
            return sorted.toString();
        }
        return value.isTextual() && value.textValue().matches("[0-9]+\\.[0-9]+")
                ? new BigDecimal(value.textValue()).stripTrailingZeros().toPlainString()
                : value.asText();
    }

    private static String hash(String text) throws Exception {
        return text.startsWith("#")
                ? text.substring(1)
                : HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
