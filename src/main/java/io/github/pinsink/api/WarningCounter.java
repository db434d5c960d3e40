package io.github.pinsink.api;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the warnings of one response. Nearly all events have the same few warnings, so each is compared with the messages
 * seen before, character by character, and only a new one is copied.
 */
final class WarningCounter {
    private static final int MAX_MESSAGES = 16;
    private static final int MAX_KINDS = 16;
    private static final int MAX_MESSAGE_LENGTH = 2_000;
    private static final String OTHER = "other warnings";

    private final char[][] messages = new char[MAX_MESSAGES][];
    private final int[] counts = new int[MAX_MESSAGES];
    private int distinct;
    private int other;
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
        if (distinct == MAX_MESSAGES || length > MAX_MESSAGE_LENGTH) {
            other++;
            return;
        }
        messages[distinct] = Arrays.copyOfRange(buffer, offset, offset + length);
        counts[distinct] = 1;
        last = distinct++;
    }

    private boolean isSame(int index, char[] buffer, int offset, int length) {
        return Arrays.equals(messages[index], 0, messages[index].length, buffer, offset, offset + length);
    }

    /** The counts by kind. One message may contain several warnings, separated by semicolons. */
    Warnings total() {
        if (distinct == 0 && other == 0) {
            return Warnings.NONE;
        }
        Map<String, Integer> byKind = new HashMap<>();
        for (int i = 0; i < distinct; i++) {
            for (String kind : ApiMessage.kinds(new String(messages[i]))) {
                boolean isCounted = byKind.containsKey(kind) || byKind.size() < MAX_KINDS;
                byKind.merge(isCounted ? kind : OTHER, counts[i], Integer::sum);
            }
        }
        if (other > 0) {
            byKind.merge(OTHER, other, Integer::sum);
        }
        return new Warnings(byKind);
    }
}
