package io.github.pinsink.mapping.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.ExpressionAnalysis;
import io.github.pinsink.mapping.expression.ExpressionCompiler;
import io.github.pinsink.mapping.record.RecordVariables;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions as people write them are valid, so validation must not report a mistake in any of them. */
class WrittenExpressionsTest {
    private final ExpressionCompiler compiler =
            new ExpressionCompiler(EvaluationBudget.Limits.of(Duration.ofSeconds(1)), 100);

    @ParameterizedTest
    @MethodSource("io.github.pinsink.mapping.hostile.WrittenExpressions#all")
    void hasNoMistake(String source) throws Exception {
        ExpressionAnalysis analysis = compiler.analyze(source, RecordVariables.NAMES);
        assertThat(analysis.unknownNames()).isEmpty();
        assertThat(analysis.mistake()).isEmpty();
    }
}
