package io.github.pinsink.sandbox;

import java.util.Set;

/**
 * An order as a shop would write it to its topic.
 *
 * @param json the record's value, or null for a tombstone
 * @param personalValues what must never leave in plain text; without the postal code, whose few digits also occur in
 *     hashes by chance
 */
public record SampleOrder(String orderId, String json, Fate fate, Set<String> personalValues) {

    /** What should become of the record. */
    public enum Fate {
        DELIVERED,
        REJECTED,
        FILTERED
    }
}
