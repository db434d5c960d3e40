package io.github.pinsink.tools.test;

import io.github.pinsink.tools.source.RawRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses records with results that differ. Keeps one record per kind of result, so memory is bounded. */
final class RecordSelection {
    private static final int MAX_CANDIDATES = 200;
    private static final long MAX_BYTES = 32_000_000;

    /**
     * A record of its kind.
     *
     * @param record as text
     * @param received the topic after all transforms
     * @param result of the record
     * @param records the number of records of this kind
     */
    record Candidate(RawRecord record, String received, ActualResult result, Set<String> features, long records) {
        private int size() {
            return record.value().map(value -> value.length).orElse(0);
        }
    }

    private final Map<Set<String>, Candidate> candidates = new LinkedHashMap<>();
    private long bytes;

    void add(Candidate candidate) {
        Candidate known = candidates.get(candidate.features());
        boolean isTooMuch = bytes + candidate.size() > MAX_BYTES;
        if (known == null && (candidates.size() >= MAX_CANDIDATES || isTooMuch)) {
            return;
        }
        // A much smaller record is easier to read.
        Candidate chosen = known == null || candidate.size() < known.size() / 2 ? candidate : known;
        bytes += known == null ? candidate.size() : 0;
        candidates.put(
                candidate.features(),
                new Candidate(
                        chosen.record(),
                        chosen.received(),
                        chosen.result(),
                        chosen.features(),
                        known == null ? 1 : known.records() + 1));
    }

    /** All candidates, in an order in which each adds as many new features as possible; of equal ones the most frequent. */
    List<Candidate> inOrder() {
        List<Candidate> left = new ArrayList<>(candidates.values());
        List<Candidate> ordered = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        // A kind of outcome counts more than a property.
        Comparator<Candidate> byNews = Comparator.comparingLong(candidate -> candidate.features().stream()
                .filter(feature -> !seen.contains(feature))
                .mapToLong(feature -> feature.startsWith("has ") || feature.startsWith("source ") ? 1 : 1_000)
                .sum());
        while (!left.isEmpty()) {
            Candidate best = ordered.isEmpty()
                    ? left.stream()
                            .max(Comparator.<Candidate, Boolean>comparing(candidate ->
                                            !candidate.result().events().isEmpty())
                                    .thenComparingLong(Candidate::records))
                            .orElseThrow()
                    : left.stream()
                            .max(byNews.thenComparingLong(Candidate::records))
                            .orElseThrow();
            left.remove(best);
            ordered.add(best);
            seen.addAll(best.features());
        }
        return ordered;
    }
}
