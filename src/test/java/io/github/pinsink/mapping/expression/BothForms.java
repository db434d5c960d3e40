package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/** Evaluates an expression compiled and interpreted, and expects the same value of both. */
final class BothForms {
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler(Budgets.usual(), 100);

    private BothForms() {}

    /** The value of an expression over an object with {@code a} and {@code b}. */
    static Object evaluate(String source, Object a, Object b) {
        EvaluationOutcome outcome = outcome(source, a, b);
        assertThat(outcome.error()).isEmpty();
        return outcome.value().orElse(null);
    }

    /** Whether it fails. */
    static boolean fails(String source, Object a) {
        return outcome(source, a, null).error().isPresent();
    }

    private static EvaluationOutcome outcome(String source, Object a, Object b) {
        Map<String, Object> document = new HashMap<>();
        document.put("a", a);
        document.put("b", b);
        try {
            Expression compiled = COMPILER.compile(source);
            assertThat(compiled).isInstanceOf(CompiledExpression.class);
            EvaluationOutcome outcome = EvaluationOutcome.of(compiled, document, name -> null);
            assertThat(outcome.isSameAs(EvaluationOutcome.of(COMPILER.interpret(source), document, name -> null)))
                    .isTrue();
            return outcome;
        } catch (ExpressionSyntaxException e) {
            throw new AssertionError(source, e);
        }
    }
}
