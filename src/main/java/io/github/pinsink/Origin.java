package io.github.pinsink;

import io.github.pinsink.offset.OffsetTracker;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where events come from: what is kept of their record, its place in its partition, and what became of its events. */
final class Origin {
    private final SinkRecord record;
    private final long keptBytes;
    private final OffsetTracker.Position position;
    private int open;
    private List<String> reasons;

    /**
     * @param keptBytes the memory that the record holds
     * @param events how many there are of this record
     * @param reasons why other parts of it became no event
     */
    Origin(SinkRecord record, long keptBytes, OffsetTracker.Position position, int events, List<String> reasons) {
        this.record = record;
        this.keptBytes = keptBytes;
        this.position = position;
        this.open = events;
        this.reasons = reasons.isEmpty() ? List.of() : new ArrayList<>(reasons);
    }

    SinkRecord record() {
        return record;
    }

    long keptBytes() {
        return keptBytes;
    }

    OffsetTracker.Position position() {
        return position;
    }

    /** @return whether all its events have now come to their end */
    boolean delivered() {
        open--;
        return open == 0;
    }

    /** @return whether all its events have now come to their end */
    boolean refused(String why) {
        if (reasons.isEmpty()) {
            // Most records never have one.
            reasons = new ArrayList<>();
        }
        reasons.add(why);
        return delivered();
    }

    /** Why parts of it are no conversions; empty when all is well. */
    List<String> reasons() {
        return reasons;
    }
}
