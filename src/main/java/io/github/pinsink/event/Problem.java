package io.github.pinsink.event;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a record, an event or a part of it. Holds shapes and expectations, never a value of the record.
 *
 * @param code what kind of problem it is
 * @param element which element of an exploded record, counted from 0; empty for the record itself
 * @param field the path in the event or the config key; empty for the record as a whole
 * @param expected such as {@code a postal code}; empty where the code says it
 * @param found the shape of what was found, such as {@code a string of length 1}; may be empty
 * @param limit the bound that was exceeded; empty where there is none
 * @param expression the expression that the problem is about; empty for other problems
 */
public record Problem(
        ProblemCode code,
        OptionalInt element,
        String field,
        String expected,
        String found,
        OptionalLong limit,
        Optional<ExpressionSource> expression) {
    private static final Pattern LIST_INDEX = Pattern.compile("\\[\\d+]");

    /** Where a text is not JSON, and its length. */
    private static final Pattern PLACE_AND_LENGTH = Pattern.compile(
            " at line \\d+, column \\d+| \\(line \\d+, column \\d+\\)| of \\d+ (?:bytes|characters)(?= that)");

    /** A problem that its code explains. */
    public static Problem of(ProblemCode code, String field) {
        return found(code, field, "");
    }

    /** A problem that its code and what was found explain. */
    public static Problem found(ProblemCode code, String field, @Nullable String found) {
        String shape = Objects.requireNonNullElse(found, "");
        return new Problem(code, OptionalInt.empty(), field, "", shape, OptionalLong.empty(), Optional.empty());
    }

    /** A value that is not the expected one. */
    public static Problem unexpected(ProblemCode code, String field, String expected, String found) {
        return new Problem(code, OptionalInt.empty(), field, expected, found, OptionalLong.empty(), Optional.empty());
    }

    /** More than a limit allows. */
    public static Problem exceeded(ProblemCode code, String field, String expected, String found, long limit) {
        return new Problem(code, OptionalInt.empty(), field, expected, found, OptionalLong.of(limit), Optional.empty());
    }

    /**
     * An expression that gave no value.
     *
     * @param field the path in the event, or the key of an expression that is not of a field
     * @param found why; without a value of the record
     */
    public static Problem ofExpression(ProblemCode code, String field, String found, ExpressionSource expression) {
        return new Problem(code, OptionalInt.empty(), field, "", found, OptionalLong.empty(), Optional.of(expression));
    }

    /** The same with another code. */
    Problem withCode(ProblemCode other) {
        return new Problem(other, element, field, expected, found, limit, expression);
    }

    /** The same of an element of an exploded record. */
    public Problem ofElement(int index) {
        return new Problem(code, OptionalInt.of(index), field, expected, found, limit, expression);
    }

    /** One line for a reader: which element and key or field, what was expected, and what was found. */
    public String text() {
        return elementPrefix() + named(reason());
    }

    /** The text without the source of the expression, for a reader who sees that below it. */
    public String textWithoutSource() {
        return elementPrefix() + named(phrase() + position());
    }

    private String elementPrefix() {
        return element.isPresent() ? "element " + element.getAsInt() + ": " : "";
    }

    private String named(String what) {
        String name = expression.map(ExpressionSource::key).orElse(field);
        return name.isEmpty() ? what : name + ": " + what;
    }

    /** The text without the field. */
    public String reason() {
        return phrase() + position() + source();
    }

    private String phrase() {
        String phrase = code.phrase();
        if (!expected.isEmpty()) {
            return "expected " + expected + ", got " + found + (phrase.isEmpty() ? "" : "; " + phrase);
        }
        return phrase.isEmpty() || found.isEmpty() ? phrase + found : phrase + " " + found;
    }

    private String position() {
        return expression
                .filter(ExpressionSource::hasPosition)
                .map(failed -> " at position " + failed.position())
                .orElse("");
    }

    private String source() {
        return expression
                .map(failed -> (failed.hasPosition() ? " of " : "; expression: ") + failed.excerpt())
                .orElse("");
    }

    /** The field, without list indices: the same for all elements of a list. */
    public String fieldWithoutIndices() {
        return field.indexOf('[') < 0 ? field : LIST_INDEX.matcher(field).replaceAll("");
    }

    /**
     * The same for all records with this problem: the text without the element, list indices, lines and columns, and the shape that was
     * found.
     */
    public String kind() {
        String anywhere = LIST_INDEX.matcher(field).replaceAll("[]");
        String what = expected.isEmpty() ? PLACE_AND_LENGTH.matcher(reason()).replaceAll("") : "expected " + expected;
        String name = expression.map(ExpressionSource::key).orElse(anywhere);
        return name.isEmpty() ? what : name + ": " + what;
    }

    /** The shape of a value: what may be said of it without saying what it is. */
    public static String shape(@Nullable Object value) {
        if (value instanceof CharSequence string) {
            return "a string of length " + string.length();
        }
        if (value instanceof List<?> list) {
            return "a list of length " + list.size();
        }
        if (value instanceof Map<?, ?>) {
            return "an object";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value == null
                ? "no value"
                : "a value of type " + value.getClass().getSimpleName();
    }
}
