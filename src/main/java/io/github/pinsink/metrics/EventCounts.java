package io.github.pinsink.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Mapped events by name, and how many of them have each of some fields. The task's thread counts, any thread reads. */
final class EventCounts {
    /** The API has 22 names; the others are the advertiser's own. */
    private static final int MAX_NAMES = 50;

    private final CounterTable table;

    /** @param fields at most 31 */
    EventCounts(List<String> fields) {
        List<String> tags = Metric.EVENTS_WITH_FIELD.tags();
        List<CounterTable.Column> columns = new ArrayList<>();
        columns.add(new CounterTable.Column(Metric.EVENTS_MAPPED, Map.of()));
        for (String field : fields) {
            columns.add(new CounterTable.Column(Metric.EVENTS_WITH_FIELD, Map.of(tags.get(1), field)));
        }
        table = new CounterTable(tags.get(0), MAX_NAMES, columns);
    }

    /** @param fields which of the fields it has, as bits in their order */
    void mapped(String name, int fields) {
        table.count(name, 1 | fields << 1);
    }

    int size() {
        return table.size();
    }

    List<MetricGauge> gauges() {
        return table.gauges();
    }
}
