package io.github.pinsink.mapping.expression;

/**
 * Creates the interpreter of a compiled expression when it is first needed. The library's form of an expression takes several
 * kilobytes; most compiled expressions never need it, and a connector may have tens of thousands. Not thread-safe.
 */
final class Interpretation {
    private final String source;
    private final ExpressionCompiler compiler;
    private InterpretedExpression interpreter;

    /** @param source an expression that this compiler has parsed before */
    Interpretation(String source, ExpressionCompiler compiler) {
        this.source = source;
        this.compiler = compiler;
    }

    String source() {
        return source;
    }

    /** @throws ExpressionException when it cannot be parsed again, for lack of stack */
    InterpretedExpression get() throws ExpressionException {
        if (interpreter == null) {
            try {
                interpreter = compiler.interpret(source);
            } catch (ExpressionSyntaxException e) {
                throw new ExpressionException(e.getMessage());
            }
        }
        return interpreter;
    }
}
