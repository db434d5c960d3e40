package io.github.pinsink.event;

import io.github.pinsink.event.EventField.Example;
import io.github.pinsink.event.EventField.Type;
import java.util.ArrayList;
import java.util.List;

/** A row of the schema while it is written down. Each kind of field brings its form and what is usual for it. */
final class FieldBuilder {
    private static final int ANY_LENGTH = Integer.MAX_VALUE;
    private static final String PLAIN = "Text. A number becomes its digits. White space around it goes";
    private static final String ALWAYS_A_LIST = "One value or a list. 64 hex digits count as hashed already";

    private final String path;
    private final Type type;
    private final FieldEncoder form;
    private final String accepted;
    private String bounds = "";
    private String documentation = "";
    private String normalisation = "";
    private boolean required;
    private boolean nullable;
    private boolean hashed;
    private final List<Example> examples = new ArrayList<>();
    private final List<EventField> members = new ArrayList<>();

    private FieldBuilder(String path, Type type, FieldEncoder form, String accepted) {
        this.path = path;
        this.type = type;
        this.form = form;
        this.accepted = accepted;
    }

    static FieldBuilder of(String path, Type type, FieldEncoder form, String accepted) {
        return new FieldBuilder(path, type, form, accepted);
    }

    static FieldBuilder text(String path) {
        return text(path, ANY_LENGTH);
    }

    static FieldBuilder text(String path, int longest) {
        FieldBuilder row = of(path, Type.TEXT, FieldEncoders.text(longest), PLAIN);
        return longest == ANY_LENGTH ? row : row.within("at most " + longest + " characters");
    }

    /** @param rule what is done to the text; gives an empty one for what does not fit */
    static FieldBuilder text(String path, StringRule rule, String expected, String accepted) {
        return of(path, Type.TEXT, FieldEncoders.text(ANY_LENGTH, rule, expected), accepted);
    }

    static FieldBuilder oneOf(String path, String... allowed) {
        return of(path, Type.TEXT, FieldEncoders.oneOf(allowed), "One of these, in upper or lower case")
                .within(String.join(", ", allowed))
                .does("Lower case")
                .example('"' + allowed[0].toUpperCase(java.util.Locale.ROOT) + '"', '"' + allowed[0] + '"');
    }

    static FieldBuilder currency(String path) {
        return of(path, Type.TEXT, new CurrencyEncoder(), "Three letters, in upper or lower case")
                .within("ISO 4217")
                .does("Upper case")
                .example("\"eur\"", "\"EUR\"");
    }

    static FieldBuilder bool(String path) {
        return of(path, Type.BOOLEAN, FieldEncoders.BOOL, "true or false, 1 or 0, also as text")
                .example("\"1\"", "true")
                .example("false", "false");
    }

    static FieldBuilder integer(String path) {
        return integer(path, Long.MIN_VALUE, Long.MAX_VALUE).within("64 bits");
    }

    static FieldBuilder integer(String path, long min, long max) {
        return of(
                        path,
                        Type.INTEGER,
                        NumberEncoders.integer(min, max),
                        "A whole number, also as text or with a zero fraction")
                .within(min + " to " + max)
                .example("\"2\"", "2")
                .example("2.0", "2");
    }

    static FieldBuilder amount(String path) {
        return of(
                        path,
                        Type.TEXT,
                        NumberEncoders.AMOUNT,
                        "A number or its text, with a dot and without separators between thousands, unless"
                                + " custom_data.currency is given and does not fit")
                .within("decimal number of at most 40 digits")
                .does(
                        "Plain notation without an exponent. A decimal keeps its scale; of a binary number 15 digits count")
                .example("59.970000000000006", "\"59.97\"")
                .example("\"1200.00\"", "\"1200.00\"");
    }

    static FieldBuilder time(String path) {
        return of(
                        path,
                        Type.INTEGER,
                        new TimeEncoders(),
                        "Unix time in s, ms, µs or ns, told apart by its size, also as text; ISO 8601 text with an offset,"
                                + " with Z or without (which is UTC); a date alone is its first second")
                .within("Unix seconds, not before 1970")
                .does("Whole seconds, rounded down")
                .example("\"2025-11-13T03:13:20.9+01:00\"", "1763000000")
                .example("1763000000123", "1763000000");
    }

    static FieldBuilder hashed(String member, FieldNormalizer rule, String expected, String accepted) {
        FieldBuilder row = of(
                "user_data." + member,
                Type.TEXTS,
                new HashedFieldEncoder(rule, expected),
                accepted + ". " + ALWAYS_A_LIST);
        row.hashed = true;
        return row.within("SHA-256 in lower-case hex");
    }

    static FieldBuilder list(String path, FieldEncoder element, int most, String accepted) {
        return of(path, Type.TEXTS, FieldEncoders.list(element, most), accepted + ". One value or a list");
    }

    static FieldBuilder objects(String path, List<EventField> members) {
        FieldBuilder row = of(
                path,
                Type.OBJECTS,
                FieldEncoders.list(new ObjectEncoder(members), ANY_LENGTH),
                "An object or a list of them. What does not fit in one of them is left out alone");
        row.members.addAll(members);
        return row;
    }

    FieldBuilder within(String limits) {
        bounds = limits;
        return this;
    }

    FieldBuilder means(String text) {
        documentation = text;
        return this;
    }

    FieldBuilder does(String text) {
        normalisation = text;
        return this;
    }

    FieldBuilder required() {
        required = true;
        return this;
    }

    FieldBuilder nullable() {
        nullable = true;
        return this;
    }

    /** Given and sent, as JSON; of a hashed field the text that is hashed. */
    FieldBuilder example(String given, String sent) {
        examples.add(new Example(given, sent));
        return this;
    }

    EventField field() {
        return new EventField(
                path,
                type,
                bounds,
                required,
                nullable,
                hashed,
                documentation,
                accepted,
                normalisation,
                examples,
                members,
                form);
    }
}
