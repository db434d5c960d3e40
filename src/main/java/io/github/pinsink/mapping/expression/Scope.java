package io.github.pinsink.mapping.expression;

import java.util.Arrays;
import java.util.function.Function;

/** The document and the variables of an evaluation, and its budget. Reused for each evaluation. */
final class Scope {
    private static final Function<String, Object> NONE = name -> null;

    private final Object[] bound;
    private boolean mayContainNull;

    @SuppressWarnings("NullAway.Init") // set before anything is evaluated
    private EvaluationBudget budget;

    private Object root;
    private Function<String, Object> variables = NONE;

    /** @param bindings the number of variables that the expression binds itself */
    Scope(int bindings) {
        this.bound = new Object[bindings];
    }

    /** For an expression that uses only its context. */
    void begin(EvaluationBudget ofRecord) {
        mayContainNull = false;
        budget = ofRecord;
    }

    void begin(Object document, Function<String, Object> named, EvaluationBudget ofRecord) {
        begin(ofRecord);
        root = document;
        variables = named;
    }

    /** Of the current record. */
    EvaluationBudget budget() {
        return budget;
    }

    /** The result may contain the library's marker for null. */
    void markNull() {
        mayContainNull = true;
    }

    boolean mayContainNull() {
        return mayContainNull;
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

    /** Releases all references to the record. */
    void end() {
        root = null;
        variables = NONE;
        Arrays.fill(bound, null);
    }

    Object variable(String name) {
        return variables.apply(name);
    }
}
