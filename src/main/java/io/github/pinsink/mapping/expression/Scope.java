package io.github.pinsink.mapping.expression;

import java.util.function.Function;

/** What an evaluation can name beside its context: the whole document and the variables. Used again for each evaluation. */
final class Scope {
    private boolean nulls;
    private Object root;
    private Function<String, Object> variables = name -> null;

    void begin(Object document, Function<String, Object> named) {
        nulls = false;
        root = document;
        variables = named;
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

    Object variable(String name) {
        return variables.apply(name);
    }
}
