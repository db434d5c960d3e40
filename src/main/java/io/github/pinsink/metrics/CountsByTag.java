package io.github.pinsink.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A counter that is also kept apart by a tag. The task's thread counts, any thread reads. */
final class CountsByTag {
    /** Each value of a tag costs memory in whatever watches. What comes beyond is counted together. */
    private static final int MOST_VALUES = 100;

    private static final String OTHER = "other";

    private final Metric metric;
    private final String tag;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    CountsByTag(Metric metric, String tag) {
        this.metric = metric;
        this.tag = tag;
    }

    /** @return whether this value of the tag is new */
    boolean count(String value, long more) {
        boolean known = counts.containsKey(value);
        String counted = known || counts.size() < MOST_VALUES ? value : OTHER;
        counts.computeIfAbsent(counted, name -> new LongAdder()).add(more);
        return !known && counted.equals(value);
    }

    int size() {
        return counts.size();
    }

    /** A reading for each value of the tag that was counted at least once. */
    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        counts.forEach((value, count) ->
                readings.add(new Reading(metric.attribute(), metric.text(), Map.of(tag, value), count::sum)));
        return readings;
    }
}
