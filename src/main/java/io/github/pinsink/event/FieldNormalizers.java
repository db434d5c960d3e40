package io.github.pinsink.event;

import java.util.Locale;
import java.util.function.IntPredicate;

/** The rules of the API for personal values before they are hashed. */
final class FieldNormalizers {
    /** All white space goes, dots and tags stay; there must be one at sign, and something on both sides of it. */
    static final FieldNormalizer EMAIL = new FieldNormalizer() {
        @Override
        String of(String text, EventRules rules) {
            StringBuilder address = new StringBuilder(text.length());
            text.codePoints()
                    .filter(c -> c > Character.MAX_VALUE || !Whitespace.isEdge((char) c))
                    .forEach(address::appendCodePoint);
            String lower = address.toString().toLowerCase(Locale.ROOT);
            int at = lower.indexOf('@');
            return at > 0 && at == lower.lastIndexOf('@') && at < lower.length() - 1 ? lower : "";
        }

        @Override
        int ascii(String text, int from, int to, byte[] into, EventRules rules) {
            int kept = 0;
            int at = -1;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (c >= 0x80) {
                    return NO_SHORTCUT;
                }
                if (c > ' ') {
                    if (c == '@') {
                        // A second one: these are two addresses, and their digest would be nobody's.
                        at = at < 0 ? kept : Integer.MAX_VALUE;
                    }
                    into[kept++] = lower(c);
                }
            }
            return at > 0 && at < kept - 1 ? kept : 0;
        }
    };

    /** Lower case; spaces and punctuation inside stay. */
    static final FieldNormalizer NAME = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        int ascii(String text, int from, int to, byte[] into, EventRules rules) {
            return lowerCase(text, from, to, into);
        }
    };

    /** Letters, the marks on them, and digits, in lower case. */
    static final FieldNormalizer CITY = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            return kept(text, FieldNormalizers::isLetterMarkOrDigit);
        }

        @Override
        int ascii(String text, int from, int to, byte[] into, EventRules rules) {
            return lettersAndDigits(text, from, to, into);
        }
    };

    /** Digits where there are no letters, else letters and digits; never a number, so leading zeros stay. */
    static final FieldNormalizer POSTAL_CODE = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            StringBuilder code = new StringBuilder();
            kept(text, Character::isLetterOrDigit)
                    .codePoints()
                    .forEach(c -> code.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
            return code.toString();
        }

        @Override
        int ascii(String text, int from, int to, byte[] into, EventRules rules) {
            return lettersAndDigits(text, from, to, into);
        }
    };

    static final FieldNormalizer GENDER = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            return switch (lettersOf(text)) {
                case "f", "female", "woman" -> "f";
                case "m", "male", "man" -> "m";
                case "n", "nonbinary" -> "n";
                default -> "";
            };
        }

        @Override
        int ascii(String text, int from, int to, byte[] into, EventRules rules) {
            if (to - from != 1 || text.charAt(from) >= 0x80) {
                return NO_SHORTCUT;
            }
            into[0] = lower(text.charAt(from));
            return into[0] == 'f' || into[0] == 'm' || into[0] == 'n' ? 1 : 0;
        }
    };

    /** Two letters; the names of states and provinces of the US and Canada by a table. */
    static final FieldNormalizer STATE = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            String letters = lettersOf(isSubdivision(text) ? text.substring(3) : text);
            if (isCode(letters)) {
                return letters;
            }
            return RegionCodes.state(letters).orElse(rules.stateNames() == EventRules.StateNames.HASH ? letters : "");
        }

        @Override
        int ascii(String text, int from, int to, byte[] into, EventRules rules) {
            return to - from == 2 ? twoLetters(text, from, into) : NO_SHORTCUT;
        }
    };

    /** ISO 3166 alpha-2; alpha-3 and English names by a table. */
    static final FieldNormalizer COUNTRY = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            String letters = lettersOf(text);
            return RegionCodes.country(letters).orElse(isCode(letters) ? letters : "");
        }

        @Override
        int ascii(String text, int from, int to, byte[] into, EventRules rules) {
            boolean shortcut = to - from == 2 && !text.regionMatches(true, from, "uk", 0, 2);
            return shortcut ? twoLetters(text, from, into) : NO_SHORTCUT;
        }
    };

    /** As the advertiser's tag sends it. */
    static final FieldNormalizer EXTERNAL_ID = new FieldNormalizer() {
        @Override
        String of(String text, EventRules rules) {
            return rules.externalIdCase() == EventRules.ExternalIdCase.LOWER ? text.toLowerCase(Locale.ROOT) : text;
        }

        @Override
        int ascii(String text, int from, int to, byte[] into, EventRules rules) {
            return rules.externalIdCase() == EventRules.ExternalIdCase.LOWER
                    ? lowerCase(text, from, to, into)
                    : copied(text, from, to, into);
        }
    };

    /** Lower case; an id of zeros is what a device gives whose owner has opted out. */
    static final FieldNormalizer ADVERTISING_ID = new FieldNormalizer() {
        @Override
        String of(String text, EventRules rules) {
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        int ascii(String text, int from, int to, byte[] into, EventRules rules) {
            int length = lowerCase(text, from, to, into);
            boolean anything = false;
            for (int i = 0; i < length; i++) {
                anything |= into[i] != '0' && into[i] != '-';
            }
            return anything || length == NO_SHORTCUT ? length : NOTHING;
        }
    };

    private abstract static class Shared extends FieldNormalizer {
        @Override
        boolean isShared() {
            return true;
        }
    }

    private FieldNormalizers() {}

    private static byte lower(char ascii) {
        return (byte) (ascii >= 'A' && ascii <= 'Z' ? ascii | 0x20 : ascii);
    }

    private static boolean isLetter(char c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static int lowerCase(String text, int from, int to, byte[] into) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return FieldNormalizer.NO_SHORTCUT;
            }
            into[i - from] = lower(c);
        }
        return to - from;
    }

    private static int lettersAndDigits(String text, int from, int to, byte[] into) {
        int kept = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return FieldNormalizer.NO_SHORTCUT;
            }
            if (isLetter(c)) {
                into[kept++] = (byte) (c | 0x20);
            } else if (c >= '0' && c <= '9') {
                into[kept++] = (byte) c;
            }
        }
        return kept;
    }

    /** Both in lower case, or no shortcut. */
    private static int twoLetters(String text, int from, byte[] into) {
        if (!isLetter(text.charAt(from)) || !isLetter(text.charAt(from + 1))) {
            return FieldNormalizer.NO_SHORTCUT;
        }
        into[0] = lower(text.charAt(from));
        into[1] = lower(text.charAt(from + 1));
        return 2;
    }

    /** Such as US-CA: a country and a part of it. */
    private static boolean isSubdivision(String text) {
        return text.length() > 3
                && text.length() <= 6
                && text.charAt(2) == '-'
                && isCode(lettersOf(text.substring(0, 2)));
    }

    private static boolean isCode(String lowerCase) {
        return lowerCase.length() == 2
                && lowerCase.charAt(0) >= 'a'
                && lowerCase.charAt(0) <= 'z'
                && lowerCase.charAt(1) >= 'a'
                && lowerCase.charAt(1) <= 'z';
    }

    private static boolean isLetterMarkOrDigit(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static String kept(String text, IntPredicate wanted) {
        StringBuilder kept = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT).codePoints().filter(wanted).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String lettersOf(String text) {
        return kept(text, Character::isLetter);
    }
}
