package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils.JList;
import java.util.List;

/** Nodes that construct lists and objects, and bind variables. */
final class Constructors {
    private Constructors() {}

    /**
     * {@code [a, b]}: lists among the parts are flattened, unless they are list literals.
     *
     * @param nested which of the parts are list literals
     */
    record ListOf(List<Node> parts, List<Boolean> nested) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            JList<Object> list = new JList<>();
            for (int i = 0; i < parts.size(); i++) {
                Object part = parts.get(i).evaluate(context, scope);
                if (part instanceof List<?> elements && !nested.get(i)) {
                    scope.budget().makeElements(elements.size());
                    list.addAll(elements);
                } else if (part != null) {
                    list.add(part);
                }
            }
            return list;
        }

        @Override
        public Projection reads() {
            return all(parts);
        }
    }

    /** <code>{"name": value}</code> with literal names; a name without a value is dropped. */
    static final class ObjectOf implements Node {
        private final String[] names;
        private final Node[] values;

        ObjectOf(List<String> names, List<Node> values) {
            this.names = names.stream().map(String::intern).toArray(String[]::new);
            this.values = values.toArray(Node[]::new);
        }

        @Override
        public Object evaluate(Object context, Scope scope) {
            if (Sequences.isList(context)) {
                // The library groups its elements.
                throw Fallback.INSTANCE;
            }
            Object[] found = new Object[values.length];
            String[] foundNames = names;
            int size = 0;
            for (int i = 0; i < values.length; i++) {
                Object value = Node.evaluate(values[i], context, scope);
                if (value == null) {
                    continue;
                }
                if (size < i) {
                    // An earlier value is missing, so the names differ from those of the source.
                    foundNames = foundNames == names ? names.clone() : foundNames;
                    foundNames[size] = names[i];
                }
                found[size++] = value;
            }
            return new ConstructedObject(foundNames, found, size);
        }

        @Override
        public Projection reads() {
            return all(List.of(values));
        }
    }

    /** {@code ( $name := value; …; last )}. */
    record Block(List<Node> parts) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            Object result = null;
            for (int i = 0; i < parts.size(); i++) {
                result = parts.get(i).evaluate(context, scope);
            }
            return result;
        }

        @Override
        public Projection reads() {
            return all(parts);
        }
    }

    /** {@code $name := value}. */
    record Binding(int slot, Node value) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            Object result = value.evaluate(context, scope);
            scope.bind(slot, result);
            return result;
        }

        @Override
        public Projection reads() {
            return value.reads();
        }
    }

    /**
     * {@code $map(list, function($element, $index) { body })}: the context of the body is that of the call.
     *
     * @param slots of the parameters
     */
    record Mapping(Node list, List<Integer> slots, Node body) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            Object value = list.evaluate(context, scope);
            if (value == null || value == Jsonata.NULL_VALUE) {
                return null;
            }
            List<?> elements = value instanceof List<?> many ? many : List.of(value);
            scope.budget().charge(elements.size());
            JList<Object> results = Sequences.empty();
            for (int i = 0; i < elements.size(); i++) {
                if (!slots.isEmpty()) {
                    scope.bind(slots.get(0), elements.get(i));
                }
                if (slots.size() > 1) {
                    scope.bind(slots.get(1), i);
                }
                Object result = body.evaluate(context, scope);
                if (result != null) {
                    results.add(result);
                }
            }
            return Sequences.unwrap(results);
        }

        @Override
        public Projection reads() {
            return list.reads().union(body.reads());
        }
    }

    private static Projection all(List<Node> nodes) {
        Projection reads = Projection.nothing();
        for (Node node : nodes) {
            reads = reads.union(node.reads());
        }
        return reads;
    }
}
