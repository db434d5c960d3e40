package io.github.pinsink.errant;

import java.util.List;

/**
 * Reasons as one text that is not too long. It becomes a header of a dead letter, twice with its trace, and a dead letter
 * that is larger than the producer allows is lost without a word.
 */
public final class ErrorSummary {
    private static final int LONGEST = 3_000;

    private ErrorSummary() {}

    public static String text(List<String> reasons) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < reasons.size(); i++) {
            String reason = reasons.get(i);
            if (text.length() + reason.length() > LONGEST) {
                if (text.isEmpty()) {
                    text.append(reason, 0, LONGEST).append('…');
                    i++;
                }
                return i == reasons.size()
                        ? text.toString()
                        : text.append("; and ")
                                .append(reasons.size() - i)
                                .append(" more")
                                .toString();
            }
            text.append(text.isEmpty() ? "" : "; ").append(reason);
        }
        return text.toString();
    }
}
