package io.github.pinsink.mapping.expression;

/**
 * What it can take to read a timestamp by a picture, such as {@code [Y0001]-[M01]-[D01]}. The library makes a regular
 * expression of the picture, and markers that stand side by side can share out the same characters in many ways. All of
 * them are tried where the timestamp does not fit.
 */
final class TimestampPicture {
    /** So much more than any budget that more need not be told apart. */
    private static final long MOST = 1L << 50;

    private TimestampPicture() {}

    /** In how many ways the markers can share out the timestamp; at least 1, and at most about 2 to the power of 50. */
    static long ways(String timestamp, String picture) {
        boolean inWords = picture.indexOf('w') >= 0 || picture.indexOf('W') >= 0;
        long ways = 1;
        int beforeInRow = 0;
        int at = 0;
        while (at < picture.length() && ways < MOST) {
            char c = picture.charAt(at);
            if (c == '[') {
                int end = picture.indexOf(']', at);
                // Each marker behind another one can begin at any character.
                ways = beforeInRow == 0 ? ways : Math.max(1, ways * timestamp.length() / beforeInRow);
                beforeInRow++;
                at = end < 0 ? picture.length() : end + 1;
            } else {
                if (separates(c, inWords)) {
                    beforeInRow = 0;
                }
                at++;
            }
        }
        return ways;
    }

    /** Whether no marker matches this character, so that those on both sides of it meet in one place only. */
    private static boolean separates(char c, boolean inWords) {
        return !Character.isLetterOrDigit(c) && c != '+' && !(inWords && (c == '-' || c == ',' || c == ' '));
    }
}
