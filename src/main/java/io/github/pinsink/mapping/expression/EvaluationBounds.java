package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;

/**
 * The bounds of one interpreted evaluation. The library's own do not count a part off when it is left while its frame is
 * marked as running side by side, as it is behind the second item of an array or member of an object. Each block and each
 * call of a lambda has a frame of its own, so such a part for each element of a list adds a level for good: 200 elements of
 * {@code items.([sku, qty])} count as deeper than 100.
 */
final class EvaluationBounds {
    /** Reading the clock costs as much as a small part of an expression. */
    private static final int PARTS_PER_LOOK_AT_THE_CLOCK = 64;

    private final int maxDepth;
    private final long maxNanos;
    private final long start = System.nanoTime();
    private int depth;
    private int parts;

    private EvaluationBounds(Duration timeout, int maxDepth) {
        this.maxNanos = timeout.toNanos();
        this.maxDepth = maxDepth;
    }

    static void set(Jsonata.Frame frame, Duration timeout, int maxDepth) {
        EvaluationBounds bounds = new EvaluationBounds(timeout, maxDepth);
        frame.setEvaluateEntryCallback((part, context, environment) -> bounds.enter());
        frame.setEvaluateExitCallback((part, context, environment, result) -> bounds.depth--);
    }

    private void enter() {
        if (++depth > maxDepth) {
            throw new Exceeded("the expression nests too deep");
        }
        if (++parts % PARTS_PER_LOOK_AT_THE_CLOCK == 0 && System.nanoTime() - start > maxNanos) {
            throw new Exceeded("the expression takes too long");
        }
    }

    /** Of the library's kind, since that turns others into one without a word on what happened. */
    static final class Exceeded extends JException {
        private static final long serialVersionUID = 1L;

        private final String what;

        Exceeded(String what) {
            super(what);
            this.what = what;
        }

        String what() {
            return what;
        }
    }
}
