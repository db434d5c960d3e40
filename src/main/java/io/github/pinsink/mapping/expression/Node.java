package io.github.pinsink.mapping.expression;

/**
 * A part of a compiled expression. It returns exactly what the library's interpreter returns for the same part, including
 * its markers (sequences, {@code NULL_VALUE}), or throws {@link Fallback}.
 */
interface Node {
    /** @param context the context value; null for nothing */
    Object evaluate(Object context, Scope scope);

    /** The same as {@link #evaluate}, but faster for a path, which most parts are: the call is not through an interface. */
    static Object evaluate(Node node, Object context, Scope scope) {
        return node instanceof Path path ? path.evaluate(context, scope) : node.evaluate(context, scope);
    }

    /** The parts of the context that it may read. */
    Projection reads();
}
