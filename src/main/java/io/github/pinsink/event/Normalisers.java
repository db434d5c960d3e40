package io.github.pinsink.event;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The rules of the API for personal values before they are hashed. */
final class Normalisers {
    private static final Pattern SUBDIVISION = Pattern.compile("[A-Za-z]{2}-[A-Za-z0-9]{1,3}");
    private static final Map<String, String> COUNTRIES = countries();
    private static final Map<String, String> STATES = states();

    /** All white space goes, dots and tags stay; there must be something on both sides of the at sign. */
    static final Normaliser EMAIL = new Normaliser() {
        @Override
        public String of(String text, EventRules rules) {
            StringBuilder address = new StringBuilder(text.length());
            text.codePoints()
                    .filter(c -> c > Character.MAX_VALUE || !Edges.isEdge((char) c))
                    .forEach(address::appendCodePoint);
            String lower = address.toString().toLowerCase(Locale.ROOT);
            int at = lower.indexOf('@');
            return at > 0 && at < lower.length() - 1 ? lower : "";
        }

        @Override
        public int ascii(byte[] text, int length, EventRules rules) {
            int kept = 0;
            int at = -1;
            for (int i = 0; i < length; i++) {
                byte c = text[i];
                if (c > ' ') {
                    if (c == '@' && at < 0) {
                        at = kept;
                    }
                    text[kept++] = lower(c);
                }
            }
            return at > 0 && at < kept - 1 ? kept : 0;
        }
    };

    /** Lower case; spaces and punctuation inside stay. */
    static final Normaliser NAME = new Normaliser() {
        @Override
        public String of(String text, EventRules rules) {
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        public int ascii(byte[] text, int length, EventRules rules) {
            for (int i = 0; i < length; i++) {
                text[i] = lower(text[i]);
            }
            return length;
        }
    };

    /** Letters, the marks on them, and digits, in lower case. */
    static final Normaliser CITY = new Normaliser() {
        @Override
        public String of(String text, EventRules rules) {
            return kept(text, Normalisers::isLetterMarkOrNumber);
        }

        @Override
        public int ascii(byte[] text, int length, EventRules rules) {
            return lettersAndDigits(text, length);
        }
    };

    /** Digits where there are no letters, else letters and digits; never a number, so leading zeros stay. */
    static final Normaliser POSTAL_CODE = new Normaliser() {
        @Override
        public String of(String text, EventRules rules) {
            StringBuilder code = new StringBuilder();
            kept(text, Character::isLetterOrDigit)
                    .codePoints()
                    .forEach(c -> code.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
            return code.toString();
        }

        @Override
        public int ascii(byte[] text, int length, EventRules rules) {
            return lettersAndDigits(text, length);
        }
    };

    static final Normaliser GENDER = (text, rules) -> switch (lettersOf(text)) {
        case "f", "female", "woman" -> "f";
        case "m", "male", "man" -> "m";
        case "n", "nonbinary" -> "n";
        default -> "";
    };

    /** Two letters; the names of states and provinces of the US and Canada by a table. */
    static final Normaliser STATE = new Normaliser() {
        @Override
        public String of(String text, EventRules rules) {
            String name = SUBDIVISION.matcher(text).matches() ? text.substring(3) : text;
            String letters = lettersOf(name);
            if (letters.length() == 2) {
                return letters;
            }
            String code = STATES.get(letters);
            if (code != null) {
                return code;
            }
            return rules.stateNames() == EventRules.StateNames.SEND ? letters : "";
        }

        @Override
        public int ascii(byte[] text, int length, EventRules rules) {
            return length == 2 ? twoLetters(text) : NO_SHORTCUT;
        }
    };

    /** ISO 3166 alpha-2; alpha-3 and English names by a table. */
    static final Normaliser COUNTRY = new Normaliser() {
        @Override
        public String of(String text, EventRules rules) {
            String letters = lettersOf(text);
            if (letters.equals("uk")) {
                return "gb";
            }
            return letters.length() == 2 ? letters : COUNTRIES.getOrDefault(letters, "");
        }

        @Override
        public int ascii(byte[] text, int length, EventRules rules) {
            boolean shortcut = length == 2 && !((text[0] | 0x20) == 'u' && (text[1] | 0x20) == 'k');
            return shortcut ? twoLetters(text) : NO_SHORTCUT;
        }
    };

    /** As the advertiser's tag sends it. */
    static final Normaliser EXTERNAL_ID = new Normaliser() {
        @Override
        public String of(String text, EventRules rules) {
            return rules.externalIdCase() == EventRules.ExternalIdCase.LOWER ? text.toLowerCase(Locale.ROOT) : text;
        }

        @Override
        public int ascii(byte[] text, int length, EventRules rules) {
            return rules.externalIdCase() == EventRules.ExternalIdCase.LOWER ? NAME.ascii(text, length, rules) : length;
        }
    };

    /** Lower case; an id of zeros is what a device gives whose owner has opted out. */
    static final Normaliser ADVERTISING_ID = new Normaliser() {
        @Override
        public String of(String text, EventRules rules) {
            String id = text.toLowerCase(Locale.ROOT);
            return id.chars().allMatch(c -> c == '0' || c == '-') ? "" : id;
        }

        @Override
        public int ascii(byte[] text, int length, EventRules rules) {
            boolean anything = false;
            for (int i = 0; i < length; i++) {
                text[i] = lower(text[i]);
                anything |= text[i] != '0' && text[i] != '-';
            }
            return anything ? length : 0;
        }
    };

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

    private static boolean isLetterMarkOrNumber(int c) {
        int type = Character.getType(c);
        return Character.isLetter(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static String kept(String text, IntPredicate wanted) {
        StringBuilder kept = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT).codePoints().filter(wanted).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String lettersOf(String text) {
        return kept(text, Character::isLetter);
    }

    private static Map<String, String> countries() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale.Builder().setRegion(code).build();
            String lower = code.toLowerCase(Locale.ROOT);
            codes.put(country.getISO3Country().toLowerCase(Locale.ROOT), lower);
            codes.put(lettersOf(country.getDisplayCountry(Locale.ENGLISH)), lower);
        }
        codes.put("unitedstatesofamerica", "us");
        codes.put("greatbritain", "gb");
        return codes;
    }

    private static Map<String, String> states() {
        String table =
                "alabama al alaska ak arizona az arkansas ar california ca colorado co connecticut ct delaware de"
                        + " districtofcolumbia dc florida fl georgia ga hawaii hi idaho id illinois il indiana in iowa ia"
                        + " kansas ks kentucky ky louisiana la maine me maryland md massachusetts ma michigan mi minnesota mn"
                        + " mississippi ms missouri mo montana mt nebraska ne nevada nv newhampshire nh newjersey nj"
                        + " newmexico nm newyork ny northcarolina nc northdakota nd ohio oh oklahoma ok oregon or"
                        + " pennsylvania pa rhodeisland ri southcarolina sc southdakota sd tennessee tn texas tx utah ut"
                        + " vermont vt virginia va washington wa westvirginia wv wisconsin wi wyoming wy puertorico pr"
                        + " alberta ab britishcolumbia bc manitoba mb newbrunswick nb newfoundlandandlabrador nl novascotia ns"
                        + " northwestterritories nt nunavut nu ontario on princeedwardisland pe quebec qc québec qc"
                        + " saskatchewan sk yukon yt";
        String[] words = table.split(" ");
        Map<String, String> codes = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            codes.put(words[i], words[i + 1]);
        }
        return codes;
    }
}
