package io.github.pinsink.mapping.expression;

/**
 * The expressions of a record used up what they may cost together, so none of them is evaluated any more. Unchecked, so
 * that nothing between the expression and the end of the record takes it for the failure of one field. Stackless; its
 * message holds no value.
 */
public final class BudgetExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BudgetExceededException(String message) {
        super(message, null, false, false);
    }

    /** @param key the key of the config whose expression was evaluated */
    public BudgetExceededException of(String key) {
        return new BudgetExceededException(key + ": " + getMessage());
    }
}
