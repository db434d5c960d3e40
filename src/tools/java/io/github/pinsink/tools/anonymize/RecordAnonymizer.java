package io.github.pinsink.tools.anonymize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.tools.source.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Replaces the personal values of records, and all values that nobody needs, by invented ones. Equal values become equal ones.
 * The invented record has the same result as the original one, apart from the values.
 */
public final class RecordAnonymizer {
    /**
     * Equal values.
     *
     * @param replacements how many may be tried
     * @param property where the first one is
     */
    private record Group(int replacements, String property) {
        private Group union(Group other) {
            return new Group(Math.max(replacements, other.replacements), property);
        }
    }

    /** So many different values are tried one by one. */
    private static final int MAX_VALUES = 500;

    private static final int ORIGINAL = -1;

    private final MappingPlan plan;
    private final boolean isTransformed;
    private final Vocabulary vocabulary;
    private final InventedText text;

    /**
     * @param plan the mapping of the records
     * @param isTransformed whether the config has transforms
     * @param secret the invented values depend on it
     */
    public RecordAnonymizer(MappingPlan plan, boolean isTransformed, String secret) {
        this.plan = plan;
        this.isTransformed = isTransformed;
        this.vocabulary = new Vocabulary(plan);
        this.text = new InventedText(secret, vocabulary);
    }

    /**
     * The invented record.
     *
     * @param record empty if no invented values give the same result
     * @param property where the first value is that would be needed as it is; empty if it is not known
     */
    public record Result(Optional<RawRecord> record, String property) {
        private static Result of(RawRecord invented) {
            return new Result(Optional.of(invented), "");
        }
    }

    /**
     * @param sent the JSON of the events that the record makes
     * @param hasSameResult whether an invented record has the result of the original one
     */
    public Result anonymize(RawRecord record, String sent, Predicate<RawRecord> hasSameResult) {
        Replacements replacements = new Replacements(text, vocabulary, sent);
        Map<String, Group> groups = new LinkedHashMap<>();
        rewrite(record, replacements, new HashMap<>(), groups);
        Map<String, Integer> first = new HashMap<>();
        RawRecord invented = rewrite(record, replacements, first, new HashMap<>());
        if (hasSameResult.test(invented)) {
            return Result.of(invented);
        }
        return groups.size() > MAX_VALUES
                ? new Result(Optional.empty(), "")
                : oneByOne(record, replacements, groups, hasSameResult);
    }

    private Result oneByOne(
            RawRecord record,
            Replacements replacements,
            Map<String, Group> groups,
            Predicate<RawRecord> hasSameResult) {
        Map<String, Integer> chosen = new HashMap<>();
        groups.keySet().forEach(group -> chosen.put(group, ORIGINAL));
        for (Map.Entry<String, Group> group : groups.entrySet()) {
            boolean isFound = false;
            for (int i = 0; i < group.getValue().replacements() && !isFound; i++) {
                chosen.put(group.getKey(), i);
                isFound = hasSameResult.test(rewrite(record, replacements, chosen, new HashMap<>()));
            }
            if (!isFound) {
                return new Result(
                        Optional.empty(), text.personalForms(group.getValue().property()));
            }
        }
        RawRecord invented = rewrite(record, replacements, chosen, new HashMap<>());
        return hasSameResult.test(invented) ? Result.of(invented) : new Result(Optional.empty(), "");
    }

    /**
     * @param chosen which replacement each group of equal values gets; the first one where it says nothing
     * @param groups receives the number of replacements of each group
     */
    private RawRecord rewrite(
            RawRecord record, Replacements replacements, Map<String, Integer> chosen, Map<String, Group> groups) {
        RecordTree tree = new RecordTree(
                leaf -> {
                    List<JsonNode> all = replacements.of(leaf);
                    groups.merge(leaf.group(), new Group(all.size(), leaf.names()), Group::union);
                    int choice = chosen.getOrDefault(leaf.group(), 0);
                    return choice == ORIGINAL ? leaf.value() : all.get(Math.min(choice, all.size() - 1));
                },
                text::propertyName);
        RecordHeaders headers = new RecordHeaders();
        if (reads("headers")) {
            for (Header header : record.headers()) {
                headers.add(
                        text.personalForms(header.key()),
                        rewrite(Optional.ofNullable(header.value()), tree, FieldUse.unknown(), header.key())
                                .orElse(null));
            }
        }
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                reads("key") ? rewrite(record.key(), tree, FieldUse.unknown(), "") : Optional.empty(),
                rewrite(record.value(), tree, FieldUse.of(plan, isTransformed), ""),
                headers,
                Optional.empty());
    }

    /** What nobody reads is left out. */
    private boolean reads(String variable) {
        return isTransformed
                || plan.expressions().values().stream()
                        .anyMatch(expression -> expression.variables().contains(variable));
    }

    private Optional<byte[]> rewrite(Optional<byte[]> value, RecordTree tree, FieldUse use, String name) {
        if (value.isEmpty()) {
            return value;
        }
        Optional<JsonNode> json = RecordTree.parse(value.get());
        if (json.isPresent() && json.get().isContainerNode()) {
            return Optional.of(RecordTree.text(tree.rewrite(json.get(), use)).getBytes(StandardCharsets.UTF_8));
        }
        String plain = new String(value.get(), StandardCharsets.UTF_8);
        JsonNode invented = name.isEmpty() ? TextNode.valueOf(text.all(plain)) : tree.rewriteText(plain, name);
        return Optional.of(invented.asText().getBytes(StandardCharsets.UTF_8));
    }
}
