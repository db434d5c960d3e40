package io.github.pinsink.delivery;

import java.util.HashMap;
import java.util.Map;

/**
 * A circuit breaker for rejections: tells a few bad events from a fault common to all events. For each kind of message it
 * counts by how many the rejected events exceed the events accepted since, never below zero. Bad events among good ones keep
 * this near zero. A change of the API's schema, or a mapping that is wrong for most records, lets it grow without end, also
 * while a few requests succeed.
 */
final class RejectionBreaker {
    private static final int MAX_KINDS = 32;
    private static final String OTHER_KINDS = "";

    private final long limit;
    private final Map<String, Long> excess = new HashMap<>();

    /** @param limit the excess at which rejections count as a fault common to all events */
    RejectionBreaker(long limit) {
        this.limit = limit;
    }

    void delivered(int events) {
        if (!excess.isEmpty()) {
            excess.replaceAll((kind, count) -> count - events);
            excess.values().removeIf(count -> count <= 0);
        }
    }

    /** How many more events of this kind may be rejected. */
    long remaining(String kind) {
        return limit - excess.getOrDefault(known(kind), 0L);
    }

    void rejected(String kind, int events) {
        excess.merge(known(kind), (long) events, Long::sum);
    }

    long excess(String kind) {
        return excess.getOrDefault(known(kind), 0L);
    }

    private String known(String kind) {
        return excess.containsKey(kind) || excess.size() < MAX_KINDS ? kind : OTHER_KINDS;
    }
}
