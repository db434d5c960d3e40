package io.github.pinsink.sandbox;

import java.util.Set;

/**
 * A record with the order of a web shop.
 *
 * @param json the record's value, or null for a tombstone
 * @param personalValues values that must never be sent or logged in plain text. The postal code is not among them, since
 *     its few digits also occur in hashes by chance
 */
public record SampleOrder(String orderId, String json, ExpectedOutcome expectedOutcome, Set<String> personalValues) {

    /** What the connector should do with the record. */
    public enum ExpectedOutcome {
        DELIVERED,
        REJECTED,
        FILTERED
    }
}
