package io.github.pinsink.event;

import org.jspecify.annotations.Nullable;

/** A value that a field does not accept. Has no stack trace, and contains the shape of the value, not the value. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String expected;
    private final String found;

    /** @param expected such as {@code a postal code} */
    InvalidValueException(@Nullable Object value, String expected) {
        this(ProblemCode.INVALID_VALUE, value, expected);
    }

    InvalidValueException(ProblemCode code, @Nullable Object value, String expected) {
        this(code, expected, Problem.shape(value));
    }

    private InvalidValueException(ProblemCode code, String expected, String found) {
        super(code.id(), null, false, false);
        this.code = code;
        this.expected = expected;
        this.found = found;
    }

    /** @param found the shape of the value, such as {@code a string that looks like an MD5 digest} */
    static InvalidValueException found(ProblemCode code, String expected, String found) {
        return new InvalidValueException(code, expected, found);
    }

    /** @param found which placeholder it is; its words are no secret */
    static InvalidValueException placeholder(String expected, String found) {
        return found(ProblemCode.PLACEHOLDER, expected, found);
    }

    /** Whether the value counts as absent. It then makes no event invalid. */
    boolean isPlaceholder() {
        return code == ProblemCode.PLACEHOLDER;
    }

    Problem problem(String field) {
        return Problem.unexpected(code, field, expected, found);
    }
}
