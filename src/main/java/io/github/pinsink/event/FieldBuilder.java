package io.github.pinsink.event;

import io.github.pinsink.event.EventField.Example;
import io.github.pinsink.event.EventField.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Builds a row of the schema. Each kind of field sets its encoder and its default texts. */
final class FieldBuilder {
    private static final int ANY_LENGTH = Integer.MAX_VALUE;
    private static final String STRING = "A string. A number becomes its digits. White space at the ends is removed";
    private static final String ALWAYS_A_LIST = "One value or a list. A SHA-256 digest counts as already hashed";

    private final String path;
    private final Type type;
    private final FieldEncoder encoder;
    private final String accepted;
    private ValueKind kind = ValueKind.OTHER;
    private String bounds = "";
    private String documentation = "";
    private String normalization = "";
    private FieldRole role = FieldRole.NONE;
    private Optional<QualitySignal> signal = Optional.empty();
    private boolean nullable;
    private boolean extra;
    private boolean hashed;
    private final List<Example> examples = new ArrayList<>();
    private final List<EventField> properties = new ArrayList<>();

    private FieldBuilder(String path, Type type, FieldEncoder encoder, String accepted) {
        this.path = path;
        this.type = type;
        this.encoder = encoder;
        this.accepted = accepted;
    }

    static FieldBuilder of(String path, Type type, FieldEncoder encoder, String accepted) {
        return new FieldBuilder(path, type, encoder, accepted);
    }

    static FieldBuilder string(String path) {
        return string(path, ANY_LENGTH);
    }

    static FieldBuilder string(String path, int maxLength) {
        return string(path, maxLength, ValueKind.OTHER);
    }

    static FieldBuilder id(String path) {
        return id(path, ANY_LENGTH);
    }

    static FieldBuilder id(String path, int maxLength) {
        return string(path, maxLength, ValueKind.ID);
    }

    private static FieldBuilder string(String path, int maxLength, ValueKind kind) {
        FieldBuilder row = of(path, Type.TEXT, FieldEncoders.string(maxLength, kind), STRING)
                .kind(kind);
        return maxLength == ANY_LENGTH ? row : row.within("at most " + maxLength + " characters");
    }

    /** @param expected what the rule accepts, for messages */
    static FieldBuilder string(String path, StringRule rule, String expected, String accepted) {
        return string(path, ValueKind.OTHER, rule, expected, accepted);
    }

    /** @param expected what the rule accepts, for messages */
    static FieldBuilder string(String path, ValueKind kind, StringRule rule, String expected, String accepted) {
        return of(path, Type.TEXT, FieldEncoders.string(ANY_LENGTH, rule, kind, expected), accepted)
                .kind(kind);
    }

    /** A list of ids. */
    static FieldBuilder ids(String path, String accepted) {
        return list(path, FieldEncoders.string(ANY_LENGTH, ValueKind.ID), ANY_LENGTH, accepted)
                .kind(ValueKind.ID);
    }

    static FieldBuilder oneOf(String path, String... allowed) {
        return of(path, Type.TEXT, FieldEncoders.oneOf(allowed), "One of these, in upper or lower case")
                .within(String.join(", ", allowed))
                .does("Lower case")
                .example('"' + allowed[0].toUpperCase(Locale.ROOT) + '"', '"' + allowed[0] + '"');
    }

    static FieldBuilder currency(String path) {
        return of(
                        path,
                        Type.TEXT,
                        new CurrencyEncoder(),
                        "The three letters of a currency in use, in upper or lower case; not XXX, XTS, metals and withdrawn codes, such as DEM")
                .within("ISO 4217")
                .does("Upper case")
                .example("\"eur\"", "\"EUR\"");
    }

    static FieldBuilder bool(String path) {
        return of(path, Type.BOOLEAN, new BooleanEncoder(), BooleanEncoder.EXPECTED + ", in upper or lower case")
                .example("\"Yes\"", "true")
                .example("1.0", "true")
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
                        "An integer, also as a string or with a zero fraction")
                .within(min + " to " + max)
                .example("\"2\"", "2")
                .example("2.0", "2");
    }

    static FieldBuilder amount(String path) {
        return of(
                        path,
                        Type.TEXT,
                        NumberEncoders.AMOUNT,
                        "A number, also as a string, with a dot and without thousands separators; dropped if"
                                + " custom_data.currency is given and invalid")
                .within("decimal number of at most 40 digits")
                .does(
                        "Plain notation without an exponent. A number has no zeros at the end of its fraction and no noise of binary"
                                + " arithmetic; a string keeps its digits")
                .example("59.970000000000006", "\"59.97\"")
                .example("1200.00", "\"1200\"")
                .example("\"1200.00\"", "\"1200.00\"");
    }

    static FieldBuilder time(String path) {
        return of(
                        path,
                        Type.INTEGER,
                        new TimeEncoders(),
                        "Unix time in s, ms, µs or ns, distinguished by its magnitude, also as a string; an ISO 8601 string;"
                                + " yyyyMMddHHmmss and other compact forms, also as a number; times with the name of the"
                                + " month, as in mail, HTTP and logs. A time without an offset is in the zone of"
                                + " mapping.event_time.zone, or else in UTC; a date stands for its first second")
                .within("Unix seconds, not before 1970")
                .does("Whole seconds, rounded down")
                .example("\"2025-11-13T03:13:20.9+01:00\"", "1763000000")
                .example("1763000000123", "1763000000")
                .example("\"20251113021320\"", "1763000000")
                .example("\"Thu, 13 Nov 2025 03:13:20 +0100\"", "1763000000");
    }

    static FieldBuilder hashed(String name, ValueKind kind, FieldNormalizer rule, String expected, String accepted) {
        FieldBuilder row = of(
                "user_data." + name,
                Type.TEXTS,
                new HashedFieldEncoder(rule, Placeholders.in(kind), expected),
                accepted + ". " + ALWAYS_A_LIST);
        row.kind = kind;
        row.hashed = true;
        return row.within("SHA-256 in lower-case hex");
    }

    static FieldBuilder list(String path, FieldEncoder element, int most, String accepted) {
        return of(path, Type.TEXTS, FieldEncoders.list(element, most), accepted + ". One value or a list");
    }

    static FieldBuilder objects(String path, List<EventField> properties) {
        FieldBuilder row = of(
                path,
                Type.OBJECTS,
                FieldEncoders.list(new ObjectEncoder(properties), ANY_LENGTH),
                "An object or a list of objects. Only the invalid properties of an object are dropped");
        row.properties.addAll(properties);
        return row;
    }

    FieldBuilder kind(ValueKind given) {
        kind = given;
        return this;
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
        normalization = text;
        return this;
    }

    FieldBuilder role(FieldRole meaning) {
        role = meaning;
        return this;
    }

    FieldBuilder signal(QualitySignal component) {
        signal = Optional.of(component);
        return this;
    }

    FieldBuilder nullable() {
        nullable = true;
        return this;
    }

    /** Only newer descriptions of the API have it, see {@link EventField#extra}. */
    FieldBuilder extra() {
        extra = true;
        return this;
    }

    /** The given and the sent value, as JSON; for a hashed field the string that is hashed. */
    FieldBuilder example(String given, String sent) {
        examples.add(new Example(given, sent));
        return this;
    }

    EventField field() {
        return new EventField(
                path,
                type,
                kind,
                bounds,
                role,
                signal,
                nullable,
                extra,
                hashed,
                documentation,
                accepted,
                normalization,
                examples,
                properties,
                encoder);
    }
}
