package io.github.pinsink.event;

/** An id that an expression or a script joined of parts, such as {@code order-17}. */
final class JoinedId {
    /** Written for a part that has no value. */
    private static final String[] NO_PARTS = {"null", "undefined", "nan"};

    /** What joins parts. */
    private static final String JOINTS = "-_:/|#";
    /** A longer text is no id. */
    private static final int MAX_JOINED = 64;

    private JoinedId() {}

    /** Whether the last part of an id with this last character may have no value. */
    static boolean mayEndWith(char last) {
        int lower = last | 0x20;
        return lower == 'l' || lower == 'd' || lower == 'n';
    }

    /** Whether the last part has no value, as in {@code order-null}. */
    static boolean lacksLastPart(String text, int from, int to) {
        if (!mayEndWith(text.charAt(to - 1)) || to - from > MAX_JOINED) {
            return false;
        }
        for (String word : NO_PARTS) {
            int separator = to - word.length() - 1;
            if (separator > from
                    && JOINTS.indexOf(text.charAt(separator)) >= 0
                    && text.regionMatches(true, separator + 1, word, 0, word.length())
                    && text.indexOf(' ', from) < 0) {
                return true;
            }
        }
        return false;
    }
}
