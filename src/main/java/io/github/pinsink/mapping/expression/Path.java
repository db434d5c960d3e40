package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Utils.JList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A path: names, with predicates behind them, and perhaps an evaluated step at its end. Without a list on the way it is a
 * chain of look-ups that allocates nothing.
 */
final class Path implements Node {
    private final Node start;
    private final boolean written;
    private final Step[] steps;
    /** How many names the path begins with, seen from the context; most paths are nothing else. */
    private final int names;
    /** The first of them; null where there is none. */
    private final RecordObject.FieldCache firstName;

    /**
     * @param start what the path begins at, such as the context or a variable
     * @param written whether that stands there, and so is a step itself
     */
    Path(Node start, boolean written, List<Step> steps) {
        this.start = start;
        this.written = written;
        this.steps = steps.toArray(Step[]::new);
        List<String> leading = start instanceof Context ? leadingNames(steps) : List.of();
        this.names = leading.size();
        RecordObject.FieldCache place = null;
        for (int i = names - 1; i >= 0; i--) {
            place = new RecordObject.FieldCache(leading.get(i), place);
        }
        this.firstName = place;
    }

    private static List<String> leadingNames(List<Step> steps) {
        List<String> names = new ArrayList<>();
        for (Step step : steps) {
            if (!(step instanceof Name name) || step.hasPredicates()) {
                break;
            }
            names.add(name.name);
        }
        return names;
    }

    /** Whether nothing follows the names. */
    boolean isNames() {
        return names > 0 && names == steps.length;
    }

    @Override
    public Object evaluate(Object context, Scope scope) {
        Object found = find(context);
        if (found == null) {
            return stepByStep(context, scope);
        }
        return names == steps.length ? found : follow(found, names, scope);
    }

    /** What the names lead to, where they lead through objects of the record only; null if it takes a closer look. */
    Object find(Object context) {
        Object at = context;
        RecordObject.FieldCache place = firstName;
        while (place != null && at instanceof RecordObject object) {
            at = object.at(place);
            place = place.next();
        }
        return firstName == null || place != null ? null : at;
    }

    /** What {@link #evaluate} gives for any context. */
    Object stepByStep(Object context, Scope scope) {
        if (firstName == null) {
            Object given = start.evaluate(context, scope);
            // No step is taken from nothing, not even one that would not look at it.
            return given == null && written ? null : follow(given, 0, scope);
        }
        Object at = context;
        RecordObject.FieldCache place = firstName;
        for (int i = 0; i < names; i++) {
            if (!(at instanceof Map<?, ?> object)) {
                return at instanceof List<?> list ? each(list, i, scope) : null;
            }
            Object member = at instanceof RecordObject own ? own.at(place) : object.get(place.name());
            at = member != null ? member : Sequences.nothingOrNull(object, place.name(), scope);
            place = place.next();
        }
        return names == steps.length || at == null ? at : follow(at, names, scope);
    }

    private Object follow(Object from, int first, Scope scope) {
        Object at = from;
        for (int i = first; i < steps.length; i++) {
            if (Sequences.isList(at)) {
                return each((List<?>) at, i, scope);
            }
            Step step = steps[i];
            if (step.hasPredicates()) {
                return each(Collections.singletonList(at), i, scope);
            }
            at = step.evaluate(at, scope);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private Object each(List<?> elements, int from, Scope scope) {
        List<?> at = elements;
        for (int i = from; i < steps.length; i++) {
            scope.budget().charge(at.size());
            JList<Object> results = Sequences.empty();
            for (int j = 0; j < at.size(); j++) {
                Object result = steps[i].evaluateAndFilter(at.get(j), scope);
                if (result != null) {
                    results.add(result);
                }
            }
            at = Sequences.flat(results, i == steps.length - 1, scope.budget());
            if (at.isEmpty()) {
                break;
            }
        }
        return Sequences.value(at);
    }

    @Override
    public Projection reads() {
        Projection reads = Projection.everything();
        for (int i = steps.length - 1; i >= 0; i--) {
            reads = steps[i].reads(reads, i == steps.length - 1);
        }
        // From a variable on it is no longer the context that is read.
        return start instanceof Context ? reads : start.reads();
    }

    /** {@code $}, and what a path of names begins at. */
    record Context() implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            return context;
        }

        @Override
        public Projection reads() {
            return Projection.everything();
        }
    }

