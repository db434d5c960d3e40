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

    static final Row MISSING_PART = new Row(
            "an id whose last part is missing",
            Match.FORM,
            List.of("order-null", "order_undefined", "order:NaN"),
            EnumSet.of(ValueKind.ID));

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
                            "#ref!",
                            "#value!",
                            "#name?",
                            "#null!",
                            "#num!",
                            "#div/0!",
                            "#error!",
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
            new Row(
                    "a word for no value in another language",
                    Match.ANY_CASE,
                    List.of(
                            "unbekannt",
                            "nicht bekannt",
                            "nicht angegeben",
                            "keine angabe",
                            "keine",
                            "k.a.",
                            "anonym",
                            "inconnu",
                            "inconnue",
                            "aucun",
                            "aucune",
                            "anonyme",
                            "desconocido",
                            "desconocida",
                            "ninguno",
                            "ninguna",
                            "an\u00f3nimo",
                            "desconhecido",
                            "desconhecida",
                            "nenhum",
                            "nenhuma",
                            "an\u00f4nimo",
                            "sconosciuto",
                            "sconosciuta",
                            "nessuno",
                            "onbekend",
                            "ok\u00e4nd",
                            "nieznany",
                            "bilinmiyor",
                            "\u4e0d\u660e",
                            "\u672a\u77e5",
                            "\u672a\u8a2d\u5b9a",
                            "\u306a\u3057",
                            "\u043d\u0435\u0438\u0437\u0432\u0435\u0441\u0442\u043d\u043e"),
                    ALL_BUT_NAMES),
            new Row("a boolean", Match.ANY_CASE, List.of("true", "false"), ALL_BUT_NAMES),
            new Row("a number for no value", Match.ANY_CASE, List.of("-1", "-1.0"), ALL_BUT_NAMES),
            new Row(
                    "the digest of an empty string",
                    Match.ANY_CASE,
                    List.of(
                            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                            "d41d8cd98f00b204e9800998ecf8427e"),
                    ALL_BUT_TEXT),
            new Row("a code for no country", Match.ANY_CASE, List.of("xx", "zz"), EnumSet.of(ValueKind.COUNTRY)),
            VARIABLE,
            MISSING_PART,
            ZEROS,
            PUNCTUATION);

    private PlaceholderTable() {}

    /** In the order of the reference page. */
    public static List<Row> rows() {
        return ROWS;
    }
}
