package io.github.pinsink.mapping.expression;

/** A text that is not a JSONata expression; the message says what is wrong and where. */
public final class ExpressionSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    public ExpressionSyntaxException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** The character, counted from 1, at which the parser gave up; -1 when it did not say. */
    public int position() {
        return position;
    }
}
