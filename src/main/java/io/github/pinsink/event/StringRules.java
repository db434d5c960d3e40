package io.github.pinsink.event;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rules for fields that are sent unhashed. */
final class StringRules {
    private static final Set<String> LANGUAGES = new HashSet<>(List.of(Locale.getISOLanguages()));
    /** Language codes withdrawn in 1989, which Java still lists. */
    private static final Map<String, String> RENAMED = Map.of("iw", "he", "in", "id", "ji", "yi");

    private static final int MAX_LOCALE = 35;

    /** What may follow a language tag in a POSIX locale or an {@code Accept-Language} header. */
    private static final String AFTER_TAG = ".@,;";

    private static final String AFTER_LANGUAGE = "-_" + AFTER_TAG;

    /** Of a partner name. Changing the case of a longer string could take long. */
    private static final int MAX_NAME = 1_000;

    private static final int MAX_SUBTAG = 8;
    private static final String LIMITED_DATA_PROCESSING = "LDP";

    private StringRules() {}

    /**
     * ISO 639-1. Of a tag such as {@code en-US}, the language that it begins with, also of a POSIX locale such as
     * {@code en_US.UTF-8} and of the first tag of an {@code Accept-Language} header. The first letters of a word are no
     * language.
     */
    static String language(String text) {
        boolean tag = text.length() > 2 && AFTER_LANGUAGE.indexOf(text.charAt(2)) >= 0;
        if (text.length() < 2
                || (text.length() > 2 && (!tag || locale(firstTag(text)).isEmpty()))) {
            return "";
        }
        String code = text.length() == 2 && isLower(text)
                ? text
                : text.substring(0, 2).toLowerCase(Locale.ROOT);
        return LANGUAGES.contains(code) ? RENAMED.getOrDefault(code, code) : "";
    }

    private static String firstTag(String text) {
        for (int i = 2; i < text.length(); i++) {
            if (AFTER_TAG.indexOf(text.charAt(i)) >= 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    /** The code of a currency that is in use, in upper case. */
    static String currency(String text) {
        if (text.length() != 3) {
            return "";
        }
        boolean upper = true;
        for (int i = 0; i < 3; i++) {
            char c = text.charAt(i);
            upper &= c >= 'A' && c <= 'Z';
            int lower = c | 0x20;
            if (lower < 'a' || lower > 'z' || c >= 0x80) {
                return "";
            }
        }
        String code = upper ? text : text.toUpperCase(Locale.ROOT);
        return CurrencyCodes.isCurrent(code) ? code : "";
    }

    /** BCP 47: a language and subtags of 1 to 8 letters or digits. Underscores, as in {@code en_US}, become dashes. */
    static String locale(String text) {
        int subtag = 0;
        int length = text.length();
        for (int i = 0; i <= length; i++) {
            char c = i == length ? '-' : text.charAt(i);
            if (c == '-' || c == '_') {
                if (subtag == 0 || subtag > MAX_SUBTAG) {
                    return "";
                }
                subtag = 0;
            } else if (isAsciiLetter(c) || (c >= '0' && c <= '9' && i > 1)) {
                subtag++;
            } else {
                return "";
            }
        }
        return length <= MAX_LOCALE ? text.replace('_', '-') : "";
    }

    /** An absolute URL: a scheme, {@code ://} and more. */
    static String url(String text) {
        int colon = text.indexOf("://");
        boolean fits = colon > 0 && colon + 3 < text.length() && text.indexOf(' ') < 0;
        for (int i = 0; fits && i < colon; i++) {
            char c = text.charAt(i);
            fits = isAsciiLetter(c) || (i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
        }
        return fits ? text : "";
    }

    /** {@code ss-} and a name, or {@code direct}. */
    static String partnerName(String text) {
        if (text.length() > MAX_NAME) {
            return "";
        }
        String name = text.toLowerCase(Locale.ROOT);
        boolean fits = name.startsWith("ss-") && name.length() > 3;
        for (int i = 3; fits && i < name.length(); i++) {
            char c = name.charAt(i);
            fits = isAsciiLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        }
        return fits || name.equals("direct") ? name : "";
    }

    /** {@code LDP}, also in a list with commas. Pinterest processes no other flag. */
    static String optOutType(String text) {
        if (text.length() > MAX_NAME) {
            return "";
        }
        boolean isSet = false;
        for (String flag : text.split(",", -1)) {
            String name = Whitespace.strip(flag);
            if (name.equalsIgnoreCase(LIMITED_DATA_PROCESSING)) {
                isSet = true;
            } else if (!name.isEmpty()) {
                return "";
            }
        }
        return isSet ? LIMITED_DATA_PROCESSING : "";
    }

    /** The value alone, also of a cookie or a query with its name. A URL is no value. */
    static String clickId(String text) {
        if (text.contains("://")) {
            return "";
        }
        int name = text.startsWith("epik=", text.startsWith("_") || text.startsWith("?") ? 1 : 0)
                ? text.indexOf('=') + 1
                : 0;
        return text.substring(name);
    }

    /** Analytics tools write {@code Other} for an unknown browser, which Pinterest rejects. */
    static String userAgent(String text) {
        return text.equalsIgnoreCase("other") ? "" : text;
    }

    private static boolean isLower(String text) {
        return text.charAt(0) >= 'a' && text.charAt(1) >= 'a';
    }

    private static boolean isAsciiLetter(char c) {
        int lower = c | 0x20;
        return c < 0x80 && lower >= 'a' && lower <= 'z';
    }
}
