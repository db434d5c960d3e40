package io.github.pinsink.tools.plan;

import java.util.ArrayList;
import java.util.List;

/** Records that have one outcome with the old config and another with the new one. */
final class OutcomeChange {
    /** The reasons may differ where the outcomes are the same. */
    record Pair(Outcome before, Outcome after) {}

    private final Counts oldReasons = new Counts();
    private final Counts newReasons = new Counts();
    private final List<String> examples = new ArrayList<>();
    private long records;

    void add(String record, RecordResult before, RecordResult after) {
        records++;
        oldReasons.addAll(before.reasons());
        newReasons.addAll(after.reasons());
        if (examples.size() < FieldChange.MAX_SAMPLES) {
            examples.add(record);
        }
    }

    long records() {
        return records;
    }

    Counts oldReasons() {
        return oldReasons;
    }

    Counts newReasons() {
        return newReasons;
    }

    List<String> examples() {
        return examples;
    }
}
