package io.github.pinsink.tools.anonymize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What may stand in the place of a value: invented values, the best one first. */
final class Replacements {
    /** Coarse values, which the mapping of others depends on. */
    private static final List<String> COARSE = List.of("country", "ge");

    private final InventedText text;
    private final Vocabulary vocabulary;
    /** What is sent as it is, in lower case. */
    private final String sent;

    /** @param sent the JSON of the events that the record makes */
    Replacements(InventedText text, Vocabulary vocabulary, String sent) {
        this.text = text;
        this.vocabulary = vocabulary;
        this.sent = sent.toLowerCase(Locale.ROOT);
    }

    /** At least one. The value itself is among them where it is not personal, as the last one if others are better. */
    List<JsonNode> of(Leaf leaf) {
        return leaf.value().isTextual() ? ofText(leaf) : ofNumber(leaf);
    }

    private List<JsonNode> ofText(Leaf leaf) {
        String value = leaf.value().textValue();
        if (value.isBlank() || vocabulary.isWord(value)) {
            return List.of(leaf.value());
        }
        FieldUse use = leaf.use();
        if (use.isPersonal()) {
            return texts(personal(value, use));
        }
        if (text.hasPersonalForm(value)) {
            boolean isTime = use.is(FieldUse.Meaning.TIME) && value.indexOf('@') < 0;
            return isTime
                    ? List.of(leaf.value())
                    : texts(isPlain(leaf) ? List.of(text.personalForms(value)) : List.of(text.all(value)));
        }
        boolean hasDigit = value.chars().anyMatch(Character::isDigit);
        if (vocabulary.isLiteral(value) || isPlain(leaf) || use.is(FieldUse.Meaning.TIME) && hasDigit) {
            return List.of(leaf.value());
        }
        return leaf.hasPersonalName()
                ? texts(List.of(text.all(value)))
                : List.of(TextNode.valueOf(text.all(value)), leaf.value());
    }

    /** Whether it is sent as it is, in a field that is of nobody. */
    private boolean isPlain(Leaf leaf) {
        return leaf.use().is(FieldUse.Meaning.PLAIN)
                && !leaf.hasPersonalName()
                && sent.contains(leaf.value().asText().strip().toLowerCase(Locale.ROOT));
    }

    private List<String> personal(String value, FieldUse use) {
        String field = use.userField().orElse("");
        List<String> invented = new ArrayList<>();
        switch (field) {
            case "st" -> invented.addAll(text.states(value));
            case "db" -> invented.add(text.birthDate(value));
            default -> {
                if (COARSE.contains(field) && value.length() <= 20 && !text.hasPersonalForm(value)) {
                    invented.add(value);
                }
            }
        }
        if (invented.isEmpty() || invented.get(0).equals(value) && !COARSE.contains(field)) {
            invented.clear();
            invented.add(text.all(value));
        }
        return invented;
    }

    private static List<JsonNode> texts(List<String> texts) {
        return texts.stream().<JsonNode>map(TextNode::valueOf).toList();
    }

    private List<JsonNode> ofNumber(Leaf leaf) {
        FieldUse use = leaf.use();
        BigDecimal number = leaf.value().decimalValue();
        boolean isSmall = number.abs().compareTo(BigDecimal.TEN) < 0 && number.scale() <= 0;
        boolean isKept = !use.isPersonal()
                && (isSmall
                        || use.is(FieldUse.Meaning.TIME)
                        || use.is(FieldUse.Meaning.PLAIN) && !leaf.hasPersonalName());
        if (isKept || number.signum() == 0) {
            return List.of(leaf.value());
        }
        BigDecimal invented = text.number(number);
        JsonNode replacement = leaf.value().isIntegralNumber()
                ? BigIntegerNode.valueOf(invented.toBigInteger())
                : DecimalNode.valueOf(invented);
        return use.isPersonal() || leaf.hasPersonalName() ? List.of(replacement) : List.of(replacement, leaf.value());
    }
}
