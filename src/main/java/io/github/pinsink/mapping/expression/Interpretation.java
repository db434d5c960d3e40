package io.github.pinsink.mapping.expression;

/**
 * The interpreter behind a compiled expression, made when it is first needed. What the library keeps of an expression takes
 * several kilobytes; most compiled expressions never need it, and a connector may have tens of thousands. Belongs to one
 * thread.
 */
final class Interpretation {
    private final String source;
    private final ExpressionCompiler compiler;
    private InterpretedExpression made;

    /** @param source a text that this compiler has parsed before */
    Interpretation(String source, ExpressionCompiler compiler) {
        this.source = source;
        this.compiler = compiler;
    }

    String source() {
        return source;
    }

    /** @throws ExpressionException when it cannot be parsed again, which needs more stack than there is here */
    InterpretedExpression get() throws ExpressionException {
        if (made == null) {
            try {
                made = compiler.interpret(source);
            } catch (ExpressionSyntaxException e) {
                throw new ExpressionException(e.getMessage());
            }
        }
        return made;
    }
}
