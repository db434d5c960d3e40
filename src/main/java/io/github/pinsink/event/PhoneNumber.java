package io.github.pinsink.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Normalizes a phone number to its digits with country code, without leading zeros, an extension and a trunk zero. A number
 * that starts with {@code +} or {@code 00} says its country. Any other number gets the country code of its record or of
 * {@code mapping.phone.default.country}; if it is not valid there, but valid with the country code that it begins with, its
 * digits are kept; if it is not even possible there, it is invalid. Without a country the digits are used unchanged.
 */
final class PhoneNumber extends FieldNormalizer {
    private static final int MIN_DIGITS = PhoneText.MIN_DIGITS;
    private static final int MAX_DIGITS = PhoneText.MAX_DIGITS;

    /** Charged, in bytes, for a number that the rules of a country decide: libphonenumber parses it up to four times. */
    private static final int COST = 1_000;

    /** The country codes of two digits. Those that begin with 1 or 7 have one digit; all others three. */
    private static final boolean[] TWO_DIGITS = new boolean[100];

    static {
        for (int code : new int[] {
            20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60,
            61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98
        }) {
            TWO_DIGITS[code] = true;
        }
    }

    /** How a number begins. */
    private enum Prefix {
        PLUS,
        DOUBLE_ZERO,
        NONE
    }

    @Override
    String normalize(String text, EventRules rules) {
        return normalize(text, rules::phoneCountry);
    }

    @Override
    String normalize(String text, EventWriter event) {
        event.json().charge(COST);
        return normalize(text, event.locale()::phoneCountry);
    }

    @Override
    boolean isContextFree() {
        return false;
    }

    @Override
    int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
        return prefix(text, from, to) == Prefix.PLUS && isPlain(text, from, to)
                ? international(text, from, to, into)
                : NO_SHORTCUT;
    }

    /** Whether nothing can end the number or begin another one. */
    private static boolean isPlain(String text, int from, int to) {
        boolean anyDigit = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Ascii.isDigit(c)) {
                anyDigit = true;
            } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && (c != '+' || anyDigit)) {
                return false;
            }
        }
        return true;
    }

    @Override
    List<String> normalizeAll(String text, EventWriter event) {
        String ascii = PhoneText.ascii(text);
        List<String> numbers = PhoneText.numbers(ascii);
        if (numbers.size() == 1) {
            return List.of(normalize(text, event));
        }
        if (PhoneText.mayBeOne(ascii)) {
            event.json().charge(COST);
            String normal = normalizeOne(ascii, event.locale()::phoneCountry);
            if (!CountryNumberRules.valid('+' + normal).isEmpty()) {
                return List.of(normal);
            }
        }
        List<String> normal = new ArrayList<>(numbers.size());
        for (String number : numbers) {
            normal.add(normalize(number, event));
        }
        return normal;
    }

    @Override
    Optional<String> describeInvalid(String text, EventWriter event) {
        String ascii = PhoneText.ascii(text);
        int digits = PhoneText.countDigits(ascii, 0, ascii.length());
        if (digits > MAX_DIGITS) {
            return Optional.of("a string of " + digits
                    + " digits; if these are several numbers, put commas between them or map a list");
        }
        String number = PhoneText.number(ascii);
        if (digits < MIN_DIGITS || prefix(number, 0, number.length()) != Prefix.NONE) {
            return Optional.empty();
        }
        return Optional.of(
                event.locale().phoneCountry().isEmpty()
                        ? "a number without its country; set mapping.phone.country or mapping.phone.default.country"
                        : "a number of " + digits + " digits that is not possible in its country");
    }

    private static String normalize(String text, Supplier<Optional<String>> country) {
        String ascii = PhoneText.ascii(text);
        int end = PhoneText.possibleEnd(ascii);
        if (end > 0) {
            String normal = normalizeOne(ascii.substring(0, end), country);
            if (!CountryNumberRules.valid('+' + normal).isEmpty()) {
                return normal;
            }
        }
        return normalizeOne(ascii, country);
    }

    private static String normalizeOne(String ascii, Supplier<Optional<String>> country) {
        String number = PhoneText.number(ascii);
        Prefix prefix = prefix(number, 0, number.length());
        if (prefix == Prefix.PLUS) {
            return international(number, ascii);
        }
        Optional<String> region = country.get();
        if (prefix == Prefix.NONE) {
            // A plus before a zero is meaningless.
            String local = number.replace('+', ' ');
            return region.map(known -> CountryNumberRules.national(local, ascii, known))
                    .orElseGet(() -> CountryNumberRules.ofNoCountry(local));
        }
        String withPlus = '+' + withoutZeros(number);
        if (region.isEmpty()) {
            return international(withPlus, withPlus);
        }
        // In some countries 00 is only the beginning of the prefix for calls abroad, such as 0011 in Australia.
        String valid = CountryNumberRules.valid(withPlus);
        valid = valid.isEmpty() ? CountryNumberRules.valid(number, region.get()) : valid;
        return valid.isEmpty() ? international(withPlus, withPlus) : valid;
    }

    /** A plus before a zero says no country: no country code begins with zero. */
    private static Prefix prefix(String text, int from, int to) {
        boolean plus = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '+') {
                plus = true;
            } else if (Ascii.isDigit(c)) {
                if (c != '0') {
                    return plus ? Prefix.PLUS : Prefix.NONE;
                }
                return i + 1 < to && text.charAt(i + 1) == '0' ? Prefix.DOUBLE_ZERO : Prefix.NONE;
            }
        }
        return Prefix.NONE;
    }

    /**
     * The digits of a number with a country code.
     *
     * @return {@link #NO_SHORTCUT} for a trunk zero or letters, which only the rules of the country can decide
     */
    private static int international(String text, int from, int to, byte[] into) {
        int kept = 0;
        boolean letters = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return NO_SHORTCUT;
            }
            if (Ascii.isDigit(c)) {
                into[kept++] = (byte) c;
            } else if (kept > 0) {
                if (PhoneText.endsNumber(text, i, kept)) {
                    letters |= kept < MIN_DIGITS && Ascii.isLetter(c);
                    break;
                }
                letters |= Ascii.isLetter(c);
            }
        }
        if (kept < MIN_DIGITS) {
            return letters ? NO_SHORTCUT : 0;
        }
        return into[lengthOfCountryCode(into)] == '0' ? NO_SHORTCUT : kept <= MAX_DIGITS ? kept : 0;
    }

    /** Without what stands before the first digit that is not zero. */
    private static String withoutZeros(String number) {
        int at = 0;
        while (at < number.length() && (number.charAt(at) < '1' || number.charAt(at) > '9')) {
            at++;
        }
        return number.substring(at);
    }

    private static int lengthOfCountryCode(byte[] digits) {
        if (digits[0] == '1' || digits[0] == '7') {
            return 1;
        }
        return TWO_DIGITS[(digits[0] - '0') * 10 + digits[1] - '0'] ? 2 : 3;
    }

    /**
     * @param number begins with a plus
     * @param ascii the same with letters
     */
    private static String international(String number, String ascii) {
        byte[] digits = new byte[number.length()];
        int length = PhoneText.hasLettersAfterDigits(ascii)
                ? NO_SHORTCUT
                : international(number, 0, number.length(), digits);
        if (length != NO_SHORTCUT) {
            return new String(digits, 0, length, StandardCharsets.US_ASCII);
        }
        String valid = CountryNumberRules.valid(number);
        valid = valid.isEmpty() ? CountryNumberRules.valid(ascii) : valid;
        return valid.isEmpty() ? CountryNumberRules.digits(number) : valid;
    }
}
