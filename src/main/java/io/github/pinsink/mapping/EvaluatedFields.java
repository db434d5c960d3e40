package io.github.pinsink.mapping;

import io.github.pinsink.event.FieldValues;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemException;
import io.github.pinsink.mapping.expression.BudgetExceededException;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionException;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import io.github.pinsink.mapping.record.RecordVariables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of the fields of one event, evaluated when the encoder asks for them. A failure belongs to its field only. */
final class EvaluatedFields implements FieldValues {
    private final MappingPlan plan;
    private final List<MappingPlan.Step> steps;
    private final Expression[] expressions;
    private final Object context;
    private final RecordVariables variables;
    private final EvaluationBudget budget;

    /** @param expressions those of the steps of the plan */
    EvaluatedFields(
            MappingPlan plan,
            Expression[] expressions,
            Object context,
            RecordVariables variables,
            EvaluationBudget budget) {
        this.plan = plan;
        this.steps = plan.steps();
        this.expressions = expressions;
        this.context = context;
        this.variables = variables;
        this.budget = budget;
    }

    @Override
    public @Nullable Object value(int step) throws ProblemException {
        try {
            return expressions[step].evaluate(context, variables, budget);
        } catch (BudgetExceededException e) {
            throw e.withKey(MappingDefinition.key(steps.get(step).field()));
        } catch (ExpressionException e) {
            throw new ProblemException(ExpressionFailure.of(steps.get(step).field(), expressions[step], e));
        }
    }

    /** Also of a value that the expression itself read. */
    @Override
    public Problem unreadable(int step, RuntimeException failure) {
        if (failure instanceof UnreadableValueException e) {
            return ExpressionFailure.of(steps.get(step).field(), expressions[step], e);
        }
        throw failure;
    }

    @Override
    public @Nullable Object phoneCountry() {
        return plan.phoneCountry().isEmpty()
                ? null
                : valueOrProblem(
                        MappingDefinition.PHONE_COUNTRY, plan.phoneCountry().get());
    }

    @Override
    public @Nullable Object timeZone() {
        return plan.timeZone().isEmpty()
                ? null
                : valueOrProblem(MappingDefinition.TIME_ZONE, plan.timeZone().get());
    }

    /** The result of an expression that is not of a field; a problem when it fails. */
    private @Nullable Object valueOrProblem(String key, Expression expression) {
        try {
            return expression.evaluate(context, variables, budget);
        } catch (BudgetExceededException e) {
            throw e.withKey(key);
        } catch (ExpressionException e) {
            return ExpressionFailure.of(key, expression, e);
        } catch (UnreadableValueException e) {
            return ExpressionFailure.of(key, expression, e);
        }
    }
}
