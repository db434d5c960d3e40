package io.github.pinsink.tools.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How a field differs, over all events. */
final class FieldChange {
    static final int MAX_SAMPLES = 3;

    /**
     * @param record the position of the record
     * @param values the old and the new value, for a reader
     */
    record Sample(String record, SampleText values) {}

    /** Of one kind of difference. */
    static final class Tally {
        private final List<Sample> samples = new ArrayList<>();
        private final Counts reasons = new Counts();
        private long events;

        long events() {
            return events;
        }

        List<Sample> samples() {
            return samples;
        }

        /** Why the field is missing, where a config maps it and its value was dropped. */
        Counts reasons() {
            return reasons;
        }
    }

    private final Map<EventDiff.Kind, Tally> byKind = new EnumMap<>(EventDiff.Kind.class);

    void add(String record, EventDiff.Field field, EventDiff.Values values, List<String> reasons) {
        Tally tally = byKind.computeIfAbsent(field.kind(), kind -> new Tally());
        tally.events++;
        tally.reasons.addAll(reasons);
        if (tally.samples.size() < MAX_SAMPLES) {
            tally.samples.add(new Sample(record, SampleText.of(field, values)));
        }
    }

    Map<EventDiff.Kind, Tally> byKind() {
        return byKind;
    }
}
