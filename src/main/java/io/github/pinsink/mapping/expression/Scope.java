package io.github.pinsink.mapping.expression;

import java.util.Arrays;
import java.util.function.Function;

/** What an evaluation can name beside its context: the whole document and the variables. Used again for each evaluation. */
final class Scope {
    private static final Function<String, Object> NONE = name -> null;

    private final Object[] bound;
    private boolean nulls;

    @SuppressWarnings("NullAway.Init") // set before anything is evaluated
    private EvaluationBudget budget;

    private Object root;
    private Function<String, Object> variables = NONE;

    /** @param bindings how many variables the expression binds itself */
    Scope(int bindings) {
        this.bound = new Object[bindings];
    }

    /** For an expression that names nothing but its context. */
    void begin(EvaluationBudget ofRecord) {
        nulls = false;
        budget = ofRecord;
    }

    void begin(Object document, Function<String, Object> named, EvaluationBudget ofRecord) {
        begin(ofRecord);
        root = document;
        variables = named;
    }

    /** Of the record whose evaluation is running. */
    EvaluationBudget budget() {
        return budget;
    }

    /** Says that the library's mark for null was given out, and may be in the result. */
    void mayHoldNull() {
        nulls = true;
    }

    boolean hasNulls() {
        return nulls;
    }

    Object root() {
        return root;
    }

    Object bound(int slot) {
        return bound[slot];
    }

    void bind(int slot, Object value) {
        bound[slot] = value;
    }

    /** Keeps nothing of a record. */
    void end() {
        root = null;
        variables = NONE;
        Arrays.fill(bound, null);
    }

    Object variable(String name) {
        return variables.apply(name);
    }
}
