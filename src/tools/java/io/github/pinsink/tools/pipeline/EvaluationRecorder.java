package io.github.pinsink.tools.pipeline;

import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.mapping.MappingPlans;
import io.github.pinsink.mapping.expression.BudgetExceededException;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionException;
import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import io.github.pinsink.mapping.record.RecordVariables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Records the results of the mapper's expressions. It wraps each expression, so an explanation shows the evaluation that
 * produced the event, not a second one.
 */
public final class EvaluationRecorder {
    /**
     * One evaluation of an expression.
     *
     * @param key the configuration key of the expression
     * @param element the index, from 0, of the element of an exploded record
     * @param reads the parts of the record that the expression may read
     * @param found the result, or why the evaluation failed; of personal values only the type and the size
     * @param shape the same, of all values only the type and the size
     */
    public record Evaluation(
            String key, String source, Projection reads, Optional<Integer> element, String found, String shape) {
        /** Whether the expression found nothing, which is not an error. */
        public boolean isEmpty() {
            return found.equals(DisplayValue.NO_VALUE);
        }
    }

    private final List<Evaluation> evaluations = new ArrayList<>();

    /** The same plans, with expressions that record their results here. */
    MappingPlans recording(MappingPlans plans) {
        Map<String, MappingPlan> byTopic = new LinkedHashMap<>();
        plans.byTopic().forEach((topic, plan) -> byTopic.put(topic, recording(plan)));
        return new MappingPlans(plans.defaultPlan().map(this::recording), byTopic, plans.deadLetterTopics());
    }

    private MappingPlan recording(MappingPlan plan) {
        List<MappingPlan.Step> steps = plan.steps().stream()
                .map(step -> new MappingPlan.Step(
                        step.field(), recording(MappingDefinition.key(step.field()), step.expression())))
                .toList();
        return new MappingPlan(
                plan.filter().map(filter -> recording(MappingDefinition.FILTER, filter)),
                plan.explode().map(explode -> recording(MappingDefinition.EXPLODE, explode)),
                plan.accountExpression().map(account -> recording(MappingDefinition.ACCOUNT, account)),
                plan.account(),
                plan.phoneCountry().map(country -> recording(MappingDefinition.PHONE_COUNTRY, country)),
                plan.timeZone().map(zone -> recording(MappingDefinition.TIME_ZONE, zone)),
                plan.onUnknownEvent(),
                plan.reportsUnknownProperties(),
                plan.limits(),
                steps);
    }

    /** Removes and returns the evaluations recorded so far, in their order. */
    List<Evaluation> drain() {
        List<Evaluation> drained = List.copyOf(evaluations);
        evaluations.clear();
        return drained;
    }

    private Expression recording(String key, Expression expression) {
        return new Expression() {
            @Override
            public Object evaluate(Object value, Function<String, Object> variables, EvaluationBudget budget)
                    throws ExpressionException {
                try {
                    Object result = expression.evaluate(value, variables, budget);
                    Optional<Object> found = Optional.ofNullable(result);
                    add(variables, DisplayValue.of(key, found), DisplayValue.shape(found));
                    return result;
                } catch (ExpressionException | UnreadableValueException | BudgetExceededException e) {
                    String failure = "failed: " + e.getMessage();
                    add(variables, failure, failure);
                    throw e;
                }
            }

            private void add(Function<String, Object> variables, String found, String shape) {
                // The expressions that choose the elements are evaluated before there is an index.
                Optional<Integer> element = Optional.ofNullable((Integer) variables.apply(RecordVariables.INDEX));
                evaluations.add(new Evaluation(key, source(), reads(), element, found, shape));
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

            @Override
            public Projection reads(String variable) {
                return expression.reads(variable);
            }
        };
    }
}
