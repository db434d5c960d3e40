package io.github.pinsink.mapping.expression;

/** An expression failed for a record. Has no stack trace, since it describes a record and not code. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final int position;

    ExpressionException(String reason) {
        this(reason, 0);
    }

    /**
     * @param reason without a value of the record; with the library's code of the error if it has one
     * @param position the character, from 1, at which the expression failed; 0 or less when that is unknown
     */
    ExpressionException(String reason, int position) {
        super(position < 1 ? reason : reason + " at position " + position, null, false, false);
        this.reason = reason;
        this.position = Math.max(0, position);
    }

    /** The message without the position. */
    public String reason() {
        return reason;
    }

    /** The character, from 1, at which the expression failed; 0 when that is unknown. */
    public int position() {
        return position;
    }
}
