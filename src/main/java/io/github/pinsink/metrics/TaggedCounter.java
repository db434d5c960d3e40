package io.github.pinsink.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A counter that is also kept apart by a tag. The task's thread counts, any thread reads. */
final class TaggedCounter {
    /** Each value of a tag costs memory in whatever watches. What comes beyond is counted together. */
    private static final int MOST_VALUES = 100;

    private static final String OTHER = "other";

    private final Metric metric;
    private final String tag;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    TaggedCounter(Metric metric, String tag) {
        this.metric = metric;
        this.tag = tag;
    }

    void count(String value) {
        String counted = counts.containsKey(value) || counts.size() < MOST_VALUES ? value : OTHER;
        counts.computeIfAbsent(counted, name -> new LongAdder()).increment();
    }

    /** Brings the count of a value that is counted elsewhere, and bounded there, to its total. */
    Progress countTo(String value, long total) {
        LongAdder known = counts.get(value);
        LongAdder count = known == null ? counts.computeIfAbsent(value, name -> new LongAdder()) : known;
        long more = total - count.sum();
        count.add(more);
        return new Progress(more, known == null);
    }

    /**
     * @param more by how much the count has grown
     * @param isNew whether the value had not been counted before
     */
    record Progress(long more, boolean isNew) {}

    int size() {
        return counts.size();
    }

    /** A reading for each value of the tag that was counted at least once. */
    List<MetricGauge> readings() {
        List<MetricGauge> readings = new ArrayList<>();
        counts.forEach((value, count) ->
                readings.add(new MetricGauge(metric.attribute(), metric.text(), Map.of(tag, value), count::sum)));
        return readings;
    }
}
