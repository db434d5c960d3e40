package io.github.pinsink.mapping;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.FieldValues;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemException;
import io.github.pinsink.mapping.expression.BudgetExceededException;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionException;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import io.github.pinsink.mapping.record.RecordVariables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of the fields of one event, evaluated when the encoder asks for them. A failure belongs to its field only. */
final class EvaluatedFields implements FieldValues {
    private final MappingPlan plan;
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
            throw e.withKey(MappingDefinition.key(field(step)));
        } catch (ExpressionException e) {
            throw new ProblemException(ExpressionFailure.of(field(step), expressions[step], e));
        }
    }

    /** Also of a value that the expression itself read. */
    @Override
    public Problem unreadable(int step, RuntimeException failure) {
        if (failure instanceof UnreadableValueException e) {
            return ExpressionFailure.of(field(step), expressions[step], e);
        }
        throw failure;
    }

    private EventField field(int step) {
        return plan.steps().get(step).field();
    }

    @Override
    public @Nullable Object phoneCountry() throws ProblemException {
        return evaluate(MappingDefinition.PHONE_COUNTRY, plan.phoneCountry());
    }

    @Override
    public boolean hasTimeZone() {
        return plan.timeZone().isPresent();
    }

    @Override
    public @Nullable Object timeZone() throws ProblemException {
        return evaluate(MappingDefinition.TIME_ZONE, plan.timeZone());
    }

    private @Nullable Object evaluate(String key, Optional<Expression> expression) throws ProblemException {
        return expression.isEmpty()
                ? null
                : ExpressionFailure.evaluate(key, expression.get(), context, variables, budget);
    }
}
