package io.github.pinsink.mapping.expression;

/**
 * The expressions of a record exceeded their budget, so no more of them are evaluated. Unchecked, so that it is not taken for
 * the failure of one field on its way out of the record. Has no stack trace; its message contains no value.
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
    public BudgetExceededException withKey(String evaluated) {
        return new BudgetExceededException(evaluated, getMessage());
    }

    /** The config key whose expression was evaluated; empty while it is not known. */
    public String key() {
        return key;
    }
}
