package io.github.pinsink.tools.suggest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.tools.CommandRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many keys of a proposed mapping a user has to add, change or remove to get the expected event of the first record. Beside
 * {@code x.jsonl} lie {@code x.expected.json}, the event with plain personal values, and where more than one value is right,
 * {@code x.accepted.json}: its {@code also} has further values per field, its {@code optional} the fields that may be there or
 * not.
 *
 * @param corrections a line for each key: the field, and what is wrong with it
 */
record SuggestionScore(String name, Set<String> corrections) {
    private static final String NOW = "2026-11-25T00:00:00Z";
    private static final String PRESET = """
            {"pinterest.ad.account.id": "1", "pinterest.access.token": "none", "mapping.preset": "pinterest"}""";
    private static final ObjectMapper JSON = new ObjectMapper();

    static SuggestionScore of(Path sample, Path folder) throws IOException {
        String name = sample.getFileName().toString().replace(".jsonl", "");
        JsonNode expected =
                JSON.readTree(sample.resolveSibling(name + ".expected.json").toFile());
        Path accepted = sample.resolveSibling(name + ".accepted.json");
        JsonNode others = Files.exists(accepted) ? JSON.readTree(accepted.toFile()) : JSON.createObjectNode();
        Set<String> corrections = new TreeSet<>();
        ObjectNode config = suggested(sample, expected, corrections);
        List<JsonNode> events = events(
                config, List.of(Files.readString(sample).lines().findFirst().orElseThrow()), folder);
        Map<String, String> found = events.isEmpty() ? new TreeMap<>() : fields(events.get(0));
        Map<String, Set<String>> wanted = wanted(expected, others.path("also"), folder);
        wanted.forEach((field, values) -> {
            String value = found.get(field);
            if (value == null || !values.contains(value)) {
                corrections.add(field
                        + (value == null
                                ? " is missing"
                                : " is other than expected, by "
                                        + config.path("mapping." + field).asText()));
            }
        });
        found.keySet().stream()
                .filter(field -> !wanted.containsKey(field))
                .filter(field -> !isDerived(field, config))
                .forEach(field -> corrections.add(field + " is not expected, by "
                        + config.path("mapping." + field).asText()));
        // The API's default.
        if (found.get("opt_out") == null
                && wanted.getOrDefault("opt_out", Set.of()).contains("false")) {
            corrections.remove("opt_out is missing");
        }
        others.path("optional")
                .forEach(field -> corrections.removeIf(one -> one.startsWith(field.textValue() + " is missing")
                        || one.startsWith(field.textValue() + " is not expected")));
        return new SuggestionScore(name, corrections);
    }

    /** Without an ID, the connector derives one. */
    private static boolean isDerived(String field, JsonNode config) {
        return field.equals("event_id") && !config.has("mapping.event_id") && !config.has("mapping.preset");
    }

    /** The proposed config; a required key that is missing is a correction, and is added. */
    private static ObjectNode suggested(Path sample, JsonNode expected, Set<String> corrections) throws IOException {
        CommandRun run = CommandRun.of("", "suggest", "--record", sample.toString(), "--output", "json");
        ObjectNode config = (ObjectNode) JSON.readTree(run.out()).path("config");
        for (String required : List.of("event_name", "action_source")) {
            if (!config.has("mapping." + required) && !config.has("mapping.preset")) {
                corrections.add(required + " is missing");
                config.put("mapping." + required, "'" + expected.path(required).textValue() + "'");
            }
        }
        if (!config.has("mapping.event_time") && !config.has("mapping.preset")) {
            corrections.add("event_time is missing");
            config.put("mapping.event_time", expected.path("event_time").asText());
        }
        return config;
    }

    /** What the connector makes of the expected event and of its other accepted values. */
    private static Map<String, Set<String>> wanted(JsonNode expected, JsonNode also, Path folder) throws IOException {
        List<String> records = new ArrayList<>(List.of(expected.toString()));
        for (Map.Entry<String, JsonNode> field : also.properties()) {
            for (JsonNode value : field.getValue()) {
                ObjectNode other = expected.deepCopy();
                String[] path = field.getKey().split("\\.");
                ObjectNode parent = path.length == 1 ? other : (ObjectNode) other.path(path[0]);
                parent.set(path[path.length - 1], value);
                records.add(other.toString());
            }
        }
        List<JsonNode> events = events(JSON.readTree(PRESET), records, folder);
        if (events.size() != records.size()) {
            throw new IllegalStateException("an expected event is not valid: " + expected);
        }
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        for (JsonNode event : events) {
            fields(event)
                    .forEach((field, value) -> wanted.computeIfAbsent(field, key -> new HashSet<>())
                            .add(value));
        }
        if (!expected.has("event_id")) {
            wanted.remove("event_id");
        }
        return wanted;
    }

    private static List<JsonNode> events(JsonNode config, List<String> records, Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, config.toString());
        CommandRun preview = CommandRun.of(
                String.join("\n", records),
                "preview",
                "--config",
                file.toString(),
                "--record",
                "-",
                "--now",
                NOW,
                "--output",
                "json");
        List<JsonNode> events = new ArrayList<>();
        for (String line : preview.out().lines().toList()) {
            JsonNode event = JSON.readTree(line).path("event");
            if (event.isObject()) {
                events.add(event);
            }
        }
        return events;
    }

    private static Map<String, String> fields(JsonNode event) {
        Map<String, String> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : event.properties()) {
            if (one.getValue().isObject()) {
                one.getValue()
                        .properties()
                        .forEach(
                                inner -> fields.put(one.getKey() + "." + inner.getKey(), comparable(inner.getValue())));
            } else {
                fields.put(one.getKey(), comparable(one.getValue()));
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
}
