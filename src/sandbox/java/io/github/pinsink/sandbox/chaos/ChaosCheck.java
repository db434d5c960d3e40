package io.github.pinsink.sandbox.chaos;

import io.github.pinsink.sandbox.AcceptedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the orders produced with the events accepted and the dead letters.
 *
 * @param missing ids that are neither delivered, nor in the dead letter queue, nor filtered
 * @param misplaced ids that must not be where they are: filtered, invalid or rejected orders accepted by the API, and
 *     filtered ones in the dead letter queue
 * @param changed ids that were sent again with different content
 * @param duplicates events beyond the first of their id, counted by what explains them
 * @param duplicateDeadLetters dead letters beyond the first of their id. They are not explained, since the timestamp of a
 *     dead letter is that of its order, not of its write
 * @param unexplained ids sent again although the first response was correct and no incident happened
 */
record ChaosCheck(
        Set<String> missing,
        Set<String> misplaced,
        Set<String> changed,
        Map<String, Integer> duplicates,
        int duplicateDeadLetters,
        Set<String> unexplained) {

    /** What can cause duplicates: a disruption or a fault of the API, from its start until its effects end. */
    record Incident(String name, Instant from, Instant to) {
        boolean overlaps(Instant start, Instant end) {
            return !from.isAfter(end) && !to.isBefore(start);
        }
    }

    /**
     * An incident that starts at most this long after a request can cause duplicates of its events: the response may be
     * lost, or the offsets are not committed yet.
     */
    private static final Duration MAX_UNCOMMITTED = Duration.ofSeconds(15);

    private static final String UNEXPLAINED = "unexplained";

    static ChaosCheck of(
            OrderStream orders,
            List<AcceptedEvent> accepted,
            Collection<String> deadLetters,
            List<Incident> incidents) {
        Set<String> dead = new HashSet<>(deadLetters);
        Set<String> delivered = new HashSet<>();
        accepted.forEach(event -> delivered.add(event.eventId()));
        Set<String> missing = new LinkedHashSet<>(orders.all());
        missing.removeAll(delivered);
        missing.removeAll(dead);
        missing.removeAll(orders.filtered());

        Set<String> misplaced = new LinkedHashSet<>();
        for (Set<String> undeliverable : List.of(orders.invalid(), orders.filtered(), orders.rejected())) {
            undeliverable.stream().filter(delivered::contains).forEach(misplaced::add);
        }
        dead.stream().filter(orders.filtered()::contains).forEach(misplaced::add);

        Map<String, List<AcceptedEvent>> byId = new HashMap<>();
        accepted.forEach(event ->
                byId.computeIfAbsent(event.eventId(), id -> new ArrayList<>(1)).add(event));
        Set<String> changed = new LinkedHashSet<>();
        Map<String, Integer> duplicates = new TreeMap<>();
        Set<String> unexplained = new LinkedHashSet<>();
        byId.forEach((id, events) -> {
            events.sort(Comparator.comparing(AcceptedEvent::at));
            for (int i = 1; i < events.size(); i++) {
                if (events.get(i).fingerprint() != events.get(0).fingerprint()) {
                    changed.add(id);
                }
                String cause = cause(events.get(i - 1), events.get(i), incidents);
                duplicates.merge(cause, 1, Integer::sum);
                if (cause.equals(UNEXPLAINED)) {
                    unexplained.add(id);
                }
            }
        });
        return new ChaosCheck(missing, misplaced, changed, duplicates, deadLetters.size() - dead.size(), unexplained);
    }

    private static String cause(AcceptedEvent first, AcceptedEvent duplicate, List<Incident> incidents) {
        return first.faultFree() ? incident(first.at(), duplicate.at(), incidents) : "ambiguous response";
    }

    private static String incident(Instant first, Instant duplicate, List<Incident> incidents) {
        return incidents.stream()
                .filter(incident ->
                        incident.overlaps(first, duplicate) && !incident.from().isAfter(first.plus(MAX_UNCOMMITTED)))
                .map(Incident::name)
                .findFirst()
                .orElse(UNEXPLAINED);
    }
}
