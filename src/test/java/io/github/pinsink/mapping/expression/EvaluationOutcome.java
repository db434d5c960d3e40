package io.github.pinsink.mapping.expression;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What an evaluation ended in: a value, or an error with its message. */
record EvaluationOutcome(Optional<Object> value, Optional<String> error) {
    static EvaluationOutcome of(Expression expression, Object document, Function<String, Object> variables) {
        try {
            return new EvaluationOutcome(
                    Optional.ofNullable(expression.evaluate(document, variables, Budgets.large())), Optional.empty());
        } catch (ExpressionException e) {
            return new EvaluationOutcome(Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    /** The types of numbers and the order of properties are the same too. */
    boolean isSameAs(EvaluationOutcome other) {
        return error.equals(other.error) && isSame(value.orElse(null), other.value.orElse(null));
    }

    private static boolean isSame(Object one, Object other) {
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return a.size() == b.size() && isSameInOrder(a.iterator(), b.iterator());
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return isSameInOrder(a.keySet().iterator(), b.keySet().iterator())
                    && isSameInOrder(a.values().iterator(), b.values().iterator());
        }
        return Objects.equals(one, other) && (one == null || one.getClass() == other.getClass());
    }

    private static boolean isSameInOrder(Iterator<?> one, Iterator<?> other) {
        while (one.hasNext() && other.hasNext()) {
            if (!isSame(one.next(), other.next())) {
                return false;
            }
        }
        return one.hasNext() == other.hasNext();
    }
}
