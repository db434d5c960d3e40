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

    /** @param metric has one tag */
    TaggedCounter(Metric metric) {
        this.metric = metric;
        this.tag = metric.tags().get(0);
    }

    void count(String value) {
        LongAdder known = counts.get(value);
        (known == null ? newCount(counts.size() < MAX_VALUES ? value : OTHER) : known).increment();
    }

    private LongAdder newCount(String value) {
        return counts.computeIfAbsent(value, name -> new LongAdder());
    }

    /** Raises the count of a value to a total that is counted, and limited in its number of values, elsewhere. */
    Progress countTo(String value, long total) {
        LongAdder known = counts.get(value);
        LongAdder count = known == null ? newCount(value) : known;
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
