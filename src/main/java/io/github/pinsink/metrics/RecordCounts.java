package io.github.pinsink.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What became of records, by topic. The task's thread counts, any thread reads. */
final class RecordCounts {
    private static final int MAX_TOPICS = 100;
    private static final int MAPPED = 1;
    private static final int INVALID = 1 << 1;
    private static final int SKIPPED = 1 << 2;
    private static final List<Metric> REASONS = List.of(
            Metric.RECORDS_SKIPPED_TOMBSTONE,
            Metric.RECORDS_SKIPPED_FILTERED,
            Metric.RECORDS_SKIPPED_NOTHING_TO_EXPLODE,
            Metric.RECORDS_SKIPPED_UNKNOWN_EVENT);

    private final CounterTable table =
            new CounterTable(Metric.RECORDS_SKIPPED.tags().get(0), MAX_TOPICS, columns());

    private static List<CounterTable.Column> columns() {
        List<CounterTable.Column> columns = new ArrayList<>();
        columns.add(new CounterTable.Column(Metric.RECORDS_MAPPED, Map.of()));
        columns.add(new CounterTable.Column(Metric.RECORDS_INVALID, Map.of()));
        String tag = Metric.RECORDS_SKIPPED.tags().get(1);
        for (Metric reason : REASONS) {
            columns.add(new CounterTable.Column(Metric.RECORDS_SKIPPED, Map.of(tag, name(reason))));
        }
        return columns;
    }

    /** The part of the metric's name that is its own. */
    private static String name(Metric reason) {
        String attribute = reason.attribute();
        return attribute.substring("records-skipped-".length(), attribute.length() - "-total".length());
    }

    void mapped(String topic) {
        table.count(topic, MAPPED);
    }

    void invalid(String topic) {
        table.count(topic, INVALID);
    }

    /** @param why one of the {@link Metric}s {@code RECORDS_SKIPPED_…} */
    void skipped(String topic, Metric why) {
        table.count(topic, SKIPPED << REASONS.indexOf(why));
    }

    int size() {
        return table.size();
    }

    List<MetricGauge> gauges() {
        return table.gauges();
    }
}
