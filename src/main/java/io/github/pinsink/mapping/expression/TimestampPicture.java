package io.github.pinsink.mapping.expression;

/**
 * Estimates the cost of parsing a timestamp with a picture string, such as {@code [Y0001]-[M01]-[D01]}. The library converts
 * the picture to a regular expression, in which adjacent markers can divide the same characters in many ways. It tries all
 * of them if the timestamp does not match.
 */
final class TimestampPicture {
    /** More than any budget, so that larger numbers need not be distinguished. */
    private static final long MAX_WAYS = 1L << 50;

    private TimestampPicture() {}

    /** The number of ways in which markers can divide the timestamp; at least 1, and at most about 2 to the power of 50. */
    static long ways(String timestamp, String picture) {
        boolean inWords = picture.indexOf('w') >= 0 || picture.indexOf('W') >= 0;
        long ways = 1;
        int beforeInRow = 0;
        int at = 0;
        while (at < picture.length() && ways < MAX_WAYS) {
            char c = picture.charAt(at);
            if (c == '[') {
                int end = picture.indexOf(']', at);
                // Each marker after another one can begin at any character.
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

    /** Whether no marker matches the character, so that there is one way to divide the text around it. */
    private static boolean separates(char c, boolean inWords) {
        return !Character.isLetterOrDigit(c) && c != '+' && !(inWords && (c == '-' || c == ',' || c == ' '));
    }
}
