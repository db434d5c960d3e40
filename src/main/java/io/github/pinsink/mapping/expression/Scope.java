package io.github.pinsink.mapping.expression;

import java.util.function.Function;

/** What an evaluation can name beside its context: the whole document and the variables. Used again for each evaluation. */
final class Scope {
    private Object root;
    private Function<String, Object> variables = name -> null;

    void begin(Object document, Function<String, Object> named) {
        root = document;
        variables = named;
    }

    Object root() {
        return root;
    }

    Object variable(String name) {
        return variables.apply(name);
    }
}
