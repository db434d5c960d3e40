package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import com.dashjoin.jsonata.Utils.JList;
import java.util.List;
import java.util.Map;

/** JSONata's sequences: lists that are nothing when they are empty, and their element when they have one. */
final class Sequences {
    private Sequences() {}

    static JList<Object> empty() {
        JList<Object> sequence = new JList<>();
        sequence.sequence = true;
        return sequence;
    }

    /** Texts and objects first: to ask a class whether it has an interface that it has not takes long. */
    static boolean isList(Object value) {
        return !(value instanceof String) && !(value instanceof Map<?, ?>) && value instanceof List<?>;
    }

    /** What an evaluated part is to others. */
    static Object value(Object result) {
        if (result instanceof JList<?> list && list.sequence) {
            if (list.isEmpty()) {
                return null;
            }
            return list.size() == 1 ? list.get(0) : list;
        }
        return result;
    }

    /** The member of an object, or of each object in a list. */
    static Object member(Object of, String name, Scope scope) {
        if (of instanceof Map<?, ?> object) {
            Object member = object.get(name);
            return member != null ? member : nothingOrNull(object, name, scope);
        }
        if (of instanceof List<?> list) {
            scope.budget().charge(list.size());
            scope.mayHoldNull();
            return value(Functions.lookup(of, name));
        }
        return null;
    }

    /** What a name means that gives no value: nothing, or JSON's null. */
    static Object nothingOrNull(Map<?, ?> object, String name, Scope scope) {
        if (object.containsKey(name)) {
            scope.mayHoldNull();
            return Jsonata.NULL_VALUE;
        }
        return null;
    }

    /** The results of a step for each element as one list, as a path goes on with it. */
    static List<?> flat(JList<Object> results, boolean last, EvaluationBudget budget) {
        if (last && results.size() == 1 && isList(results.get(0)) && !Utils.isSequence(results.get(0))) {
            return (List<?>) results.get(0);
        }
        boolean anyList = false;
        for (int i = 0; i < results.size() && !anyList; i++) {
            anyList = isList(results.get(i));
        }
        if (!anyList) {
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
