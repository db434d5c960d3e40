package io.github.pinsink.api;

import java.util.Map;

/**
 * The warnings of one response, counted by kind. A kind is the first sentence of a warning with all possible values masked,
 * so it may be logged and used as a tag.
 *
 * @param byKind the number of events with a warning of each kind; at most 17 kinds, including {@code other warnings}
 */
public record Warnings(Map<String, Integer> byKind) {
    public static final Warnings NONE = new Warnings(Map.of());

    public Warnings {
        byKind = Map.copyOf(byKind);
    }

    public boolean isEmpty() {
        return byKind.isEmpty();
    }
}
