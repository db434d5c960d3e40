package io.github.pinsink.mapping.expression;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSONata expression that was compiled once and is evaluated for every record.
 *
 * <p>Values are plain Java: {@code String}, {@code Boolean}, {@code Number} (integers as {@code Long} or {@code
 * BigInteger}, never through a double), {@code List}, {@code Map<String, ?>}, and {@code null} both for JSON null and for
 * JSONata's "nothing".
 */
public interface Expression {
    /**
     * @param value the context of the expression
     * @param variables the value of a {@code $name}, asked by the name without the dollar sign; null for nothing
     * @param budget of the record that the context belongs to
     * @return the result, or null for nothing
     * @throws ExpressionException when it cannot be evaluated or nests too deep; its message holds no value
     * @throws BudgetExceededException when the record has used up its budget
     */
    Object evaluate(Object value, Function<String, Object> variables, EvaluationBudget budget)
            throws ExpressionException;

    /** Its value where that is the same for every record, such as of {@code 'web'}. */
    default Optional<Object> constant() {
        return Optional.empty();
    }

    /** The text it was compiled from. */
    String source();

    /** The parts of the context it may touch. */
    Projection reads();

    /** The names, without the dollar sign, that it may ask {@code variables} for. */
    Set<String> variables();
}
