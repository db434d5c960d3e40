package io.github.pinsink.errant;

import io.github.pinsink.event.Problem;
import java.util.List;
import java.util.function.Function;

/**
 * The problems of a record as one bounded text. It becomes headers of a dead letter, and the producer rejects a dead letter
 * that is too large.
 */
public final class ErrorSummary {
    private static final int MAX_LENGTH = 3_000;

    private ErrorSummary() {}

    public static String text(List<Problem> problems) {
        return text(problems, Problem::text);
    }

    /** @param description of one problem */
    static String text(List<Problem> problems, Function<Problem, String> description) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < problems.size(); i++) {
            String next = description.apply(problems.get(i));
            if (text.length() + next.length() > MAX_LENGTH) {
                if (text.isEmpty()) {
                    text.append(next, 0, MAX_LENGTH).append('…');
                    i++;
                }
                int left = problems.size() - i;
                return left == 0 ? text.toString() : text + "; and " + left + " more";
            }
            text.append(text.isEmpty() ? "" : "; ").append(next);
        }
        return text.toString();
    }
}
