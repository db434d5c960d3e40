package io.github.pinsink.tools.suggest;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a value looks like. That a field accepts it, its encoder decides in addition. */
enum ValueForm implements Predicate<Object> {
    ANY("values that the field accepts", value -> true),
    TEXT("strings", value -> value instanceof String),
    EMAIL("e-mail addresses", ValueForm::isEmail),
    EMAIL_OR_DIGEST("e-mail addresses or SHA-256 digests", value -> isEmail(value) || isDigest(value)),
    PHONE_OR_DIGEST("phone numbers or SHA-256 digests", value -> isPhone(value) || isDigest(value)),
    NAME("names", value -> isDigest(value) || matches(value, "[^0-9@/:]{1,80}")),
    PLACE("names or codes of places", value -> isDigest(value) || matches(value, "[^@/:]{1,80}")),
    POSTAL_CODE(
            "postal codes",
            value -> isDigest(value) || value instanceof Integer || matches(value, "[A-Za-z0-9 -]{3,12}")),
    UUID("UUIDs", value -> matches(value, "\\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}?")),
    IP("public IP addresses", value -> matches(value, "[0-9A-Fa-f.:, ]{7,200}") && matches(value, ".*[.:].*[.:].*")),
    USER_AGENT("user agents", value -> matches(value, "[A-Za-z][^/]{0,60}/[0-9].*")),
    CLICK_ID("click IDs of Pinterest", value -> matches(value, "dj0y[A-Za-z0-9_=-]*") || isText(value, 8)),
    URL("absolute URLs", value -> matches(value, "https?://.+")),
    ID(
            "IDs",
            value -> value instanceof Integer
                    || value instanceof Long
                    || matches(value, "[^\\s@]{1,128}") && !isUrl(value)),
    CURRENCY("ISO 4217 codes", value -> matches(value, "[A-Za-z]{3}")),
    AMOUNT(
            "amounts",
            value -> value instanceof Number || matches(value, "\\D{0,4}\\s?-?[0-9][0-9.,' ]*\\s?\\p{Sc}?[A-Z]{0,3}")),
    WHOLE(
            "whole numbers",
            value -> value instanceof Integer || value instanceof Long || matches(value, "[0-9]{1,9}(\\.0+)?")),
    TIME("times", ValueForm::isTime),
    FLAG("flags", ValueForm::isFlag);

    static final Set<String> FLAGS =
            Set.of("true", "false", "yes", "no", "y", "n", "on", "off", "1", "0", "t", "f", "granted", "denied");
    private static final long FIRST_UNIX_TIME = 946_684_800L;
    private static final Pattern TIME_TEXT = Pattern.compile(
            "[0-9]{10,19}(\\.[0-9]+)?|[0-9]{4}[-/.]?[0-9]{2}[-/.]?[0-9]{2}.*|[A-Z][a-z]{2}.*[0-9]{4}.*");

    private final String label;
    private final Predicate<Object> test;

    ValueForm(String label, Predicate<Object> test) {
        this.label = label;
        this.test = test;
    }

    /** In the plural, for evidence. */
    String label() {
        return label;
    }

    @Override
    public boolean test(Object value) {
        return test.test(value);
    }

    static boolean isDigest(Object value) {
        return matches(value, "[0-9A-Fa-f]{64}");
    }

    private static boolean isFlag(Object value) {
        return value instanceof Boolean
                || value instanceof String text && FLAGS.contains(text.toLowerCase(Locale.ROOT))
                || value instanceof Integer number && (number == 0 || number == 1);
    }

    private static boolean isEmail(Object value) {
        return value instanceof String text && text.indexOf('@') > 0;
    }

    private static boolean isUrl(Object value) {
        return value instanceof String text && text.contains("://");
    }

    private static boolean isText(Object value, int least) {
        return value instanceof String text && text.length() >= least && text.indexOf(' ') < 0;
    }

    private static boolean isPhone(Object value) {
        String text = value instanceof Long || value instanceof Integer ? value.toString() : "";
        if (value instanceof String given && given.matches("[+(]?[0-9][0-9 ()/.+-]{5,24}")) {
            text = given;
        }
        long digits = text.chars().filter(Character::isDigit).count();
        return digits >= 7 && digits <= 15;
    }

    private static boolean isTime(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() >= FIRST_UNIX_TIME;
        }
        return value instanceof String text && TIME_TEXT.matcher(text.strip()).matches();
    }

    private static boolean matches(Object value, String pattern) {
        return value instanceof String text && text.strip().matches(pattern);
    }
}
