package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.LibraryGuards;
import com.dashjoin.jsonata.Utils.JList;
import java.util.List;
import java.util.Map;

/**
 * The bounds of one interpreted evaluation: how deep it nests, and the budget of its record. The library's own bounds do
 * not count a part off when it is left while its frame is marked as running side by side, as it is behind the second item
 * of an array or member of an object. Each block and each call of a lambda has a frame of its own, so such a part for each
 * element of a list adds a level for good: 200 elements of {@code items.([sku, qty])} count as deeper than 100.
 */
final class EvaluationBounds implements LibraryGuards.Watcher {
    /** Of one part of an expression, which may look at a whole list of the record. */
    private static final int STEPS_OF_PART = 128;

    /** An element of {@code [1..n]} becomes an object of its own wherever the list is copied. */
    private static final int CHARACTERS_OF_RANGE_ELEMENT = 12;

    /** A reference to it, in each of the lists that the library holds at a time. */
    private static final int CHARACTERS_OF_LIST_ELEMENT = 4;

    private final EvaluationBudget budget;
    private final int maxDepth;
    private int depth;

    private EvaluationBounds(EvaluationBudget budget, int maxDepth) {
        this.budget = budget;
        this.maxDepth = maxDepth;
    }

    static void set(Jsonata.Frame frame, EvaluationBudget budget, int maxDepth) {
        LibraryGuards.watch(frame, new EvaluationBounds(budget, maxDepth));
    }

    @Override
    public void enter() {
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
                // A path copies it into its own result, one for each of its elements, before anybody else sees them.
                budget.make((long) CHARACTERS_OF_LIST_ELEMENT * list.size());
            }
        }
    }

    /**
     * Counts a constructed value as the tree that it is to whoever walks it: the same part may be in it many times. What
     * lies in the record is not walked.
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

    /** Of the library's kind, since that turns others into one without a word on what happened. */
    static final class TooDeep extends JException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("the expression nests too deeply");
        }
    }
}
