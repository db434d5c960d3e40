package io.github.pinsink.mapping.expression;

/**
 * A name in an expression that has no value for any record.
 *
 * @param name without a dollar sign
 * @param position of the first character of the name or of its dollar sign, from 1
 */
public record UnknownName(Kind kind, String name, int position) {
    public enum Kind {
        /** A name with a dollar sign that is called. */
        FUNCTION,
        /** A name without a dollar sign that is called. */
        FUNCTION_WITHOUT_DOLLAR,
        /** A name with a dollar sign. */
        VARIABLE,
        /** A name with a dollar sign after a dot. The records may have a field of that name. */
        FIELD_WITH_DOLLAR,
        /** The expression binds the variable, but in a block or a function that does not contain this use. */
        OUT_OF_SCOPE
    }
}
