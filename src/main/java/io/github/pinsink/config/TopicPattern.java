package io.github.pinsink.config;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * The pattern of {@code topics.regex}. RE2/J matches in time that is linear in the topic's name, whatever the pattern is:
 * validation runs for anyone who can call the worker's REST API, and Java's own patterns can backtrack for days without
 * looking at a character (docs/adr/0044-validation-callers-are-untrusted.md).
 */
final class TopicPattern {
    private static final int MAX_LENGTH = 2_000;

    /** RE2/J writes a counted repetition out, so all counts multiplied bound the memory of a pattern. */
    private static final int MAX_REPETITIONS = 300;

    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?");

    private final Optional<Pattern> pattern;

    enum Match {
        MATCHES,
        DIFFERS,
        /** It is unknown whether the topic matches. */
        UNKNOWN
    }

    private TopicPattern(Optional<Pattern> pattern) {
        this.pattern = pattern;
    }

    /** The framework reports an invalid pattern. Such a one, and one that RE2/J does not support, matches unknown topics. */
    static TopicPattern of(String text) {
        if (text.length() > MAX_LENGTH || repetitions(text) > MAX_REPETITIONS) {
            return new TopicPattern(Optional.empty());
        }
        try {
            return new TopicPattern(Optional.of(Pattern.compile(text)));
        } catch (PatternSyntaxException | StackOverflowError e) {
            return new TopicPattern(Optional.empty());
        }
    }

    /** The product of all counts in the pattern. */
    private static long repetitions(String text) {
        long product = 1;
        Matcher counts = COUNT.matcher(text);
        while (counts.find() && product <= MAX_REPETITIONS) {
            product *= Math.max(1, Math.max(number(counts.group(1)), number(counts.group(2))));
        }
        return product;
    }

    private static long number(String digits) {
        if (digits == null || digits.isEmpty()) {
            return 0;
        }
        return digits.length() > 6 ? Integer.MAX_VALUE : Long.parseLong(digits);
    }

    Match matches(String topic) {
        return pattern.map(one -> one.matches(topic) ? Match.MATCHES : Match.DIFFERS)
                .orElse(Match.UNKNOWN);
    }
}
