package io.github.pinsink.event;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.nio.charset.StandardCharsets;

/**
 * Normalizes a phone number to its digits with country code, without leading zeros. An extension and a bracketed trunk zero
 * are removed. A number without {@code +} or {@code 00} gets the country code of {@code mapping.phone.default.country} if
 * that is set; otherwise its digits are used unchanged.
 */
final class PhoneNumber extends FieldNormalizer {
    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 15;
    private static final char FULL_WIDTH_PLUS = '\uff0b';

    @Override
    String normalize(String text, EventRules rules) {
        String ascii = toAscii(text);
        byte[] digits = new byte[ascii.length()];
        int length = normalizeAscii(ascii, 0, ascii.length(), digits, rules);
        return length == NO_SHORTCUT
                ? withCountry(withoutExtension(ascii), rules.phoneCountry().orElseThrow())
                : new String(digits, 0, length, StandardCharsets.US_ASCII);
    }

    @Override
    int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
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
        return kept >= MIN_DIGITS && kept <= MAX_DIGITS ? kept : 0;
    }

    /** Converts digits of all scripts to ASCII. Other characters outside of ASCII only separate digits. */
    private static String toAscii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                ascii.append((char) ('0' + Character.digit(c, 10)));
            } else {
                ascii.append(c < 0x80 ? (char) c : c == FULL_WIDTH_PLUS ? '+' : ' ');
            }
        });
        return ascii.toString();
    }

    /** The first letters of {@code ext.} are ignored, as other letters are. */
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
            // E.164 keeps the leading zero of Italian numbers.
            String e164 = numbers.format(numbers.parse(national, region), PhoneNumberFormat.E164);
            int digits = e164.length() - 1;
            return digits >= MIN_DIGITS && digits <= MAX_DIGITS ? e164.substring(1) : "";
        } catch (NumberParseException e) {
            // Its message quotes the number.
            return "";
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
