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
final class Phone extends Normaliser {
    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;
    private static final char FULL_WIDTH_PLUS = '\uff0b';

    @Override
    String of(String text, EventRules rules) {
        byte[] ascii = folded(text).getBytes(StandardCharsets.US_ASCII);
        int length = ascii(ascii, ascii.length, rules);
        if (length == NO_SHORTCUT) {
            String national = new String(ascii, 0, endOfNumber(ascii, ascii.length), StandardCharsets.US_ASCII);
            return withCountry(national, rules.phoneCountry().orElseThrow());
        }
        return new String(ascii, 0, length, StandardCharsets.US_ASCII);
    }

    @Override
    int ascii(byte[] text, int length, EventRules rules) {
        int end = endOfNumber(text, length);
        if (rules.phoneCountry().isPresent() && !isInternational(text, end)) {
            return NO_SHORTCUT;
        }
        int kept = 0;
        boolean anyDigit = false;
        for (int i = 0; i < end; i++) {
            byte c = text[i];
            boolean trunk = anyDigit && c == '(' && i + 2 < end && text[i + 1] == '0' && text[i + 2] == ')';
            if (trunk) {
                i += 2;
            } else if (isDigit(c)) {
                anyDigit = true;
                if (c != '0' || kept > 0) {
                    text[kept++] = c;
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

    /** Where an extension begins; of {@code ext.} the letters before the x are no digits and fall away. */
    private static int endOfNumber(byte[] text, int length) {
        boolean anyDigit = false;
        for (int i = 0; i < length; i++) {
            byte c = text[i];
            anyDigit |= isDigit(c);
            if (anyDigit && (c == '#' || (c | 0x20) == 'x')) {
                return i;
            }
        }
        return length;
    }

    private static boolean isInternational(byte[] text, int end) {
        for (int i = 0; i < end; i++) {
            if (text[i] == '+') {
                return true;
            }
            if (isDigit(text[i])) {
                return text[i] == '0' && i + 1 < end && text[i + 1] == '0';
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

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
