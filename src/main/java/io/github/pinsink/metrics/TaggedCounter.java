package io.github.pinsink.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A counter with one count per value of a tag. The task's thread counts, any thread reads. */
final class TaggedCounter {
    /** Each value costs memory in the monitoring system. Further values are counted as {@code other}. */
    private static final int MAX_VALUES = 100;

    private static final String OTHER = "other";

    private final Metric metric;
    private final String tag;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    TaggedCounter(Metric metric, String tag) {
        this.metric = metric;
        this.tag = tag;
    }

    void count(String value) {
        String counted = counts.containsKey(value) || counts.size() < MAX_VALUES ? value : OTHER;
        counts.computeIfAbsent(counted, name -> new LongAdder()).increment();
    }

    /** Raises the count of a value to a total that is counted, and limited in its number of values, elsewhere. */
    Progress countTo(String value, long total) {
        LongAdder known = counts.get(value);
        LongAdder count = known == null ? counts.computeIfAbsent(value, name -> new LongAdder()) : known;
        long more = total - count.sum();
        count.add(more);
        return new Progress(more, known == null);
    }

    /**
     * @param more the increase of the count
     * @param isNew whether it is the first count of the value
     */
    record Progress(long more, boolean isNew) {}

    int size() {
        return counts.size();
    }

    /** One gauge for each value of the tag that was counted at least once. */
    List<MetricGauge> gauges() {
        List<MetricGauge> gauges = new ArrayList<>();
        counts.forEach((value, count) ->
                gauges.add(new MetricGauge(metric.attribute(), metric.text(), Map.of(tag, value), count::sum)));
        return gauges;
    }
}
