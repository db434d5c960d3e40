package io.github.pinsink.mapping.expression;

/**
 * Thrown by a view of a record when an expression reads a part that cannot be converted, such as a property of a map whose
 * keys are not strings. Parts that no expression reads are not checked. Has no stack trace; its message contains no value.
 */
public final class UnreadableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableValueException(String message) {
        super(message, null, false, false);
    }
}