    /** {@code $$}. */
    record Root() implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            return scope.root();
        }

        @Override
        public Projection reads() {
            return Projection.everything();
        }
    }

    /** {@code $name}. */
    record Variable(String name) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            return scope.variable(name);
        }

        @Override
        public Projection reads() {
            return Projection.nothing();
        }
    }

    /** A variable that the expression has bound itself; what it reads was counted there. */
    record Bound(int slot) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            return Sequences.value(scope.bound(slot));
        }

        @Override
        public Projection reads() {
            return Projection.nothing();
        }
    }

    /** The context as the argument of a function that is called without one. */
    record Argument() implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            if (context instanceof List<?>) {
                throw Fallback.INSTANCE;
            }
            return context;
        }

        @Override
        public Projection reads() {
            return Projection.everything();
        }
    }

    /** What a path begins at when that is evaluated first, such as a call. */
    record ComputedRoot(Node node) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            if (context instanceof List<?>) {
                // The library evaluates it for each element.
                throw Fallback.INSTANCE;
            }
            return node.evaluate(context, scope);
        }

        @Override
        public Projection reads() {
            return node.reads();
        }
    }

    /** A step of a path and the predicates behind it. */
    abstract static class Step {
        private final List<Predicate> predicates;

        Step(List<Predicate> predicates) {
            this.predicates = List.copyOf(predicates);
        }

        abstract Object evaluate(Object context, Scope scope);

        /** @param behind what the steps behind this one read of its result */
        abstract Projection reads(Projection behind, boolean last);

        boolean hasPredicates() {
            return !predicates.isEmpty();
        }

        final Object evaluateAndFilter(Object context, Scope scope) {
            Object result = evaluate(context, scope);
            for (int i = 0; i < predicates.size(); i++) {
                result = predicates.get(i).filter(result, scope);
            }
            return result;
        }

        final Projection ofPredicates() {
            Projection reads = Projection.nothing();
            for (Predicate predicate : predicates) {
                reads = reads.union(predicate.reads());
            }
            return reads;
        }
    }

    /** A name. */
    static final class Name extends Step {
        private final String name;

        Name(String name, List<Predicate> predicates) {
            super(predicates);
            // The names of JSON text and of its converter are interned, so that they are told apart without a look.
            this.name = name.intern();
        }

        @Override
        Object evaluate(Object context, Scope scope) {
            return Sequences.member(context, name, scope);
        }

        @Override
        Projection reads(Projection behind, boolean last) {
            return behind.union(ofPredicates()).under(name);
        }
    }

    /** An object, a call or a block that is evaluated for each element. */
    static final class ComputedStep extends Step {
        private final Node node;

        ComputedStep(Node node) {
            super(List.of());
            this.node = node;
        }

        @Override
        Object evaluate(Object context, Scope scope) {
            return node.evaluate(context, scope);
        }

        @Override
        Projection reads(Projection behind, boolean last) {
            Projection reads = node.reads();
            // Of what nothing is read, it still matters how many there are.
            return reads.isNothing() ? Projection.everything() : reads;
        }
    }

    /** What stands in brackets behind a step. */
    interface Predicate {
        Object filter(Object elements, Scope scope);

        Projection reads();
    }

    /** A number: the element at that place, from the end when it is negative. */
    record Index(int index) implements Predicate {
        @Override
        public Object filter(Object elements, Scope scope) {
            List<?> list = elements instanceof List<?> given ? given : null;
            int size = list == null ? 1 : list.size();
            int at = index < 0 ? size + index : index;
            Object element = at < 0 || at >= size ? null : list == null ? elements : list.get(at);
            if (element instanceof List<?>) {
                return element;
            }
            JList<Object> found = Sequences.empty();
            if (element != null) {
                found.add(element);
            }
            return found;
        }

        @Override
        public Projection reads() {
            return Projection.nothing();
        }
    }

    /** A condition: the elements for which it is true. */
    record Condition(Node condition) implements Predicate {
        @Override
        public Object filter(Object elements, Scope scope) {
            JList<Object> found = Sequences.empty();
            if (elements instanceof List<?> list) {
                scope.budget().charge(list.size());
                for (int i = 0; i < list.size(); i++) {
                    if (holds(list.get(i), scope)) {
                        found.add(list.get(i));
                    }
                }
            } else if (holds(elements, scope)) {
                found.add(elements);
            }
            return found;
        }

        private boolean holds(Object element, Scope scope) {
            Object result = condition.evaluate(element, scope);
            if (result == null || result instanceof Boolean) {
                return Boolean.TRUE.equals(result);
            }
            // A number is a place in the list, and more besides.
            throw Fallback.INSTANCE;
        }

        @Override
        public Projection reads() {
            return condition.reads();
        }
    }
}
