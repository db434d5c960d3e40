package io.github.pinsink.mapping.expression;

/**
 * A part of a compiled expression. It gives exactly what the library's interpreter gives for the same part, its marks
 * included (sequences, {@code NULL_VALUE}), or throws {@link Fallback}.
 */
interface Node {
    /** @param context the value the part is seen from; null for nothing */
    Object evaluate(Object context, Scope scope);

    /** As {@link #evaluate} does: most parts are paths, and a class is called faster than an interface. */
    static Object evaluate(Node node, Object context, Scope scope) {
        return node instanceof Path path ? path.evaluate(context, scope) : node.evaluate(context, scope);
    }

    /** The parts of its context it may touch. */
    Projection reads();
}
