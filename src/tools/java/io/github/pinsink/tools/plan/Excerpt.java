package io.github.pinsink.tools.plan;

/** A part of a long text, around the first character that differs from another text. */
final class Excerpt {
    private static final String CUT = "…";
    /** The part of an excerpt that is the same in both texts. */
    private static final double SAME = 0.25;

    private Excerpt() {}

    /** @return the text itself if it has at most so many characters */
    static String of(String text, String other, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int room = maxLength - 2 * CUT.length();
        int start = Math.max(0, Math.min(firstDifference(text, other) - (int) (room * SAME), text.length() - room));
        start = outsideOfPair(text, start);
        int end = outsideOfPair(text, Math.min(text.length(), start + room));
        return (start > 0 ? CUT : "") + text.substring(start, end) + (end < text.length() ? CUT : "");
    }

    private static int firstDifference(String text, String other) {
        int index = 0;
        int length = Math.min(text.length(), other.length());
        while (index < length && text.charAt(index) == other.charAt(index)) {
            index++;
        }
        return index;
    }

    /** Not between the two surrogates of one character. */
    private static int outsideOfPair(String text, int index) {
        boolean isInside = index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
        return isInside ? index - 1 : index;
    }
}
