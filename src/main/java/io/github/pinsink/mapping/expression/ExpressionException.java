package io.github.pinsink.mapping.expression;

/** An expression that could not be evaluated. Stackless, since it tells about a record and not about code. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    public ExpressionException(String message) {
        super(message, null, false, false);
    }
}
