package io.github.pinsink.event;

/** White space of all scripts, the zero width space and the byte order mark. */
final class Whitespace {
    private static final char ZERO_WIDTH_SPACE = '\u200b';
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Whitespace() {}

    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isWhitespace(text.charAt(from))) {
            from++;
        }
        while (from < to && isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isWhitespace(char c) {
        return c <= ' '
                || (c >= 0x80
                        && (Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || c == ZERO_WIDTH_SPACE
                                || c == BYTE_ORDER_MARK));
    }
}
