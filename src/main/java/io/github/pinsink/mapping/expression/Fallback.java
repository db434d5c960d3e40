package io.github.pinsink.mapping.expression;

/**
 * Thrown where a compiled part meets values for which it does not know for certain what the interpreter would do, errors
 * among them. The expression is then interpreted, so each result and each error is the library's own. Stackless.
 */
final class Fallback extends RuntimeException {
    static final Fallback INSTANCE = new Fallback();

    private static final long serialVersionUID = 1L;

    private Fallback() {
        super("the interpreter has to decide", null, false, false);
    }
}
