package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.LibraryGuards;
import com.dashjoin.jsonata.Utils.JList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Enforces the maximum depth of one interpreted evaluation and the budget of its record. The library's own depth limit is
 * not usable: it does not count down when a part ends while its frame is marked as parallel, as after the second item of an
 * array or object. Each block and each call of a lambda has its own frame, so such a part adds a level for each element of a
 * list: 200 elements of {@code items.([sku, qty])} count as deeper than 100.
 */
final class EvaluationBounds implements LibraryGuards.Watcher {
    /** For one part of an expression, which may read a whole list of the record. */
    private static final int STEPS_OF_PART = 128;

    /** An element of {@code [1..n]} becomes an object wherever the list is copied. */
    private static final int CHARACTERS_OF_RANGE_ELEMENT = 12;

    /** A reference in each of the lists that the library holds at a time. */
    private static final int CHARACTERS_OF_LIST_ELEMENT = 4;

    private static final int USUAL_DEPTH = 8;

    private final EvaluationBudget budget;
    private final int maxDepth;
    /** Of the parts that were entered and not left. */
    private int[] positions = new int[USUAL_DEPTH];

    private int depth;

    private EvaluationBounds(EvaluationBudget budget, int maxDepth) {
        this.budget = budget;
        this.maxDepth = maxDepth;
    }

    static EvaluationBounds set(
            Jsonata.Frame frame, LibraryGuards.Callees callees, EvaluationBudget budget, int maxDepth) {
        EvaluationBounds bounds = new EvaluationBounds(budget, maxDepth);
        LibraryGuards.watch(frame, callees, bounds);
        return bounds;
    }

    /**
     * The position of the part that was entered last and not left: after a failure, the one that failed. The library's
     * exceptions of operators and of conversions have no position. 0 when it is unknown.
     */
    int position() {
        for (int i = depth - 1; i >= 0; i--) {
            if (positions[i] > 0) {
                return positions[i];
            }
        }
        return 0;
    }

    @Override
    public void enter(int position) {
        if (depth == positions.length) {
            positions = Arrays.copyOf(positions, 2 * depth);
        }
        positions[depth] = position;
        if (++depth > maxDepth) {
            throw new TooDeep();
        }
        budget.charge(STEPS_OF_PART);
    }

    @Override
    public void leave(boolean operator, boolean construct, Object result) {
        depth--;
        if (result instanceof String string) {
            if (operator) {
                budget.make(string.length());
            }
        } else if (LibraryGuards.isRange(result)) {
            budget.make((long) CHARACTERS_OF_RANGE_ELEMENT * ((List<?>) result).size());
        } else {
            if (construct) {
                count(result);
            }
            if (result instanceof List<?> list) {
                // A path copies the list into its result.
                budget.make((long) CHARACTERS_OF_LIST_ELEMENT * list.size());
            }
        }
    }

    /**
     * Charges a constructed value as a tree, which may contain the same part many times. Parts of the record are not
     * visited.
     */
    private void count(Object value) {
        if (value instanceof JList<?> list) {
            for (int i = 0; i < list.size(); i++) {
                budget.make(1);
                count(list.get(i));
            }
        } else if (value instanceof Map<?, ?> object && LibraryGuards.isConstructed(object)) {
            for (Object property : object.values()) {
                budget.make(1);
                count(property);
            }
        }
    }

    /** A subclass of the library's exception, since the library wraps other exceptions into one without a cause. */
    static final class TooDeep extends JException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("the expression nests too deeply");
        }
    }
}
