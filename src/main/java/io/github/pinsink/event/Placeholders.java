package io.github.pinsink.event;

import io.github.pinsink.event.PlaceholderTable.Match;
import io.github.pinsink.event.PlaceholderTable.Row;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the placeholders of {@link PlaceholderTable} in the fields of one kind. Each string of each event is looked at, so what
 * tells most values apart comes first.
 */
final class Placeholders {
    private static final int ASCII = 0x80;
    /** Of zeros or a template variable. */
    private static final int MAX_LENGTH = 200;

    /** Of a word that begins with a character outside ASCII. */
    private static final int MAX_OTHER_WORD = 12;

    /** So many zeros in groups are a date, a postal code, a phone number or a UUID. */
    private static final int SEPARATED_ZEROS = 5;

    /** What quotation marks, escapes of URLs and template variables begin with. */
    private static final String MARKS = "\"'%{$<[#@*_";

    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2026";
    private static final Map<ValueKind, Placeholders> BY_KIND = new EnumMap<>(ValueKind.class);

    static {
        for (ValueKind kind : ValueKind.values()) {
            BY_KIND.put(kind, new Placeholders(kind));
        }
    }

    private record Word(String spelling, Row row) {}

    private final ValueKind kind;
    private final boolean hasForms;
    /** By their first character, in upper and in lower case. */
    private final Word[][] words = new Word[ASCII][];
    /** Those that begin with a character outside ASCII, in lower case. */
    private final Map<String, Row> otherWords = new HashMap<>();
    /** The first characters of placeholders that are known by their form. */
    private final boolean[] beginForms = new boolean[ASCII];
    /** For each first character the lengths of its words, as bits. */
    private final long[] lengths = new long[ASCII];

    private final PlaceholderDigests digests;

    private Placeholders(ValueKind kind) {
        this.kind = kind;
        hasForms = PlaceholderTable.VARIABLE.kinds().contains(kind);
        Arrays.fill(words, new Word[0]);
        for (char c = 0; c < ASCII; c++) {
            beginForms[c] = hasForms && (c == '0' || isPunctuation(c));
        }
        List<Row> mine = PlaceholderTable.rows().stream()
                .filter(row -> row.kinds().contains(kind))
                .toList();
        for (Row row : mine) {
            if (row.match() != Match.FORM) {
                row.spellings().forEach(spelling -> add(new Word(spelling, row)));
            }
        }
        digests = new PlaceholderDigests(kind, mine);
    }

    /** The placeholders in fields of that kind. */
    static Placeholders in(ValueKind kind) {
        return Objects.requireNonNull(BY_KIND.get(kind));
    }

    private void add(Word word) {
        char first = word.spelling.charAt(0);
        if (first >= ASCII) {
            otherWords.put(word.spelling.toLowerCase(Locale.ROOT), word.row);
            return;
        }
        add(word, first);
        char other = Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
        if (other != first && word.row.match() == Match.ANY_CASE) {
            add(word, other);
        }
    }

    private void add(Word word, char first) {
        words[first] = Arrays.copyOf(words[first], words[first].length + 1);
        words[first][words[first].length - 1] = word;
        lengths[first] |= 1L << word.spelling.length();
    }

    /** The SHA-256 digests of placeholders, as other systems send them. */
    PlaceholderDigests digests() {
        return digests;
    }

    /** Whether it is NaN, which tables have in columns of ids where there is none. */
    boolean contain(Number number) {
        return hasForms && isNaN(number);
    }

    /** Whether a boolean is no value of such a field. */
    boolean containBooleans() {
        return kind == ValueKind.ID;
    }

    /** @param value a placeholder */
    String describe(Object value) {
        if (value instanceof Boolean) {
            return Problem.shape(value);
        }
        if (value instanceof Number number) {
            return isNaN(number) ? "NaN" : PlaceholderTable.ZEROS.name();
        }
        String text = Whitespace.strip(value.toString());
        Row row = find(text, 0, text.length());
        return row == null ? "the SHA-256 digest of a placeholder" : row.name();
    }

