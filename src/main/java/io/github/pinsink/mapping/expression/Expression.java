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
     * @param variables gives the value of a {@code $name}, by the name without the dollar sign; null for nothing
     * @param budget of the record that the context belongs to
     * @return the result, or null for nothing
     * @throws ExpressionException when the expression fails or nests too deeply; its message contains no value
     * @throws BudgetExceededException when the record has exceeded its budget
     */
    Object evaluate(Object value, Function<String, Object> variables, EvaluationBudget budget)
            throws ExpressionException;

    /** The value if it is the same for every record, such as of {@code 'web'}. */
    default Optional<Object> constant() {
        return Optional.empty();
    }

    /** Whether it runs as compiled code; if not, the JSONata interpreter runs it, which takes more CPU. */
    default boolean isCompiled() {
        return true;
    }

    /** The source that it was compiled from. */
    String source();

    /** The parts of the context that it may read. */
    Projection reads();

    /** The names, without the dollar sign, of the variables that it may read. */
    Set<String> variables();

    /**
     * The parts of a variable that it may read.
     *
     * @param variable without dollar sign
     */
    default Projection reads(String variable) {
        return variables().contains(variable) ? Projection.everything() : Projection.nothing();
    }
}
