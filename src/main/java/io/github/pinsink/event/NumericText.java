package io.github.pinsink.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a whole number as its digits, for a field of which no other value looks like that: spreadsheets and data
 * frames write the phone number 14155550134 as {@code 14155550134.0} or {@code 1.4155550134E10}. Other text is left to the
 * field's own rule.
 */
final class NumericText extends FieldNormalizer {
    /** Two zeros or more also end a number whose digits are grouped by points, unless the digits before are enough. */
    private static final Pattern ZERO_FRACTION = Pattern.compile("([+]?[0-9]+)[.,]0|([+]?[0-9]{7,})[.,]0+");

    private static final Pattern EXPONENT = Pattern.compile("([+]?)([0-9]+)(?:[.,]([0-9]+))?[eE]([+]?[0-9]{1,2})");

    /** A number that is no postal code. The groups of a code have more digits, or there are more of them. */
    private static final Pattern NOT_WHOLE =
            Pattern.compile("[+-]?[0-9]+[.,][0-9]{1,2}|[+-]?[0-9]+[.,][0-9]+[eE][+-]?[0-9]{1,2}");

    /** Phone numbers and postal codes are shorter. */
    private static final int MAX_LENGTH = 40;

    /**
     * A spreadsheet shows a long number with few digits, as in 1.41556E+10. The others are lost, and zeros in their place
     * would make it the number of another user.
     */
    private static final int DIGITS_OF_ROUNDED = 6;

    private final FieldNormalizer rule;
    private final boolean takesExponent;

    /** @param takesExponent whether no other value of the field looks like a number with an exponent */
    NumericText(FieldNormalizer rule, boolean takesExponent) {
        this.rule = rule;
        this.takesExponent = takesExponent;
    }

    @Override
    boolean isShared() {
        return rule.isShared();
    }

    @Override
    boolean isContextFree() {
        return rule.isContextFree();
    }

    @Override
    boolean mistakesDigests() {
        return rule.mistakesDigests();
    }

    @Override
    int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
        return mayBeNumber(text, from, to) ? NO_SHORTCUT : rule.normalizeAscii(text, from, to, into, rules);
    }

    /** A look at the last characters, which costs next to nothing. */
    private static boolean mayBeNumber(String text, int from, int to) {
        int last = to - 1;
        while (last > from && text.charAt(last) == '0') {
            last--;
        }
        return last < to - 1 && isMark(text.charAt(last))
                || to - from > 3 && (isMark(text.charAt(to - 2)) || isMark(text.charAt(to - 3)))
                || to - from > 3 && (isE(text.charAt(to - 2)) || isE(text.charAt(to - 3)) || isE(text.charAt(to - 4)));
    }

    private static boolean isMark(char c) {
        return c == '.' || c == ',';
    }

    private static boolean isE(char c) {
        return c == 'e' || c == 'E';
    }

    @Override
    String normalize(String text, EventRules rules) {
        String plain = plain(text);
        return plain.isEmpty() ? "" : rule.normalize(plain, rules);
    }

    @Override
    String normalize(String text, EventWriter event) {
        String plain = plain(text);
        return plain.isEmpty() ? "" : rule.normalize(plain, event);
    }

    @Override
    List<String> normalizeAll(String text, EventWriter event) {
        String plain = plain(text);
        return plain.isEmpty() ? List.of("") : rule.normalizeAll(plain, event);
    }

    @Override
    Optional<String> describeInvalid(String text, EventWriter event) {
        String plain = plain(text);
        return plain.isEmpty()
                ? Optional.of("a number with a fraction, or with an exponent that hides digits")
                : rule.describeInvalid(plain, event);
    }

    /** The digits of a whole number, another text as it is, and an empty string for a number with hidden digits. */
    private String plain(String text) {
        if (text.length() > MAX_LENGTH || !mayBeNumber(text, 0, text.length())) {
            return text;
        }
        Matcher fraction = ZERO_FRACTION.matcher(text);
        if (fraction.matches()) {
            return fraction.group(1) == null ? fraction.group(2) : fraction.group(1);
        }
        Matcher exponent = EXPONENT.matcher(text);
        if (takesExponent) {
            return exponent.matches() ? withoutExponent(exponent) : text;
        }
        if (NOT_WHOLE.matcher(text).matches()) {
            return text.endsWith(".00") ? text.substring(0, text.length() - 3) : "";
        }
        return text;
    }

    private static String withoutExponent(Matcher number) {
        String fraction = number.group(3) == null ? "" : number.group(3);
        String digits = number.group(2) + fraction;
        int scale = fraction.length() - Integer.parseInt(number.group(4));
        BigDecimal value = new BigDecimal(new BigInteger(digits), scale).stripTrailingZeros();
        return value.scale() <= 0 && digits.length() > DIGITS_OF_ROUNDED ? number.group(1) + value.toPlainString() : "";
    }
}
