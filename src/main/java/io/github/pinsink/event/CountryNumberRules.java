package io.github.pinsink.event;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import org.jspecify.annotations.Nullable;

/** The rules for the phone numbers of a country, which libphonenumber knows. */
final class CountryNumberRules {
    /** libphonenumber's name for no country: the number must say it. */
    private static final String NO_REGION = "ZZ";

    private CountryNumberRules() {}

    /** A zero at the begin is that of calls within a country. Without it, the number would be that of another country. */
    static String ofNoCountry(String number) {
        int first = firstDigit(number);
        return first < number.length() && number.charAt(first) == '0' ? "" : digits(number);
    }

    /**
     * The number with the code of its country.
     *
     * @param ascii the same with letters
     * @return an empty string if there can be no such number
     */
    static String national(String number, String ascii, String region) {
        String digits = digits(number);
        boolean mayBeginWithCode = !digits.isEmpty() && number.charAt(firstDigit(number)) != '0';
        if (mayBeginWithCode && digits.startsWith(code(region))) {
            // In Germany, 491711234567 is also possible as a number of the area 0491, which nobody writes without the
            // zero.
            String withCode = valid('+' + digits);
            if (!withCode.isEmpty()) {
                return withCode;
            }
        }
        Phonenumber.PhoneNumber parsed = parse(number, region);
        String valid = valid(parsed);
        if (valid.isEmpty() && mayBeginWithCode) {
            valid = valid('+' + digits);
        }
        if (valid.isEmpty() && PhoneText.hasLettersAfterDigits(ascii)) {
            valid = valid(ascii, region);
        }
        return valid.isEmpty() && parsed != null && isPossible(parsed) ? e164(parsed) : valid;
    }

    private static String code(String region) {
        return String.valueOf(PhoneNumberUtil.getInstance().getCountryCodeForRegion(region));
    }

    /** Not a number that can only be dialed in its own area, since it has no area code. */
    private static boolean isPossible(Phonenumber.PhoneNumber number) {
        return PhoneNumberUtil.getInstance().isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }

    /** The same for a number that begins with a plus. */
    static String valid(String international) {
        return valid(international, NO_REGION);
    }

    /** The number with country code if there are such numbers, else an empty string. */
    static String valid(String number, String region) {
        return valid(parse(number, region));
    }

    private static String valid(Phonenumber.@Nullable PhoneNumber number) {
        return number != null && PhoneNumberUtil.getInstance().isValidNumber(number) ? e164(number) : "";
    }

    private static Phonenumber.@Nullable PhoneNumber parse(String number, String region) {
        try {
            return PhoneNumberUtil.getInstance().parse(number, region);
        } catch (NumberParseException e) {
            // Its message quotes the number.
            return null;
        }
    }

    private static String e164(Phonenumber.PhoneNumber number) {
        // Keeps the leading zero of Italian numbers.
        return checked(PhoneNumberUtil.getInstance()
                .format(number, PhoneNumberFormat.E164)
                .substring(1));
    }

    /** All digits, without leading zeros and a bracketed trunk zero. */
    static String digits(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        for (int i = firstDigit(number); i < number.length(); i++) {
            char c = number.charAt(i);
            if (Ascii.isDigit(c) && (c != '0' || !digits.isEmpty())) {
                digits.append(c);
            } else if (number.startsWith("(0)", i)) {
                i += 2;
            }
        }
        return checked(digits.toString());
    }

    private static String checked(String digits) {
        return digits.length() >= PhoneText.MIN_DIGITS && digits.length() <= PhoneText.MAX_DIGITS ? digits : "";
    }

    private static int firstDigit(String number) {
        int at = 0;
        while (at < number.length() && !Ascii.isDigit(number.charAt(at))) {
            at++;
        }
        return at;
    }
}
