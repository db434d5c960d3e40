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
 * What was found outside held against what was produced.
 *
 * @param missing ids that are nowhere
 * @param misplaced ids that are where they must not be: filtered or broken orders at the API, filtered ones in the dead
 *     letter queue
 * @param changed ids that were sent again with another content
 * @param duplicates events beyond the first of their id, by the reason for which they may have been sent again
 * @param lettersAgain dead letters beyond the first of their id; a letter bears the time of its order and not of its
 *     writing, so for what reason cannot be told
 * @param unexplained ids sent again although the first answer was clear and nothing had happened between
 */
record ChaosVerdict(
        Set<String> missing,
        Set<String> misplaced,
        Set<String> changed,
        Map<String, Integer> duplicates,
        int lettersAgain,
        Set<String> unexplained) {

    /** Something that explains duplicates: a violent act or a fault of the API, from its begin to the end of its effects. */
    record Incident(String name, Instant from, Instant to) {
        boolean overlaps(Instant begin, Instant end) {
            return !from.isAfter(end) && !to.isBefore(begin);
        }
    }

    /**
     * An answer that was on its way when something happened may have been lost with it, and what was answered shortly
     * before was not committed yet.
     */
    private static final Duration UNCOMMITTED = Duration.ofSeconds(15);

    static ChaosVerdict of(
            OrderStream orders, List<AcceptedEvent> accepted, Collection<String> letters, List<Incident> incidents) {
        Set<String> deadLetters = new HashSet<>(letters);
        Set<String> delivered = new HashSet<>();
        accepted.forEach(event -> delivered.add(event.eventId()));
        Set<String> missing = new LinkedHashSet<>(orders.all());
        missing.removeAll(delivered);
        missing.removeAll(deadLetters);
        missing.removeAll(orders.filtered());

        Set<String> misplaced = new LinkedHashSet<>();
        for (Set<String> never : List.of(orders.broken(), orders.filtered(), orders.poisonous())) {
            never.stream().filter(delivered::contains).forEach(misplaced::add);
        }
        deadLetters.stream().filter(orders.filtered()::contains).forEach(misplaced::add);

        Map<String, List<AcceptedEvent>> byId = new HashMap<>();
        accepted.forEach(event ->
                byId.computeIfAbsent(event.eventId(), id -> new ArrayList<>(1)).add(event));
        Set<String> changed = new LinkedHashSet<>();
        Map<String, Integer> duplicates = new TreeMap<>();
        Set<String> unexplained = new LinkedHashSet<>();
        byId.forEach((id, times) -> {
            times.sort(Comparator.comparing(AcceptedEvent::at));
            for (int i = 1; i < times.size(); i++) {
                if (times.get(i).fingerprint() != times.get(0).fingerprint()) {
                    changed.add(id);
                }
                String why = why(times.get(i - 1), times.get(i), incidents);
                duplicates.merge(why, 1, Integer::sum);
                if (why.equals(UNEXPLAINED)) {
                    unexplained.add(id);
                }
            }
        });
        return new ChaosVerdict(
                missing, misplaced, changed, duplicates, letters.size() - deadLetters.size(), unexplained);
    }

    private static final String UNEXPLAINED = "unexplained";

    private static String why(AcceptedEvent first, AcceptedEvent again, List<Incident> incidents) {
        return first.clear() ? incident(first.at(), again.at(), incidents) : "ambiguous answer";
    }

    private static String incident(Instant first, Instant again, List<Incident> incidents) {
        return incidents.stream()
                .filter(incident ->
                        incident.overlaps(first, again) && !incident.from().isAfter(first.plus(UNCOMMITTED)))
                .map(Incident::name)
                .findFirst()
                .orElse(UNEXPLAINED);
    }

    boolean isGood() {
        return missing.isEmpty() && misplaced.isEmpty() && changed.isEmpty() && unexplained.isEmpty();
    }
}
