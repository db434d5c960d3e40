package io.github.pinsink.event;

import java.util.Locale;
import java.util.function.IntPredicate;

/** The API's rules for personal values before they are hashed. */
final class FieldNormalizers {
    static final FieldNormalizer EMAIL = new EmailNormalizer();

    /** Lower case; keeps spaces and punctuation inside. */
    static final FieldNormalizer NAME = new Shared() {
        @Override
        String normalize(String text, EventRules rules) {
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
            return lowerCase(text, from, to, into);
        }
    };

    /** Letters with their combining marks and digits, in lower case. */
    static final FieldNormalizer CITY = new Shared() {
        @Override
        String normalize(String text, EventRules rules) {
            return filter(text, FieldNormalizers::isLetterMarkOrDigit);
        }

        @Override
        int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
            return lettersAndDigits(text, from, to, into);
        }
    };

    /** Letters and digits in lower case. The result is never a number, so leading zeros are kept. */
    static final FieldNormalizer POSTAL_CODE = new Shared() {
        @Override
        String normalize(String text, EventRules rules) {
            StringBuilder code = new StringBuilder();
            filter(text, Character::isLetterOrDigit)
                    .codePoints()
                    .forEach(c -> code.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
            return code.toString();
        }

        @Override
        int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
            return lettersAndDigits(text, from, to, into);
        }
    };

    static final FieldNormalizer GENDER = new Shared() {
        @Override
        String normalize(String text, EventRules rules) {
            return switch (lettersOf(text)) {
                case "f", "female", "woman" -> "f";
                case "m", "male", "man" -> "m";
                case "n", "nonbinary" -> "n";
                default -> "";
            };
        }

        @Override
        int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
            if (to - from != 1 || text.charAt(from) >= 0x80) {
                return NO_SHORTCUT;
            }
            into[0] = lower(text.charAt(from));
            return into[0] == 'f' || into[0] == 'm' || into[0] == 'n' ? 1 : 0;
        }
    };

    /** Two letters. The names of states and provinces of the US and Canada are looked up in a table. */
    static final FieldNormalizer STATE = new Shared() {
        @Override
        String normalize(String text, EventRules rules) {
            String letters = lettersOf(isSubdivision(text) ? text.substring(3) : text);
            if (isCode(letters)) {
                return letters;
            }
            return CountryAndStateCodes.state(letters)
                    .orElse(rules.stateNames() == EventRules.StateNames.HASH ? letters : "");
        }

        @Override
        int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
            return to - from == 2 ? twoLetters(text, from, into) : NO_SHORTCUT;
        }
    };

    /** ISO 3166 alpha-2. Alpha-3 codes and English names are looked up in a table. */
    static final FieldNormalizer COUNTRY = new Shared() {
        @Override
        String normalize(String text, EventRules rules) {
            return country(text);
        }

        @Override
        int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
            boolean shortcut = to - from == 2 && !text.regionMatches(true, from, "uk", 0, 2);
            return shortcut ? twoLetters(text, from, into) : NO_SHORTCUT;
        }
    };

    /** Unchanged or in lower case, whichever the advertiser's tag sends. */
    static final FieldNormalizer EXTERNAL_ID = new FieldNormalizer() {
        @Override
        String normalize(String text, EventRules rules) {
            return rules.externalIdCase() == EventRules.ExternalIdCase.LOWER ? text.toLowerCase(Locale.ROOT) : text;
        }

        @Override
        int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
            return rules.externalIdCase() == EventRules.ExternalIdCase.LOWER
                    ? lowerCase(text, from, to, into)
                    : copyAscii(text, from, to, into);
        }

        @Override
        boolean mistakesDigests() {
            // An id may be any text.
            return false;
        }
    };

    private abstract static class Shared extends FieldNormalizer {
        @Override
        boolean isShared() {
            return true;
        }
    }

    private FieldNormalizers() {}

    /** The code of a country in lower case; any two letters are accepted. An empty string for anything else. */
    static String country(String text) {
        String letters = lettersOf(text);
        return CountryAndStateCodes.country(letters).orElse(isCode(letters) ? letters : "");
    }

    private static byte lower(char ascii) {
        return (byte) (ascii >= 'A' && ascii <= 'Z' ? ascii | 0x20 : ascii);
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
            if (Ascii.isLetter(c)) {
                into[kept++] = (byte) (c | 0x20);
            } else if (c >= '0' && c <= '9') {
                into[kept++] = (byte) c;
            }
        }
        return kept;
    }

    /** Writes both letters in lower case. */
    private static int twoLetters(String text, int from, byte[] into) {
        if (!Ascii.isLetter(text.charAt(from)) || !Ascii.isLetter(text.charAt(from + 1))) {
            return FieldNormalizer.NO_SHORTCUT;
        }
        into[0] = lower(text.charAt(from));
        into[1] = lower(text.charAt(from + 1));
        return 2;
    }

    /** Whether it is an ISO 3166-2 code, such as US-CA. */
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

    static boolean isLetterMarkOrDigit(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static String filter(String text, IntPredicate wanted) {
        StringBuilder kept = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT).codePoints().filter(wanted).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String lettersOf(String text) {
        return filter(text, Character::isLetter);
    }
}
