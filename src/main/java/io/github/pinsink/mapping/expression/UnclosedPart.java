package io.github.pinsink.mapping.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A bracket, string, name or comment of a source that begins and does not end.
 *
 * @param index of the character that opens it, from 0
 */
record UnclosedPart(int index, String description) {
    /** The innermost one. Regular expressions are not recognized; a bracket in one may be found by mistake. */
    static Optional<UnclosedPart> in(String source) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            int start = i;
            switch (c) {
                case '\'', '"', '`' -> {
                    i = closingQuote(source, i);
                    if (i < 0) {
                        String what = c == '`' ? "a name has no closing backquote" : "a string has no closing quote";
                        return Optional.of(new UnclosedPart(start, what));
                    }
                }
                case '/' -> {
                    if (source.startsWith("/*", i)) {
                        i = source.indexOf("*/", i + 2);
                        if (i < 0) {
                            return Optional.of(new UnclosedPart(start, "a comment has no closing */"));
                        }
                        i++;
                    }
                }
                case '(', '[', '{' -> open.push(i);
                case ')', ']', '}' -> open.poll();
                default -> {}
            }
        }
        return Optional.ofNullable(open.peek())
                .map(index -> new UnclosedPart(index, source.charAt(index) + " is not closed"));
    }

    private static int closingQuote(String source, int start) {
        char quote = source.charAt(start);
        for (int i = start + 1; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == quote) {
                return i;
            }
            if (c == '\\' && quote != '`') {
                i++;
            }
        }
        return -1;
    }
}
