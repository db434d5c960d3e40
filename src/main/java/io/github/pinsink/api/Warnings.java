package io.github.pinsink.api;

import java.util.Map;

/**
 * What the API warned of in one answer, counted by kind. A kind is the first sentence of a warning without anything that
 * could be a value, so that it may be logged and tagged.
 *
 * @param byKind how many events drew a warning of each kind; a few kinds at most
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
