package io.github.pinsink.delivery;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells a few bad events from a fault common to all of them. Counted is, for each kind of message, by how many the events
 * refused exceed the events delivered since; never below none. Bad events among good ones leave that near zero however many
 * they become. A schema changed on the other side, or a mapping that is wrong for most records, lets it climb without end,
 * also where several requests are under way and now and then one passes.
 */
final class RejectionBreaker {
    private static final int MOST_KINDS = 32;
    private static final String OTHER_KINDS = "";

    private final long limit;
    private final Map<String, Long> excess = new HashMap<>();

    /** @param limit from how many on it is a fault common to all */
    RejectionBreaker(long limit) {
        this.limit = limit;
    }

    void delivered(int events) {
        if (!excess.isEmpty()) {
            excess.replaceAll((kind, count) -> count - events);
            excess.values().removeIf(count -> count <= 0);
        }
    }

    /** How many more of this kind may be refused before that is too many. */
    long room(String kind) {
        return limit - excess.getOrDefault(known(kind), 0L);
    }

    void refused(String kind, int events) {
        excess.merge(known(kind), (long) events, Long::sum);
    }

    long excess(String kind) {
        return excess.getOrDefault(known(kind), 0L);
    }

    private String known(String kind) {
        return excess.containsKey(kind) || excess.size() < MOST_KINDS ? kind : OTHER_KINDS;
    }
}
