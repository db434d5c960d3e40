package io.github.pinsink.event;

import java.util.Locale;
import java.util.function.IntPredicate;

/** The rules of the API for personal values before they are hashed. */
final class Normalisers {
    /** All white space goes, dots and tags stay; there must be one at sign, and something on both sides of it. */
    static final Normaliser EMAIL = new Normaliser() {
        @Override
        String of(String text, EventRules rules) {
            StringBuilder address = new StringBuilder(text.length());
            text.codePoints()
                    .filter(c -> c > Character.MAX_VALUE || !Edges.isEdge((char) c))
                    .forEach(address::appendCodePoint);
            String lower = address.toString().toLowerCase(Locale.ROOT);
            int at = lower.indexOf('@');
            return at > 0 && at == lower.lastIndexOf('@') && at < lower.length() - 1 ? lower : "";
        }

        @Override
        int ascii(byte[] text, int length, EventRules rules) {
            int kept = 0;
            int at = -1;
            for (int i = 0; i < length; i++) {
                byte c = text[i];
                if (c > ' ') {
                    if (c == '@') {
                        // A second one: these are two addresses, and their digest would be nobody's.
                        at = at < 0 ? kept : Integer.MAX_VALUE;
                    }
                    text[kept++] = lower(c);
                }
            }
            return at > 0 && at < kept - 1 ? kept : 0;
        }
    };

    /** Lower case; spaces and punctuation inside stay. */
    static final Normaliser NAME = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        int ascii(byte[] text, int length, EventRules rules) {
            for (int i = 0; i < length; i++) {
                text[i] = lower(text[i]);
            }
            return length;
        }
    };

    /** Letters, the marks on them, and digits, in lower case. */
    static final Normaliser CITY = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            return kept(text, Normalisers::isLetterMarkOrDigit);
        }

        @Override
        int ascii(byte[] text, int length, EventRules rules) {
            return lettersAndDigits(text, length);
        }
    };

    /** Digits where there are no letters, else letters and digits; never a number, so leading zeros stay. */
    static final Normaliser POSTAL_CODE = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            StringBuilder code = new StringBuilder();
            kept(text, Character::isLetterOrDigit)
                    .codePoints()
                    .forEach(c -> code.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
            return code.toString();
        }

        @Override
        int ascii(byte[] text, int length, EventRules rules) {
            return lettersAndDigits(text, length);
        }
    };

    static final Normaliser GENDER = new Shared() {
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
        int ascii(byte[] text, int length, EventRules rules) {
            if (length != 1) {
                return NO_SHORTCUT;
            }
            text[0] = lower(text[0]);
            return text[0] == 'f' || text[0] == 'm' || text[0] == 'n' ? 1 : 0;
        }
    };

    /** Two letters; the names of states and provinces of the US and Canada by a table. */
    static final Normaliser STATE = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            String letters = lettersOf(isSubdivision(text) ? text.substring(3) : text);
            if (isCode(letters)) {
                return letters;
            }
            return Places.state(letters).orElse(rules.stateNames() == EventRules.StateNames.SEND ? letters : "");
        }

        @Override
        int ascii(byte[] text, int length, EventRules rules) {
            return length == 2 ? twoLetters(text) : NO_SHORTCUT;
        }
    };

    /** ISO 3166 alpha-2; alpha-3 and English names by a table. */
    static final Normaliser COUNTRY = new Shared() {
        @Override
        String of(String text, EventRules rules) {
            String letters = lettersOf(text);
            return Places.country(letters).orElse(isCode(letters) ? letters : "");
        }

        @Override
        int ascii(byte[] text, int length, EventRules rules) {
            boolean shortcut = length == 2 && !((text[0] | 0x20) == 'u' && (text[1] | 0x20) == 'k');
            return shortcut ? twoLetters(text) : NO_SHORTCUT;
        }
    };

    /** As the advertiser's tag sends it. */
    static final Normaliser EXTERNAL_ID = new Normaliser() {
        @Override
        String of(String text, EventRules rules) {
            return rules.externalIdCase() == EventRules.ExternalIdCase.LOWER ? text.toLowerCase(Locale.ROOT) : text;
        }

        @Override
        int ascii(byte[] text, int length, EventRules rules) {
            return rules.externalIdCase() == EventRules.ExternalIdCase.LOWER ? NAME.ascii(text, length, rules) : length;
        }
    };

    /** Lower case; an id of zeros is what a device gives whose owner has opted out. */
    static final Normaliser ADVERTISING_ID = new Normaliser() {
        @Override
        String of(String text, EventRules rules) {
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        int ascii(byte[] text, int length, EventRules rules) {
            boolean anything = false;
            for (int i = 0; i < length; i++) {
                text[i] = lower(text[i]);
                anything |= text[i] != '0' && text[i] != '-';
            }
            return anything ? length : NOTHING;
        }
    };

    private abstract static class Shared extends Normaliser {
        @Override
        boolean isShared() {
            return true;
        }
    }

    private Normalisers() {}

    private static byte lower(byte ascii) {
        return ascii >= 'A' && ascii <= 'Z' ? (byte) (ascii | 0x20) : ascii;
    }

    private static boolean isLetter(byte ascii) {
        int lower = ascii | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static int lettersAndDigits(byte[] text, int length) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            byte c = text[i];
            if (isLetter(c)) {
                text[kept++] = (byte) (c | 0x20);
            } else if (c >= '0' && c <= '9') {
                text[kept++] = c;
            }
        }
        return kept;
    }

    /** Both in lower case, or no shortcut. */
    private static int twoLetters(byte[] text) {
        if (!isLetter(text[0]) || !isLetter(text[1])) {
            return Normaliser.NO_SHORTCUT;
        }
        text[0] |= 0x20;
        text[1] |= 0x20;
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
