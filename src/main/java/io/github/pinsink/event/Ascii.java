package io.github.pinsink.event;

/** Letters and digits of ASCII; those of other scripts are neither. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
