package io.github.pinsink.tools.plan;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by name. Memory is bounded: names after the first thousand are counted together. */
final class Counts {
    private static final int MAX_NAMES = 1_000;
    private static final String OTHERS = "others";

    private final SortedMap<String, Long> byName = new TreeMap<>();

    void add(String name) {
        byName.merge(byName.size() < MAX_NAMES || byName.containsKey(name) ? name : OTHERS, 1L, Long::sum);
    }

    void addAll(Iterable<String> names) {
        names.forEach(this::add);
    }

    long of(String name) {
        return byName.getOrDefault(name, 0L);
    }

    SortedMap<String, Long> byName() {
        return Collections.unmodifiableSortedMap(byName);
    }

    long total() {
        return byName.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /** The most frequent first, such as {@code too-old (event_time) 12}. */
    List<String> texts() {
        return byName.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }
}