    private static boolean isNaN(Number number) {
        return (number instanceof Double || number instanceof Float) && Double.isNaN(number.doubleValue());
    }

    /**
     * Finds out what kind of placeholder a string is. Nearly all values are none, which their first and last characters
     * tell.
     *
     * @param from the begin of the value in the text, without white space at its ends
     * @param to its end, greater than {@code from}
     * @return null when it is none
     */
    @Nullable
    Row find(String text, int from, int to) {
        char first = text.charAt(from);
        char last = text.charAt(to - 1);
        // A shift counts modulo 64, so a longer string may also pass; comparing it finds nothing.
        if (first < ASCII
                && (lengths[first] >>> to - from & 1) == 0
                && !beginForms[first]
                && !TemplateVariable.mayEndWith(last)
                && !(kind == ValueKind.ID && JoinedId.mayEndWith(last))) {
            return null;
        }
        return findUnusual(text, from, to);
    }

    /** Apart from the method above, which must stay small enough to be inlined. */
    private @Nullable Row findUnusual(String text, int from, int to) {
        char first = text.charAt(from);
        int length = to - from;
        if (first < ASCII) {
            for (Word word : words[first]) {
                if (matches(word, text, from, length)) {
                    return word.row;
                }
            }
            if (kind == ValueKind.ID && JoinedId.lacksLastPart(text, from, to)) {
                return PlaceholderTable.MISSING_PART;
            }
            if (!beginForms[first] && !TemplateVariable.mayEndWith(text.charAt(to - 1))) {
                return null;
            }
        } else if (length <= MAX_OTHER_WORD && !otherWords.isEmpty()) {
            Row row = otherWords.get(text.substring(from, to).toLowerCase(Locale.ROOT));
            if (row != null) {
                return row;
            }
        }
        return hasForms ? findForm(text, from, to) : null;
    }

    private static boolean matches(Word word, String text, int from, int length) {
        boolean anyCase = word.row.match() == Match.ANY_CASE;
        return word.spelling.length() == length && text.regionMatches(anyCase, from, word.spelling, 0, length);
    }

    private @Nullable Row findForm(String text, int from, int to) {
        int i = from;
        int zeros = 0;
        boolean hasSeparator = false;
        while (i < to && (text.charAt(i) == '0' || isPunctuation(text.charAt(i)))) {
            char c = text.charAt(i);
            zeros += c == '0' ? 1 : 0;
            hasSeparator |= c != '0' && c != '.' && c != ',' && i > from;
            i++;
        }
        if (i == to && zeros == 0) {
            return PlaceholderTable.PUNCTUATION;
        }
        // A few zeros that are separated may be counters, such as the partition and offset 0-0.
        if (i == to && (!hasSeparator || zeros >= SEPARATED_ZEROS)) {
            return PlaceholderTable.ZEROS;
        }
        boolean isUsual = MARKS.indexOf(text.charAt(from)) < 0 && !TemplateVariable.mayEndWith(text.charAt(to - 1));
        if (isUsual || to - from > MAX_LENGTH) {
            return null;
        }
        String value = text.substring(from, to);
        if (TemplateVariable.isIn(value)) {
            return PlaceholderTable.VARIABLE;
        }
        return findInside(value);
    }

    /** What is between quotation marks, or in a value that was taken from a URL. */
    private @Nullable Row findInside(String value) {
        int last = value.length() - 1;
        char first = value.charAt(0);
        boolean isQuoted = (first == '"' || first == '\'') && value.charAt(last) == first && last > 1;
        String inside = Whitespace.strip(isQuoted ? value.substring(1, last) : urlDecoded(value));
        if (inside.isEmpty()) {
            return PlaceholderTable.PUNCTUATION;
        }
        return inside.length() < value.length() ? find(inside, 0, inside.length()) : null;
    }

    private static String urlDecoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that is not the begin of an escape.
            return value;
        }
    }

    private static boolean isPunctuation(char c) {
        return c < ASCII ? !Ascii.isLetter(c) && !Ascii.isDigit(c) : DASHES.indexOf(c) >= 0;
    }
}
