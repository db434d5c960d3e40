package io.github.pinsink.mapping.expression;

/**
 * Thrown by a map or list that an expression is given, when it is asked for a part that has no plain form, such as the
 * member of a map whose keys are not text. So nobody has to walk through what no expression asks for. Stackless; its
 * message tells shapes, never values.
 */
public final class UnreadableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableValueException(String message) {
        super(message, null, false, false);
    }
}
