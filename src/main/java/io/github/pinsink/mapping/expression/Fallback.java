package io.github.pinsink.mapping.expression;

/**
 * Thrown by a compiled part for values for which it does not implement what the interpreter would do, such as errors. The
 * expression is then interpreted, so every result and error is the library's own. Has no stack trace.
 */
final class Fallback extends RuntimeException {
    static final Fallback INSTANCE = new Fallback();

    private static final long serialVersionUID = 1L;

    private Fallback() {
        super("use the interpreter", null, false, false);
    }
}
