package io.github.pinsink.mapping.expression;

/** An expression failed for a record. Has no stack trace, since it describes a record and not code. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    public ExpressionException(String message) {
        super(message, null, false, false);
    }
}
