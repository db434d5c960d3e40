package io.github.pinsink.preview;

import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.mapping.MappingPlans;
import io.github.pinsink.mapping.expression.BudgetExceededException;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionException;
import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks over the mapper's shoulder: its expressions are replaced by ones that do the same and note what they gave. So what is
 * explained is what happened, and not a second walk beside it.
 */
final class EvaluationRecorder {
    /**
     * An expression that was evaluated.
     *
     * @param key the key of the config
     * @param found what it gave, personal values as their shape, or why it gave nothing
     */
    record Evaluation(String key, String source, String found) {}

    private final List<Evaluation> evaluations = new ArrayList<>();

    MappingPlans over(MappingPlans plans) {
        Map<String, MappingPlan> byTopic = new LinkedHashMap<>();
        plans.byTopic().forEach((topic, plan) -> byTopic.put(topic, over(plan)));
        return new MappingPlans(plans.general().map(this::over), byTopic, plans.deadLetterTopics());
    }

    private MappingPlan over(MappingPlan plan) {
        List<MappingPlan.Step> steps = plan.steps().stream()
                .map(step -> new MappingPlan.Step(
                        step.field(),
                        watched(MappingDefinition.FIELD + step.field().path(), step.expression())))
                .toList();
        return new MappingPlan(
                plan.filter().map(filter -> watched(MappingDefinition.FILTER, filter)),
                plan.explode().map(explode -> watched(MappingDefinition.EXPLODE, explode)),
                plan.accountExpression().map(account -> watched(MappingDefinition.ACCOUNT, account)),
                plan.account(),
                plan.onUnknownEvent(),
                plan.reportsUnknownProperties(),
                plan.limits(),
                steps);
    }

    /** What was evaluated since the last time, in its order. */
    List<Evaluation> take() {
        List<Evaluation> taken = List.copyOf(evaluations);
        evaluations.clear();
        return taken;
    }

    private Expression watched(String key, Expression expression) {
        return new Expression() {
            @Override
            public Object evaluate(Object value, Function<String, Object> variables, EvaluationBudget budget)
                    throws ExpressionException {
                try {
                    Object result = expression.evaluate(value, variables, budget);
                    note(DisplayValue.of(key, Optional.ofNullable(result)));
                    return result;
                } catch (ExpressionException | UnreadableValueException | BudgetExceededException e) {
                    note("failed: " + e.getMessage());
                    throw e;
                }
            }

            private void note(String found) {
                evaluations.add(new Evaluation(key, source(), found));
            }

            @Override
            public String source() {
                return expression.source();
            }

            @Override
            public Projection reads() {
                return expression.reads();
            }

            @Override
            public Set<String> variables() {
                return expression.variables();
            }
        };
    }
}
