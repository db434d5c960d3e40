package io.github.pinsink.mapping.expression;

/** An invalid JSONata expression; the message says what is wrong and where. */
public final class ExpressionSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    public ExpressionSyntaxException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** The character, from 1, at which the parser failed; -1 when it is unknown. */
    public int position() {
        return position;
    }
}
