package io.github.pinsink.tools.plan;

import java.util.ArrayList;
import java.util.List;

/** Events that only one of the configs makes. */
final class EventTally {
    private final Counts names = new Counts();
    private final List<String> examples = new ArrayList<>();

    void add(String record, String name) {
        names.add(name);
        if (examples.size() < FieldChange.MAX_SAMPLES && !examples.contains(record)) {
            examples.add(record);
        }
    }

    Counts names() {
        return names;
    }

    /** The positions of records. */
    List<String> examples() {
        return examples;
    }
}
