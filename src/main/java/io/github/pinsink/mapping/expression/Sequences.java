package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import com.dashjoin.jsonata.Utils.JList;
import java.util.List;
import java.util.Map;

/** JSONata's sequences: a list that stands for no value when it is empty, and for its element when it has one. */
final class Sequences {
    private Sequences() {}

    static JList<Object> empty() {
        JList<Object> sequence = new JList<>();
        sequence.sequence = true;
        return sequence;
    }

    /** Checks for strings and objects first: {@code instanceof} is slow for an interface that a class does not have. */
    static boolean isList(Object value) {
        return !(value instanceof String) && !(value instanceof Map<?, ?>) && value instanceof List<?>;
    }

    /** The value of a sequence; other results are unchanged. */
    static Object unwrap(Object result) {
        if (result instanceof JList<?> list && list.sequence) {
            if (list.isEmpty()) {
                return null;
            }
            return list.size() == 1 ? list.get(0) : list;
        }
        return result;
    }

    /** The property of an object, or of each object in a list. */
    static Object property(Object of, String name, Scope scope) {
        if (of instanceof Map<?, ?> object) {
            Object property = object.get(name);
            return property != null ? property : nothingOrNull(object, name, scope);
        }
        if (of instanceof List<?> list) {
            scope.budget().charge(list.size());
            scope.markNull();
            return unwrap(Functions.lookup(of, name));
        }
        return null;
    }

    /** The result for a property without a value: null for nothing, or the marker for JSON null. */
    static Object nothingOrNull(Map<?, ?> object, String name, Scope scope) {
        if (object.containsKey(name)) {
            scope.markNull();
            return Jsonata.NULL_VALUE;
        }
        return null;
    }

    /** Joins the results of a step for each element into one list, the input of the next step. */
    static List<?> flatten(JList<Object> results, boolean isLast, EvaluationBudget budget) {
        if (isLast && results.size() == 1 && isList(results.get(0)) && !Utils.isSequence(results.get(0))) {
            return (List<?>) results.get(0);
        }
        boolean hasList = false;
        for (int i = 0; i < results.size() && !hasList; i++) {
            hasList = isList(results.get(i));
        }
        if (!hasList) {
            return results;
        }
        JList<Object> flat = empty();
        for (Object result : results) {
            if (result instanceof List<?> list) {
                budget.makeElements(list.size());
                flat.addAll(list);
            } else {
                flat.add(result);
            }
        }
        return flat;
    }
}
