package io.github.pinsink.tools.plan;

import io.github.pinsink.mapping.MappingResult.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of a record by two configs, side by side: by event id, and the others by their order. */
final class EventPairs {
    /** @param before empty for an event that appears; {@code after} is empty for one that vanishes */
    record Pair(Optional<Event> before, Optional<Event> after) {}

    private EventPairs() {}

    static List<Pair> of(List<Event> before, List<Event> after) {
        List<Event> newLeft = new ArrayList<>(after);
        List<Event> oldLeft = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        if (before.size() == after.size() && haveSameIds(before, after)) {
            for (int i = 0; i < before.size(); i++) {
                pairs.add(new Pair(Optional.of(before.get(i)), Optional.of(after.get(i))));
            }
            return pairs;
        }
        Map<String, Event> byId = new HashMap<>();
        after.forEach(event -> byId.putIfAbsent(event.encoded().eventId(), event));
        for (Event event : before) {
            Event match = byId.remove(event.encoded().eventId());
            if (match == null) {
                oldLeft.add(event);
            } else {
                newLeft.removeIf(other -> other == match);
                pairs.add(new Pair(Optional.of(event), Optional.of(match)));
            }
        }
        for (int i = 0; i < Math.max(oldLeft.size(), newLeft.size()); i++) {
            pairs.add(new Pair(at(oldLeft, i), at(newLeft, i)));
        }
        return pairs;
    }

    /** The usual case. */
    private static boolean haveSameIds(List<Event> before, List<Event> after) {
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).encoded().eventId().equals(after.get(i).encoded().eventId())) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Event> at(List<Event> events, int index) {
        return index < events.size() ? Optional.of(events.get(index)) : Optional.empty();
    }
}
