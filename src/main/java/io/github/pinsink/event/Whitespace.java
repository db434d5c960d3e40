package io.github.pinsink.event;

/** What stands around a value without belonging to it: white space of every kind, and the marks that nobody sees. */
final class Whitespace {
    private static final char ZERO_WIDTH_SPACE = '\u200b';
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Whitespace() {}

    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isEdge(text.charAt(from))) {
            from++;
        }
        while (from < to && isEdge(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isEdge(char c) {
        return c <= ' '
                || (c >= 0x80
                        && (Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || c == ZERO_WIDTH_SPACE
                                || c == BYTE_ORDER_MARK));
    }
}
