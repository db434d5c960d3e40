package io.github.pinsink.event;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What systems write where they have no value, such as {@code undefined}. A placeholder counts as absent: as an id it would
 * make one of all its orders or users. What is one depends on the kind of the field, since some of the words are names or
 * codes elsewhere.
 */
public final class PlaceholderTable {
    /**
     * A row of the reference page.
     *
     * @param name what it is, for messages
     * @param spellings all words, or examples of a form
     * @param kinds the fields in which it is a placeholder
     */
    public record Row(String name, Match match, List<String> spellings, Set<ValueKind> kinds) {
        public Row {
            spellings = List.copyOf(spellings);
            kinds = Set.copyOf(kinds);
        }
    }

    /** How a row's spellings are compared. */
    public enum Match {
        ANY_CASE,
        EXACT,
        /** By its form; the spellings are examples. */
        FORM
    }

    private static final String UNCHANGED_COLUMN = "__debezium_unavailable_value";
    private static final Set<ValueKind> ALL_BUT_TEXT = EnumSet.complementOf(EnumSet.of(ValueKind.OTHER));
    private static final Set<ValueKind> ALL_BUT_NAMES =
            EnumSet.of(ValueKind.ID, ValueKind.PLACE, ValueKind.STATE, ValueKind.COUNTRY);

    static final Row VARIABLE = new Row(
            "a template variable that was not replaced",
            Match.FORM,
            List.of(
                    "{{email}}",
                    "${id}",
                    "%%ID%%",
                    "<%= id %>",
                    "{idfa}",
                    "[IDFA]",
                    "<id>",
                    "%EMAIL%",
                    "#EMAIL#",
                    "#{id}",
                    "*|EMAIL|*",
                    "__IDFA__",
                    "order-{{id}}"),
            ALL_BUT_TEXT);
    static final Row ZEROS = new Row(
            "zeros",
            Match.FORM,
            List.of("0", "0000", "0.0", "00000000-0000-0000-0000-000000000000", "0000-00-00"),
            ALL_BUT_TEXT);
    static final Row PUNCTUATION =
            new Row("punctuation", Match.FORM, List.of("-", "--", "?", "...", "\"\""), ALL_BUT_TEXT);

    private static final List<Row> ROWS = List.of(
            new Row(
                    "Debezium's mark of an unchanged column",
                    Match.ANY_CASE,
                    List.of(
                            UNCHANGED_COLUMN,
                            "X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==",
                            "5f5f646562657a69756d5f756e617661696c61626c655f76616c7565"),
                    EnumSet.allOf(ValueKind.class)),
            new Row(
                    "a word for no value",
                    Match.ANY_CASE,
                    List.of(
                            "undefined",
                            "n/a",
                            "#n/a",
                            "n.a.",
                            "n/d",
                            "n%2fa",
                            "not set",
                            "not_set",
                            "not available",
                            "not applicable",
                            "not provided",
                            "[object object]",
                            "[object+object]",
                            "(not set)",
                            "(not+set)",
                            "(not%20set)",
                            "(not provided)",
                            "(none)",
                            "(null)",
                            "(undefined)",
                            "(unknown)",
                            "(direct)",
                            "(empty)",
                            "(blank)",
                            "(n/a)",
                            "\\N"),
                    ALL_BUT_TEXT),
            new Row("a word for no value", Match.ANY_CASE, List.of("null"), ALL_BUT_NAMES),
            new Row("a word for no value", Match.EXACT, List.of("null"), EnumSet.of(ValueKind.NAME)),
            new Row(
                    "a word for no value",
                    Match.ANY_CASE,
                    List.of("none", "nan", "nil", "unknown", "anonymous", "guest"),
                    ALL_BUT_NAMES),
            new Row("a word for no value", Match.ANY_CASE, List.of("na"), EnumSet.of(ValueKind.ID, ValueKind.PLACE)),
            new Row("a code for no country", Match.ANY_CASE, List.of("xx", "zz"), EnumSet.of(ValueKind.COUNTRY)),
            VARIABLE,
            ZEROS,
            PUNCTUATION);

    private PlaceholderTable() {}

    /** In the order of the reference page. */
    public static List<Row> rows() {
        return ROWS;
    }
}
