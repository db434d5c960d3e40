package io.github.pinsink.mapping;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.ExpressionSource;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionException;
import io.github.pinsink.mapping.expression.UnreadableValueException;

/** Describes why an expression gave no value for a record. */
final class ExpressionFailure {
    private ExpressionFailure() {}

    static Problem of(String key, Expression expression, ExpressionException e) {
        return of(key, key, expression, e);
    }

    static Problem of(EventField field, Expression expression, ExpressionException e) {
        return of(field.path(), MappingDefinition.key(field), expression, e);
    }

    static Problem of(String key, Expression expression, UnreadableValueException e) {
        return of(key, key, expression, e);
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
