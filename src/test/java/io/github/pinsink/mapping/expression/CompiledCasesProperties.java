package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Holds the compiled form to the interpreter a second time, on cases of another making: a generator that does not share the
 * first one's thoughts finds other mistakes.
 */
class CompiledCasesProperties {
    /** Deep enough to never be in the way: bounds are of the interpreter alone. */
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler(Budgets.minutes(1), 10_000);

    /** So many cases for each of the tries; the nightly profile has more of them. */
    private static final int CASES = Integer.getInteger("pinsink.expressions.per.try", 1);

    private static int cases;
    private static int compiled;
    private static int certain;
    private static int values;

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void agreeWithTheInterpreter(@ForAll long seed) throws ExpressionSyntaxException {
        for (int i = 0; i < CASES; i++) {
            ExpressionCase example = ExpressionCase.random(new Random(seed + i));
            cases++;
            if (COMPILER.compile(example.source()) instanceof CompiledExpression own) {
                compiled++;
                agrees(own, example);
            }
        }
    }

    private static void agrees(CompiledExpression own, ExpressionCase example) throws ExpressionSyntaxException {
        EvaluationOutcome wanted = EvaluationOutcome.of(
                COMPILER.interpret(example.source()), example.copyOfDocument(), example.variables()::get);
        assertSame(example, "compiled", own, example.copyOfDocument(), wanted);
        assertSame(example, "of a record", own, RecordBuilder.document(example.document()), wanted);
        assertSame(
                example,
                "of what it reads, " + own.reads(),
                own,
                ExpressionCase.pruned(example.document(), own.reads()),
                wanted);
        Object document = example.copyOfDocument();
        try {
            own.evaluateCompiled(
                    document,
                    name -> {
                        assertThat(own.variables()).contains(name);
                        return example.variables().get(name);
                    },
                    Budgets.large());
            certain++;
            values += wanted.value().isPresent() ? 1 : 0;
        } catch (RuntimeException e) {
            // Left to the interpreter, and compared above.
        }
        assertThat(given(document).isSameAs(given(example.document())))
                .as("%s leaves the record as it is", example.source())
                .isTrue();
    }

    private static EvaluationOutcome given(Object document) {
        return new EvaluationOutcome(Optional.ofNullable(document), Optional.empty());
    }

    private static void assertSame(
            ExpressionCase example, String how, Expression expression, Object document, EvaluationOutcome wanted) {
        EvaluationOutcome found = EvaluationOutcome.of(expression, document, example.variables()::get);
        assertThat(found.isSameAs(wanted))
                .as("%s: %s, wanted %s and found %s", how, example, wanted, found)
                .isTrue();
    }

    /** Otherwise the property would hold of nothing. */
    @AfterContainer
    static void mostCasesAreCompiledAndManyGiveAValue() {
        assertThat(compiled).as("compiled of " + cases).isGreaterThan(cases / 2);
        assertThat(certain)
                .as("answered without the interpreter of " + compiled)
                .isGreaterThan(compiled / 2);
        assertThat(values).as("with a value of " + compiled).isGreaterThan(compiled / 3);
    }
}
