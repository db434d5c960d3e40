package io.github.pinsink.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The pattern of {@code topics.regex}, asked in a bounded number of steps: a pattern such as {@code (a+)+b} takes longer
 * than anybody waits, and validation runs for anyone who may call it.
 */
final class TopicPattern {
    /** What a match looks at, character by character. A usual pattern looks at a name of 249 characters a few times. */
    private static final int MOST_STEPS = 100_000;

    private static final int LONGEST = 10_000;

    /** Counted repetitions of nothing look at no character, so no step counts them. */
    private static final int MOST_REPETITIONS = 10_000;

    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?");

    private final Optional<Pattern> pattern;

    enum Answer {
        MATCHES,
        DIFFERS,
        /** It cannot be told whether the topic matches. */
        UNKNOWN,
        TOO_SLOW
    }

    private TopicPattern(Optional<Pattern> pattern) {
        this.pattern = pattern;
    }

    /** The framework itself reports a text that is not a pattern; here it matches what nobody knows. */
    static TopicPattern of(String text) {
        if (text.length() > LONGEST || repetitions(text) > MOST_REPETITIONS) {
            return new TopicPattern(Optional.empty());
        }
        try {
            return new TopicPattern(Optional.of(Pattern.compile(text)));
        } catch (PatternSyntaxException | StackOverflowError e) {
            return new TopicPattern(Optional.empty());
        }
    }

    /** At most so many times something is repeated, as far as the pattern counts; all counts multiplied. */
    private static long repetitions(String text) {
        long product = 1;
        Matcher counts = COUNT.matcher(text);
        while (counts.find() && product <= MOST_REPETITIONS) {
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

    Answer matches(String topic) {
        if (pattern.isEmpty()) {
            return Answer.UNKNOWN;
        }
        try {
            return pattern.get().matcher(new CountedText(topic)).matches() ? Answer.MATCHES : Answer.DIFFERS;
        } catch (TooManyStepsException | StackOverflowError e) {
            return Answer.TOO_SLOW;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super("too many steps", null, false, false);
        }
    }

    /** Counts how often a character is looked at. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private int steps;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
