package io.github.pinsink.tools.anonymize;

import io.github.pinsink.event.BooleanWords;
import io.github.pinsink.event.EventNames;
import io.github.pinsink.event.PlaceholderTable;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.mapping.expression.Expression;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that are not personal: those that the mapping compares values with, names of events, and words for no value. */
final class Vocabulary {
    private static final Pattern STRING = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Shorter ones are in too many words. */
    private static final int MIN_PART = 4;

    private final Set<String> literals = new HashSet<>();
    private final Set<String> words = new HashSet<>();

    Vocabulary(MappingPlan plan) {
        for (Expression expression : plan.expressions().values()) {
            Matcher strings = STRING.matcher(expression.source());
            while (strings.find()) {
                String text = strings.group(1) != null ? strings.group(1) : strings.group(2);
                literals.add(text.toLowerCase(Locale.ROOT));
            }
        }
        literals.remove("");
        EventNames.STANDARD.forEach(this::addWord);
        EventNames.spellings().forEach(spelling -> spelling.spellings().forEach(this::addWord));
        PlaceholderTable.rows().forEach(row -> row.spellings().forEach(this::addWord));
        BooleanWords.TRUE.forEach(this::addWord);
        BooleanWords.FALSE.forEach(this::addWord);
    }

    private void addWord(String word) {
        words.add(word.toLowerCase(Locale.ROOT));
    }

    /** Whether it is a name of an event, true or false, or a word for no value, also as a personal value. */
    boolean isWord(String text) {
        return words.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether the mapping has this text as a string. */
    boolean isLiteral(String text) {
        return literals.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    boolean isLiteralPart(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() >= MIN_PART && literals.stream().anyMatch(literal -> literal.contains(lower));
    }

    /** Which characters of a text belong to a string of the mapping. */
    boolean[] literalParts(String text) {
        boolean[] parts = new boolean[text.length()];
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length()) {
            return parts;
        }
        for (String literal : literals) {
            if (literal.length() >= MIN_PART) {
                for (int at = lower.indexOf(literal); at >= 0; at = lower.indexOf(literal, at + 1)) {
                    Arrays.fill(parts, at, at + literal.length(), true);
                }
            }
        }
        return parts;
    }
}
