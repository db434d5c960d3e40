package io.github.pinsink.tools.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.Set;
import java.util.regex.Pattern;

/** Why a converter or a transform failed, without the values of the record that many of their messages quote. */
public final class FailureReason {
    private static final String HIDDEN = "…";
    private static final Pattern IN_QUOTES = Pattern.compile("\"[^\"]*\"|'[^']*'|`[^`]*`");
    /** JsonConverter expects these names, and its message about them is the most frequent one. */
    private static final Set<String> ENVELOPE = Set.of("\"schema\"", "\"payload\"");

    private static final Pattern IN_PARENTHESES = Pattern.compile("\\([^()]*\\)");
    /** As in {@code Invalid UUID string: abc}. */
    private static final Pattern BEHIND_COLON = Pattern.compile("(?i)\\b(string|value|text|number|input): .*");

    private static final Pattern WITH_DIGITS_OR_AT = Pattern.compile("\\S*(?:@|\\d{3})\\S*");

    private FailureReason() {}

    /** Of the root cause, in one line. */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (cause instanceof JsonProcessingException json && !(json instanceof StreamConstraintsException)) {
            JsonLocation location = json.getLocation();
            return "expected JSON"
                    + (location == null
                            ? ""
                            : ", got something else at line " + location.getLineNr() + ", column "
                                    + location.getColumnNr());
        }
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        String line = message.lines().findFirst().orElse("");
        return cause instanceof StreamConstraintsException ? line : withoutValues(line);
    }

    /** Names in quotes go as well, since nobody knows which words are values. */
    static String withoutValues(String message) {
        String hidden = IN_QUOTES
                .matcher(message)
                .replaceAll(quoted -> ENVELOPE.contains(quoted.group()) ? quoted.group() : HIDDEN);
        hidden = IN_PARENTHESES.matcher(hidden).replaceAll("(" + HIDDEN + ")");
        hidden = BEHIND_COLON.matcher(hidden).replaceAll("$1: " + HIDDEN);
        return WITH_DIGITS_OR_AT.matcher(hidden).replaceAll(HIDDEN);
    }
}
