package io.github.pinsink.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters with one row for each value of a tag, and fixed columns. All counters of a row are reported from its first count
 * on: a query then sees 0, not a missing series. The task's thread counts and calls {@link #gauges}, any thread reads them.
 */
final class CounterTable {
    private static final String OTHER = "other";

    private final String tag;
    private final List<Column> columns;
    private final int maxRows;
    private final Map<String, AtomicLongArray> rows = new HashMap<>();

    /**
     * @param metric the counter
     * @param tags its tags besides that of the row
     */
    record Column(Metric metric, Map<String, String> tags) {}

    /**
     * @param maxRows each row costs memory in the monitoring system; further values are counted as {@code other}
     * @param columns at most 32
     */
    CounterTable(String tag, int maxRows, List<Column> columns) {
        this.tag = tag;
        this.maxRows = maxRows;
        this.columns = List.copyOf(columns);
    }

    /** @param bits the columns to count in, as bits in their order */
    void count(String value, int bits) {
        AtomicLongArray row = row(value);
        for (int left = bits; left != 0; left &= left - 1) {
            int column = Integer.numberOfTrailingZeros(left);
            // One thread writes, so that adding needs no lock.
            row.lazySet(column, row.getPlain(column) + 1);
        }
    }

    private AtomicLongArray row(String value) {
        AtomicLongArray known = rows.get(value);
        return known == null ? newRow(rows.size() < maxRows ? value : OTHER) : known;
    }

    private AtomicLongArray newRow(String value) {
        return rows.computeIfAbsent(value, key -> new AtomicLongArray(columns.size()));
    }

    int size() {
        return rows.size() * columns.size();
    }

    List<MetricGauge> gauges() {
        List<MetricGauge> gauges = new ArrayList<>();
        rows.forEach((value, row) -> {
            for (int i = 0; i < columns.size(); i++) {
                int column = i;
                Metric metric = columns.get(i).metric();
                Map<String, String> tags = new LinkedHashMap<>();
                tags.put(tag, value);
                tags.putAll(columns.get(i).tags());
                gauges.add(new MetricGauge(metric.attribute(), metric.text(), tags, () -> row.get(column)));
            }
        });
        return gauges;
    }
}
