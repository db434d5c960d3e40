package io.github.pinsink.api;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the warnings of one answer. Nearly every event draws the same few texts, so a text is compared with those already
 * seen, letter by letter, and becomes a string only when it is new.
 */
final class WarningCounter {
    private static final int MOST_TEXTS = 16;
    private static final int LONGEST_TEXT = 2_000;
    private static final String OTHERS = "other warnings";

    private final char[][] texts = new char[MOST_TEXTS][];
    private final int[] counts = new int[MOST_TEXTS];
    private int distinct;
    private int others;
    private int last;

    void add(char[] buffer, int offset, int length) {
        if (length == 0) {
            return;
        }
        if (last < distinct && isSame(last, buffer, offset, length)) {
            counts[last]++;
            return;
        }
        for (int i = 0; i < distinct; i++) {
            if (isSame(i, buffer, offset, length)) {
                last = i;
                counts[i]++;
                return;
            }
        }
        if (distinct == MOST_TEXTS || length > LONGEST_TEXT) {
            others++;
            return;
        }
        texts[distinct] = Arrays.copyOfRange(buffer, offset, offset + length);
        counts[distinct] = 1;
        last = distinct++;
    }

    private boolean isSame(int index, char[] buffer, int offset, int length) {
        return Arrays.equals(texts[index], 0, texts[index].length, buffer, offset, offset + length);
    }

    /** One text can hold several warnings, with semicolons between them. */
    Warnings total() {
        if (distinct == 0 && others == 0) {
            return Warnings.NONE;
        }
        Map<String, Integer> byKind = new HashMap<>();
        for (int i = 0; i < distinct; i++) {
            for (String kind : ApiMessage.kinds(new String(texts[i]))) {
                byKind.merge(byKind.size() < MOST_TEXTS ? kind : OTHERS, counts[i], Integer::sum);
            }
        }
        if (others > 0) {
            byKind.merge(OTHERS, others, Integer::sum);
        }
        return new Warnings(byKind);
    }
}
