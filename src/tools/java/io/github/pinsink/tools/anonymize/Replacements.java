package io.github.pinsink.tools.anonymize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What may stand in the place of a value: invented values, the best one first. */
final class Replacements {
    /** Coarse values, which are not personal, and which the meaning of others depends on. */
    private static final Set<String> COUNTRIES = countries();

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());

    private static final Set<String> GENDERS =
            Set.of("f", "m", "n", "female", "male", "woman", "man", "nonbinary", "non-binary");

    private static final int MAX_CODE = 3;

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

    private static Set<String> countries() {
        Set<String> countries = new HashSet<>(Set.of("usa", "uk", "united states of america"));
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale("", code);
            countries.add(code.toLowerCase(Locale.ROOT));
            countries.add(country.getISO3Country().toLowerCase(Locale.ROOT));
            countries.add(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT));
        }
        return countries;
    }

    /** At least one. The value itself is among them where it is not personal, as the last one if others are better. */
    List<JsonNode> of(Leaf leaf) {
        return leaf.value().isTextual() ? ofText(leaf) : ofNumber(leaf);
    }

    private List<JsonNode> ofText(Leaf leaf) {
        String value = leaf.value().textValue();
        // What the config compares with is in the config, so nobody learns more from it.
        if (value.isBlank() || vocabulary.isWord(value) || vocabulary.isLiteral(value)) {
            return List.of(leaf.value());
        }
        FieldUse use = leaf.use();
        if (use.isPersonal()) {
            List<JsonNode> invented = texts(personal(value, use));
            // A list of names and values has personal values and codes at the same place.
            boolean isCode = value.length() <= MAX_CODE && isPlain(leaf);
            return isCode ? List.of(invented.get(0), leaf.value()) : invented;
        }
        if (text.hasPersonalForm(value)) {
            boolean isTime = use.is(FieldUse.Meaning.TIME) && value.indexOf('@') < 0;
            return isTime
                    ? List.of(leaf.value())
                    : texts(isPlain(leaf) ? List.of(text.personalForms(value)) : List.of(text.all(value)));
        }
        boolean hasDigit = value.chars().anyMatch(Character::isDigit);
        if (isPlain(leaf) || use.is(FieldUse.Meaning.TIME) && hasDigit) {
            return List.of(leaf.value());
        }
        if (CURRENCIES.contains(value) && !leaf.hasPersonalName()) {
            return List.of(leaf.value());
        }
        return leaf.hasPersonalName()
                ? texts(List.of(text.all(value)))
                : List.of(TextNode.valueOf(text.all(value)), leaf.value());
    }

    /** Whether it is sent as it is, in a field that is not personal. */
    private boolean isPlain(Leaf leaf) {
        return leaf.use().is(FieldUse.Meaning.PLAIN)
                && !leaf.hasPersonalName()
                && sent.contains(leaf.value().asText().strip().toLowerCase(Locale.ROOT));
    }

    private List<String> personal(String value, FieldUse use) {
        Set<String> fields = use.userFields();
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (fields.contains("country") && COUNTRIES.contains(word) || fields.contains("ge") && GENDERS.contains(word)) {
            return List.of(value);
        }
        if (fields.contains("st")) {
            return text.states(value);
        }
        String date = fields.contains("db") ? text.birthDate(value) : value;
        return List.of(date.equals(value) ? text.all(value) : date);
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
