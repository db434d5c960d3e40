package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Utils.JList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A path: names with optional predicates, and computed steps. Through objects only it is a chain of lookups that allocates
 * nothing.
 */
final class Path implements Node {
    private final Node start;
    private final boolean hasStart;
    private final Step[] steps;
    /** The number of names that the path begins with, from the context. Most paths are only names. */
    private final int names;
    /** The cache of the first of them; null when there is none. */
    private final RecordObject.FieldCache firstName;

    /**
     * @param start where the path starts, such as the context or a variable
     * @param hasStart whether the start is in the source, and so is a step itself
     */
    Path(Node start, boolean hasStart, List<Step> steps) {
        this.start = start;
        this.hasStart = hasStart;
        this.steps = steps.toArray(Step[]::new);
        List<String> leading = start instanceof Context ? leadingNames(steps) : List.of();
        this.names = leading.size();
        RecordObject.FieldCache cache = null;
        for (int i = names - 1; i >= 0; i--) {
            cache = new RecordObject.FieldCache(leading.get(i), cache);
        }
        this.firstName = cache;
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

    /** Whether the path is only names. */
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

    /** The value of the names if they only lead through objects of the record; null when {@link #stepByStep} must decide. */
    Object find(Object context) {
        Object at = context;
        RecordObject.FieldCache cache = firstName;
        while (cache != null && at instanceof RecordObject object) {
            at = object.lookup(cache);
            cache = cache.next();
        }
        return firstName == null || cache != null ? null : at;
    }

    /** The same as {@link #evaluate}, for any context. */
    Object stepByStep(Object context, Scope scope) {
        if (firstName == null) {
            Object given = start.evaluate(context, scope);
            // No step follows a start without a value, not even one that does not read it.
            return given == null && hasStart ? null : follow(given, 0, scope);
        }
        Object at = context;
        RecordObject.FieldCache cache = firstName;
        for (int i = 0; i < names; i++) {
            if (!(at instanceof Map<?, ?> object)) {
                return at instanceof List<?> list ? each(list, i, scope) : null;
            }
            Object property = at instanceof RecordObject view ? view.lookup(cache) : object.get(cache.name());
            at = property != null ? property : Sequences.nothingOrNull(object, cache.name(), scope);
            cache = cache.next();
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
            at = Sequences.flatten(results, i == steps.length - 1, scope.budget());
            if (at.isEmpty()) {
                break;
            }
        }
        return Sequences.unwrap(at);
    }

    @Override
    public Projection reads() {
        // The steps after a variable do not read the context.
        return start instanceof Context ? readsOfStart() : start.reads();
    }

    /** The parts of the start that the steps may read. */
    Projection readsOfStart() {
        Projection reads = Projection.everything();
        for (int i = steps.length - 1; i >= 0; i--) {
            reads = steps[i].reads(reads, i == steps.length - 1);
        }
        return reads;
    }

    /** {@code $}, and the start of a path of names. */
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

    /** A variable that the expression binds itself. {@link Constructors.Binding} counts what it reads. */
    record Bound(int slot) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            return Sequences.unwrap(scope.bound(slot));
        }

        @Override
        public Projection reads() {
            return Projection.nothing();
        }
    }

    /** The context as the argument of a function that is called without arguments. */
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

    /** The start of a path that must be evaluated first, such as a call. */
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

    /** A step of a path and its predicates. */
    abstract static class Step {
        private final List<Predicate> predicates;

        Step(List<Predicate> predicates) {
            this.predicates = List.copyOf(predicates);
        }

        abstract Object evaluate(Object context, Scope scope);

        /** @param following what the following steps read of its result */
        abstract Projection reads(Projection following, boolean last);

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

        final Projection readsOfPredicates() {
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
            // The JSON parser and the JSON converter intern names, so most comparisons are by identity.
            this.name = name.intern();
        }

        @Override
        Object evaluate(Object context, Scope scope) {
            return Sequences.property(context, name, scope);
        }

        @Override
        Projection reads(Projection following, boolean last) {
            return following.union(readsOfPredicates()).under(name);
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
        Projection reads(Projection following, boolean last) {
            Projection reads = node.reads();
            // Even if nothing of the elements is read, their number matters.
            return reads.isNothing() ? Projection.everything() : reads;
        }
    }

    /** A filter in brackets after a step. */
    interface Predicate {
        Object filter(Object elements, Scope scope);

        Projection reads();
    }

    /** A number: the element with that index, from the end when it is negative. */
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
            // A number selects an index; other types have rules of their own.
            throw Fallback.INSTANCE;
        }

        @Override
        public Projection reads() {
            return condition.reads();
        }
    }
}
