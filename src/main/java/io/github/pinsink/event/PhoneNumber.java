package io.github.pinsink.event;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.nio.charset.StandardCharsets;

/**
 * A phone number as digits with its country code, without leading zeros. An extension and a bracketed trunk zero are cut.
 * A number that says neither {@code +} nor {@code 00} gets the country code of {@code mapping.phone.default.country},
 * where that is set; otherwise its digits are taken as they are.
 */
final class PhoneNumber extends FieldNormalizer {
    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;
    private static final char FULL_WIDTH_PLUS = '\uff0b';

    @Override
    String of(String text, EventRules rules) {
        String folded = folded(text);
        byte[] digits = new byte[folded.length()];
        int length = ascii(folded, 0, folded.length(), digits, rules);
        return length == NO_SHORTCUT
                ? withCountry(withoutExtension(folded), rules.phoneCountry().orElseThrow())
                : new String(digits, 0, length, StandardCharsets.US_ASCII);
    }

    @Override
    int ascii(String text, int from, int to, byte[] into, EventRules rules) {
        if (rules.phoneCountry().isPresent() && !isInternational(text, from, to)) {
            return NO_SHORTCUT;
        }
        int kept = 0;
        boolean anyDigit = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return NO_SHORTCUT;
            }
            if (isDigit(c)) {
                anyDigit = true;
                if (c != '0' || kept > 0) {
                    into[kept++] = (byte) c;
                }
            } else if (anyDigit) {
                if (beginsExtension(c)) {
                    break;
                }
                if (c == '(' && text.startsWith("(0)", i) && i + 2 < to) {
                    i += 2;
                }
            }
        }
        return kept >= FEWEST_DIGITS && kept <= MOST_DIGITS ? kept : 0;
    }

    /** Digits of every script become ASCII, and what else is not ASCII stands between digits only. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                folded.append((char) ('0' + Character.digit(c, 10)));
            } else {
                folded.append(c < 0x80 ? (char) c : c == FULL_WIDTH_PLUS ? '+' : ' ');
            }
        });
        return folded.toString();
    }

    /** Of {@code ext.} the letters before the x are no digits and fall away. */
    private static boolean beginsExtension(char c) {
        return c == '#' || (c | 0x20) == 'x';
    }

    private static String withoutExtension(String text) {
        boolean anyDigit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            anyDigit |= isDigit(c);
            if (anyDigit && beginsExtension(c)) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static boolean isInternational(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '+') {
                return true;
            }
            if (isDigit(c)) {
                return c == '0' && i + 1 < to && text.charAt(i + 1) == '0';
            }
        }
        return false;
    }

    private static String withCountry(String national, String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            // E.164 keeps the zero that belongs to an Italian number.
            String e164 = numbers.format(numbers.parse(national, region), PhoneNumberFormat.E164);
            int digits = e164.length() - 1;
            return digits >= FEWEST_DIGITS && digits <= MOST_DIGITS ? e164.substring(1) : "";
        } catch (NumberParseException e) {
            // Its message quotes the number, and an unusable number is no error.
            return "";
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
