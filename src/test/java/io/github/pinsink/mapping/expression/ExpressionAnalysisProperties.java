package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.mapping.record.RecordVariables;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Expressions made at random use only names that have a value, so none may be reported. */
class ExpressionAnalysisProperties {
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler(Budgets.minutes(1), 1_000);

    @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
    void reportsNothingInAGeneratedExpression(@ForAll long seed) throws Exception {
        String source = new GeneratedExpressions(seed).expression();
        assertReportsNothing(source, Set.of("v"));
    }

    @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
    void reportsNothingInAGeneratedCase(@ForAll long seed) throws Exception {
        ExpressionCase one = ExpressionCase.random(new Random(seed));
        Set<String> variables = new HashSet<>(RecordVariables.NAMES);
        variables.addAll(one.variables().keySet());
        assertReportsNothing(one.source(), variables);
    }

    private static void assertReportsNothing(String source, Set<String> variables) throws ExpressionSyntaxException {
        try {
            COMPILER.compile(source);
        } catch (ExpressionSyntaxException e) {
            // An expression of too many parts.
            return;
        }
        ExpressionAnalysis analysis = COMPILER.analyze(source, variables);
        assertThat(analysis.unknownNames()).as(source).isEmpty();
        // The generators put any value into brackets, also a string, which is a mistake.
        assertThat(analysis.mistake().stream())
                .as(source)
                .allMatch(mistake -> mistake.message().startsWith("a string in brackets"));
    }
}
