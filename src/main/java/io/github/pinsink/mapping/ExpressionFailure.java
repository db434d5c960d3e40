package io.github.pinsink.mapping;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.ExpressionSource;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.event.ProblemException;
import io.github.pinsink.mapping.expression.BudgetExceededException;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionException;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import io.github.pinsink.mapping.record.RecordVariables;
import org.jspecify.annotations.Nullable;

/** Describes why an expression gave no value for a record. */
final class ExpressionFailure {
    private ExpressionFailure() {}

    /**
     * Evaluates an expression that is not of a field.
     *
     * @throws ProblemException when it fails, or reads a value that cannot be read
     */
    static @Nullable Object evaluate(
            String key, Expression expression, Object context, RecordVariables variables, EvaluationBudget budget)
            throws ProblemException {
        try {
            return expression.evaluate(context, variables, budget);
        } catch (BudgetExceededException e) {
            throw e.withKey(key);
        } catch (ExpressionException e) {
            throw new ProblemException(of(key, key, expression, e));
        } catch (UnreadableValueException e) {
            throw new ProblemException(of(key, key, expression, e));
        }
    }

    static Problem of(EventField field, Expression expression, ExpressionException e) {
        return of(field.path(), MappingDefinition.key(field), expression, e);
    }

    static Problem of(EventField field, Expression expression, UnreadableValueException e) {
        return of(field.path(), MappingDefinition.key(field), expression, e);
    }

    private static Problem of(String field, String key, Expression expression, ExpressionException e) {
        return Problem.ofExpression(
                ProblemCode.EXPRESSION_FAILED,
                field,
                e.reason(),
                new ExpressionSource(key, expression.source(), e.position()));
    }

    private static Problem of(String field, String key, Expression expression, UnreadableValueException e) {
        return Problem.ofExpression(
                ProblemCode.UNREADABLE_VALUE,
                field,
                String.valueOf(e.getMessage()),
                new ExpressionSource(key, expression.source(), 0));
    }
}
