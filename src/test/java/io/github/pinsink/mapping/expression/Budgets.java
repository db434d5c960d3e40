package io.github.pinsink.mapping.expression;

import java.time.Duration;

/** Budgets for single evaluations. */
final class Budgets {
    private Budgets() {}

    /** What a record has by default. */
    static EvaluationBudget.Limits usual() {
        return EvaluationBudget.Limits.of(Duration.ofSeconds(2));
    }

    /** For expressions that take longer on purpose. */
    static EvaluationBudget.Limits minutes(int minutes) {
        return EvaluationBudget.Limits.of(Duration.ofMinutes(minutes));
    }

    static EvaluationBudget fresh() {
        return usual().budget(System::nanoTime);
    }

    static EvaluationBudget large() {
        return new EvaluationBudget.Limits(Duration.ofMinutes(1), Long.MAX_VALUE / 2, Long.MAX_VALUE / 2)
                .budget(System::nanoTime);
    }
}
