package io.github.pinsink.mapping.expression;

/**
 * The expressions of a record used up what they may cost together, so none of them is evaluated any more. Unchecked, so
 * that nothing between the expression and the end of the record takes it for the failure of one field. Stackless; its
 * message holds no value.
 */
public final class BudgetExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    public BudgetExceededException(String message) {
        this("", message);
    }

    private BudgetExceededException(String key, String message) {
        super(message, null, false, false);
        this.key = key;
    }

    /** @param evaluated the config key whose expression was evaluated */
    public BudgetExceededException of(String evaluated) {
        return new BudgetExceededException(evaluated, getMessage());
    }

    /** The config key whose expression was evaluated; empty while it is not known. */
    public String key() {
        return key;
    }
}
