package io.github.pinsink.tools.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.DisplayValue;
import io.github.pinsink.tools.privacy.BaselineFinding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** An earlier statement in JSON, with which a new one is compared. */
final class Baseline {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Stands for all topics that have no mapping of their own. */
    private static final String OTHERS = "*";
    /** The position of a record says nothing about a user. */
    private static final Set<String> POSITION = Set.of("$topic", "$partition", "$offset", "$timestamp", "$index");

    private final JsonNode earlier;

    private Baseline(JsonNode earlier) {
        this.earlier = earlier;
    }

    /** @throws UsageException if the file is not an output of this command */
    static Baseline read(Path file) throws UsageException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new UsageException("--baseline: " + file + " is not JSON. " + howToWrite(file));
        } catch (IOException e) {
            throw new UsageException("--baseline: cannot read " + file + ". " + howToWrite(file));
        }
        if (root.path("format").asInt() != PrivacyJson.FORMAT
                || !root.path("mappings").isArray()) {
            throw new UsageException(
                    "--baseline: " + file + " is not a privacy statement of this version. " + howToWrite(file));
        }
        return new Baseline(root);
    }

    private static String howToWrite(Path file) {
        return "Write it with pinsink privacy --config FILE --output json > " + file.getFileName();
    }

    List<BaselineFinding> compare(String statement) {
        JsonNode now;
        try {
            now = JSON.readTree(statement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a statement is not JSON", e);
        }
        List<BaselineFinding> findings = new ArrayList<>();
        recipients(now, findings);
        Map<String, JsonNode> before = byTopic(earlier);
        byTopic(now).forEach((topic, mapping) -> {
            JsonNode known = Optional.ofNullable(before.get(topic))
                    .or(() -> Optional.ofNullable(before.get(OTHERS)))
                    .orElseGet(JSON::createObjectNode);
            compare(topic, Uses.of(known), mapping, findings);
            optOuts(topic, known, mapping, findings);
            account(topic, known, mapping, findings);
        });
        transforms(now, findings);
        notes(now, findings);
        return findings;
    }

    private static Map<String, JsonNode> byTopic(JsonNode statement) {
        Map<String, JsonNode> byTopic = new LinkedHashMap<>();
        for (JsonNode mapping : statement.path("mappings")) {
            mapping.path("topics").forEach(topic -> byTopic.put(topic.asText(), mapping));
            if (mapping.path("other_topics").asBoolean()) {
                byTopic.put(OTHERS, mapping);
            }
        }
        return byTopic;
    }

    /** What left before, of the records of one topic. */
    private record Uses(Set<String> plain, Set<String> hashed, Set<String> readingAnything) {
        static Uses of(JsonNode mapping) {
            Uses uses = new Uses(new HashSet<>(), new HashSet<>(), new HashSet<>());
            eachProperty(mapping, (use, property) -> (isPlain(use) ? uses.plain : uses.hashed).add(property));
            for (JsonNode use : mapping.path("sent")) {
                if (use.path("may_read_anything").asBoolean()) {
                    uses.readingAnything.add(use.path("field").asText());
                }
            }
            return uses;
        }
    }

    private static boolean isPlain(JsonNode use) {
        return Form.isPlain(use.path("form").asText());
    }

    private static void eachProperty(JsonNode mapping, BiConsumer<JsonNode, String> consumer) {
        for (JsonNode use : mapping.path("sent")) {
            use.path("properties").forEach(property -> consumer.accept(use, property.asText()));
            for (JsonNode variable : use.path("variables")) {
                if (!POSITION.contains(variable.asText())) {
                    consumer.accept(use, variable.asText());
                }
            }
        }
    }

    private static void compare(String topic, Uses before, JsonNode mapping, List<BaselineFinding> findings) {
        eachProperty(mapping, (use, property) -> {
            String field = use.path("field").asText();
            boolean isNew = isPlain(use)
                    && !RecordReads.isCovered(property, before.plain())
                    && !before.readingAnything().contains(field);
            if (isNew) {
                boolean wasHashed = RecordReads.isCovered(property, before.hashed());
                findings.add(new BaselineFinding(
                        wasHashed ? Kind.PLAIN_INSTEAD_OF_HASHED : Kind.NEW_PLAIN_PROPERTY,
                        topic,
                        property,
                        field,
                        where(topic) + property + " would leave in plain as " + field
                                + (wasHashed ? "; in the baseline it leaves as a digest only" : "")));
            }
        });
        for (JsonNode use : mapping.path("sent")) {
            String field = use.path("field").asText();
            if (use.path("may_read_anything").asBoolean()
                    && !before.readingAnything().contains(field)) {
                findings.add(new BaselineFinding(
                        Kind.MAY_READ_ANYTHING,
                        topic,
                        "",
                        field,
                        where(topic) + field + " may read anything: "
                                + use.path("why").asText()));
            }
        }
    }

    private static String where(String topic) {
        return topic.equals(OTHERS) ? "all other topics: " : topic + ": ";
    }

    private static void optOuts(String topic, JsonNode before, JsonNode now, List<BaselineFinding> findings) {
        for (String field : List.of("opt_out", "custom_data.opt_out_type")) {
            if (has(before.path("sent"), field) && !has(now.path("sent"), field)) {
                findings.add(new BaselineFinding(
                        Kind.OPT_OUT_REMOVED, topic, "", field, where(topic) + field + " would no longer be sent"));
            }
        }
        if (has(before.path("not_sent"), "filter")) {
            boolean isLeft = has(now.path("not_sent"), "filter");
            boolean isSame = source(before.path("not_sent"), "filter").equals(source(now.path("not_sent"), "filter"));
            if (!isLeft || !isSame) {
                findings.add(new BaselineFinding(
                        isLeft ? Kind.NOTE : Kind.OPT_OUT_REMOVED,
                        topic,
                        "",
                        "filter",
                        where(topic)
                                + (isLeft
                                        ? "filter changed; it decides which records are sent"
                                        : "filter would no longer hold records back")));
            }
        }
    }

    private static void account(String topic, JsonNode before, JsonNode now, List<BaselineFinding> findings) {
        String account = source(now.path("sent"), StatementBuilder.ACCOUNT);
        boolean isKnown = !before.isEmpty();
        if (isKnown && !account.equals(source(before.path("sent"), StatementBuilder.ACCOUNT))) {
            findings.add(new BaselineFinding(
                    Kind.RECIPIENT,
                    topic,
                    "",
                    StatementBuilder.ACCOUNT,
                    where(topic)
                            + MappingDefinition.ACCOUNT
                            + (account.isEmpty()
                                    ? " would no longer choose the ad account"
                                    : " would be " + DisplayValue.truncate(account) + ", so events may go to another ad"
                                            + " account")));
        }
    }

    private static boolean has(JsonNode uses, String field) {
        for (JsonNode use : uses) {
            if (use.path("field").asText().equals(field)) {
                return true;
            }
        }
        return false;
    }

    private static String source(JsonNode uses, String field) {
        for (JsonNode use : uses) {
            if (use.path("field").asText().equals(field)) {
                return use.path("expression").asText();
            }
        }
        return "";
    }

    private void recipients(JsonNode now, List<BaselineFinding> findings) {
        changed("recipients", now)
                .forEach((name, text) ->
                        findings.add(new BaselineFinding(Kind.RECIPIENT, "", "", name, name + " would be " + text)));
    }

    /** The same path of the record may now be other data, so that no comparison of paths says what leaves. */
    private void transforms(JsonNode now, List<BaselineFinding> findings) {
        String why = ". Transforms decide what a property contains, so other data may leave under the same name. Check"
                + " it, and write a new baseline";
        if (!earlier.path("transforms").equals(now.path("transforms"))) {
            findings.add(new BaselineFinding(
                    Kind.TRANSFORMS,
                    "",
                    "",
                    "transforms",
                    "transforms would be " + names(now) + ", in the baseline " + names(earlier) + why));
            return;
        }
        Set<String> keys = new LinkedHashSet<>(changed("transform_config", now).keySet());
        Set<String> left = new HashSet<>(now.path("transform_config").findValuesAsText("name"));
        earlier.path("transform_config").findValuesAsText("name").stream()
                .filter(name -> !left.contains(name))
                .forEach(keys::add);
        keys.forEach(
                key -> findings.add(new BaselineFinding(Kind.TRANSFORMS, "", "", key, key + " would change" + why)));
    }

    private static String names(JsonNode statement) {
        List<String> names = new ArrayList<>();
        statement.path("transforms").forEach(name -> names.add(name.asText()));
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private void notes(JsonNode now, List<BaselineFinding> findings) {
        changed("options", now).forEach((name, text) -> findings.add(note(name, name + " would be " + text)));
        changed("copies", now).forEach((name, text) -> findings.add(note(name, name + ": " + text)));
    }

    private static BaselineFinding note(String name, String text) {
        return new BaselineFinding(Kind.NOTE, "", "", name, "note: " + text);
    }

    /** The items that are not in the baseline in the same words. */
    private Map<String, String> changed(String list, JsonNode now) {
        Set<JsonNode> before = new HashSet<>();
        earlier.path(list).forEach(before::add);
        Map<String, String> changed = new LinkedHashMap<>();
        for (JsonNode item : now.path(list)) {
            if (!before.contains(item)) {
                changed.put(item.path("name").asText(), item.path("text").asText());
            }
        }
        return changed;
    }
}
