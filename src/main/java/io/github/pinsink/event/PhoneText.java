package io.github.pinsink.event;

import java.util.ArrayList;
import java.util.List;

/** Finds the phone number in a text: converts digits of all scripts, and finds where the number ends. */
final class PhoneText {
    /** A letter after so many digits begins the word for an extension, in whatever language. */
    static final int MIN_DIGITS = 7;

    static final int MAX_DIGITS = 15;

    /** Between numbers, or between the groups of digits of one number. */
    private static final String SEPARATORS = ";/|&\n\r\\,+";
    /** More digits behind a separator are a group of the number, fewer may be an extension or the end of another number. */
    private static final int MAX_DIGITS_OF_END = 6;

    /** Within a number. */
    private static final String MARKS = "+()-./ ";

    private static final char FULL_WIDTH_PLUS = '\uff0b';
    private static final String GLOBAL_CONTEXT = ";phone-context=+";

    private PhoneText() {}

    /**
     * The text in ASCII. Letters of other scripts become {@code a}; other characters outside of ASCII only separate digits.
     * The country code of a {@code tel:} URI with a local number is put before it.
     */
    static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                ascii.append((char) c);
            } else if (Character.isDigit(c)) {
                ascii.append((char) ('0' + Character.digit(c, 10)));
            } else if (c == FULL_WIDTH_PLUS) {
                ascii.append('+');
            } else {
                ascii.append(Character.isLetter(c) ? 'a' : ' ');
            }
        });
        int context = ascii.indexOf(GLOBAL_CONTEXT);
        if (context < 0) {
            return ascii.toString();
        }
        int begin = context + GLOBAL_CONTEXT.length();
        int end = ascii.indexOf(";", begin);
        return "+" + ascii.substring(begin, end < 0 ? ascii.length() : end) + ' ' + ascii.substring(0, context);
    }

    /**
     * The numbers in a text with several. Each has as many digits as a number needs, since the same characters also separate
     * the digits of one number.
     *
     * @return the text itself if it has only one
     */
    static List<String> numbers(String ascii) {
        List<String> numbers = new ArrayList<>(1);
        int begin = 0;
        int digits = 0;
        for (int i = 0; i < ascii.length(); i++) {
            if (Ascii.isDigit(ascii.charAt(i))) {
                digits++;
            } else if (digits >= MIN_DIGITS && isSeparator(ascii, i) && digitsOfNext(ascii, i) >= MIN_DIGITS) {
                numbers.add(ascii.substring(begin, i));
                begin = ascii.charAt(i) == '+' ? i : i + 1;
                digits = 0;
            }
        }
        numbers.add(ascii.substring(begin));
        return numbers;
    }

    private static boolean isSeparator(String text, int at) {
        char c = text.charAt(at);
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        if (c == ',') {
            // Two commas are a pause in dialing, after which an extension follows.
            return before != ',' && !text.startsWith(",,", at);
        }
        if (Ascii.isLetter(c)) {
            return !Ascii.isLetter(before) && (c | 0x20) != 'x' && !text.regionMatches(true, at, "ext", 0, 3);
        }
        return SEPARATORS.indexOf(c) >= 0;
    }

    /** Whether all digits may belong to one number, which no mark ends before the last one. */
    static boolean mayBeOne(String ascii) {
        String number = number(ascii);
        int digits = countDigits(ascii, 0, ascii.length());
        return digits <= MAX_DIGITS && countDigits(number, 0, number.length()) == digits;
    }

    /** The digits behind a separator, up to the next one. */
    private static int digitsOfNext(String text, int at) {
        int digits = 0;
        for (int i = at + 1; i < text.length(); i++) {
            if (Ascii.isDigit(text.charAt(i))) {
                digits++;
            } else if (digits > 0 && text.charAt(i) != '/' && isSeparator(text, i)) {
                // A slash may separate the area code.
                break;
            }
        }
        return digits;
    }

    /**
     * Where a number may end before a slash or a comma with a few more digits, as in {@code 030 1234567/68}.
     *
     * @return -1 if there is no such place, or if the character also separates other groups
     */
    static int possibleEnd(String ascii) {
        for (char separator : new char[] {'/', ','}) {
            int at = ascii.indexOf(separator);
            if (at >= 0 && at == ascii.lastIndexOf(separator)) {
                int behind = countDigits(ascii, at, ascii.length());
                if (countDigits(ascii, 0, at) >= MIN_DIGITS && behind > 0 && behind <= MAX_DIGITS_OF_END) {
                    return at;
                }
            }
        }
        return -1;
    }

    static int countDigits(String text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += Ascii.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    /** The number without an extension, a second number and letters. */
    static String number(String ascii) {
        StringBuilder number = new StringBuilder(ascii.length());
        int digits = 0;
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (digits > 0 && endsNumber(ascii, i, digits)) {
                break;
            }
            digits += Ascii.isDigit(c) ? 1 : 0;
            // libphonenumber ends a number at other marks, such as an underscore.
            number.append(Ascii.isDigit(c) || MARKS.indexOf(c) >= 0 ? c : ' ');
        }
        return number.toString();
    }

    /** Whether an extension or a second number begins there, after so many digits. */
    static boolean endsNumber(String text, int at, int digits) {
        char c = text.charAt(at);
        return c == '#'
                || c == ';'
                || c == '~'
                || c == '+'
                || (c | 0x20) == 'x'
                || (c == ',' && text.startsWith(",,", at))
                || (digits >= MIN_DIGITS && Ascii.isLetter(c));
    }

    /** Whether letters follow a digit, as in 1-800-FLOWERS. */
    static boolean hasLettersAfterDigits(String ascii) {
        boolean anyDigit = false;
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (anyDigit && Ascii.isLetter(c)) {
                return true;
            }
            anyDigit |= Ascii.isDigit(c);
        }
        return false;
    }
}
