package io.github.pinsink.event;

/** Finds the phone number in a text: converts digits of all scripts, and finds where the number ends. */
final class PhoneText {
    /** A letter after so many digits begins the word for an extension, in whatever language. */
    static final int MIN_DIGITS = 7;

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
            number.append(Ascii.isLetter(c) ? ' ' : c);
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
