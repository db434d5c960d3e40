package io.github.pinsink.event;

import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The SHA-256 digests of placeholders: systems that hash what they have also hash {@code undefined}. Such a digest stands for
 * all users without a value.
 */
final class PlaceholderDigests {
    private static final int HEX_DIGITS = 64;
    /** The hex digits that choose a bit: nearly all digests are told apart by them. */
    private static final int PREFIX = 4;

    private final Digester digester = new Digester();
    private final Set<String> digests = new HashSet<>();
    private final BitSet prefixes = new BitSet();

    /** @param rows the placeholders of the kind; names and codes that look like one after normalization are left out */
    PlaceholderDigests(ValueKind kind, List<PlaceholderTable.Row> rows) {
        add("");
        add(" ");
        for (PlaceholderTable.Row row : rows) {
            // A surname Null is hashed in lower case, too.
            if (row.match() != PlaceholderTable.Match.EXACT) {
                row.spellings().forEach(spelling -> addSpellings(kind, spelling));
            }
        }
    }

    private void addSpellings(ValueKind kind, String spelling) {
        String lower = spelling.toLowerCase(Locale.ROOT);
        add(spelling);
        add(lower);
        add(spelling.toUpperCase(Locale.ROOT));
        add(Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        String letters = FieldNormalizers.CITY.normalize(lower, EventRules.standard());
        boolean isPlace = kind == ValueKind.PLACE || kind == ValueKind.STATE || kind == ValueKind.COUNTRY;
        // The two letters of n/a are the code of Namibia.
        if (isPlace && !letters.isEmpty() && (kind == ValueKind.PLACE || letters.length() > 2)) {
            add(letters);
        }
    }

    private void add(String text) {
        String digest = HexFormat.of().formatHex(digester.digest(text));
        digests.add(digest);
        prefixes.set(prefix(digest, 0));
    }

    /** @param from the begin of 64 hex digits */
    boolean contain(String text, int from) {
        return prefixes.get(prefix(text, from))
                && digests.contains(text.substring(from, from + HEX_DIGITS).toLowerCase(Locale.ROOT));
    }

    private static int prefix(String hex, int from) {
        int prefix = 0;
        for (int i = from; i < from + PREFIX; i++) {
            prefix = prefix << 4 | Character.digit(hex.charAt(i), 16);
        }
        return prefix;
    }
}
