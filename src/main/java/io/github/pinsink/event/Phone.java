package io.github.pinsink.event;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * A phone number as digits with its country code, without leading zeros. An extension and a bracketed trunk zero are cut.
 * A number that says neither {@code +} nor {@code 00} gets the country code of {@code mapping.phone.default.country},
 * where that is set; otherwise its digits are taken as they are.
 */
final class Phone implements Normaliser {
    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;
    private static final String TRUNK = "(0)";

    @Override
    public String of(String text, EventRules rules) {
        StringBuilder number = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c == '\uff0b' ? '+' : c)
                .forEach(number::appendCodePoint);
        int extension = extension(number);
        number.setLength(extension);
        int trunk = number.indexOf(TRUNK);
        if (trunk > 0) {
            number.delete(trunk, trunk + TRUNK.length());
        }
        String plain = number.toString();
        if (rules.phoneCountry().isPresent() && !isInternational(plain)) {
            return withCountry(plain, rules.phoneCountry().get());
        }
        return bounded(plain);
    }

    private static int extension(CharSequence number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c == '#' || c == 'x' || c == 'X') {
                // Of "ext" the letters before it are no digits and fall away.
                return i;
            }
        }
        return number.length();
    }

    private static boolean isInternational(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c == '+') {
                return true;
            }
            if (c >= '0' && c <= '9') {
                return c == '0' && i + 1 < number.length() && number.charAt(i + 1) == '0';
            }
        }
        return false;
    }

    private static String withCountry(String number, String region) {
        try {
            PhoneNumber parsed = PhoneNumberUtil.getInstance().parse(number, region);
            return bounded(parsed.getCountryCode() + Long.toString(parsed.getNationalNumber()));
        } catch (NumberParseException e) {
            // Its message quotes the number, and an unusable number is no error.
            return "";
        }
    }

    private static String bounded(String number) {
        StringBuilder digits = new StringBuilder(MOST_DIGITS);
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '0' && c <= '9' && (c != '0' || digits.length() > 0)) {
                digits.append(c);
            }
        }
        return digits.length() >= FEWEST_DIGITS && digits.length() <= MOST_DIGITS ? digits.toString() : "";
    }

    @Override
    public int ascii(byte[] text, int length, EventRules rules) {
        if (rules.phoneCountry().isPresent()) {
            return NO_SHORTCUT;
        }
        int kept = 0;
        for (int i = 0; i < length; i++) {
            byte c = text[i];
            if (c == '#' || (c | 0x20) == 'x') {
                break;
            }
            boolean trunk = c == '(' && i > 0 && i + 2 < length && text[i + 1] == '0' && text[i + 2] == ')';
            if (trunk) {
                i += 2;
            } else if (c >= '0' && c <= '9' && (c != '0' || kept > 0)) {
                text[kept++] = c;
            }
        }
        return kept >= FEWEST_DIGITS && kept <= MOST_DIGITS ? kept : 0;
    }
}
