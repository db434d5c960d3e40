package io.github.pinsink.event;

import org.jspecify.annotations.Nullable;

/** A value that a field cannot have. Stackless; it holds the value's shape, not the value. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String found;

    /** @param expected such as {@code a postal code} */
    InvalidValueException(@Nullable Object value, String expected) {
        super("invalid value", null, false, false);
        this.expected = expected;
        this.found = Problem.shape(value);
    }

    Problem problem(String field) {
        return Problem.unexpected(ProblemCode.INVALID_VALUE, field, expected, found);
    }
}
