package io.github.pinsink.simulation;

import io.github.pinsink.offset.OffsetTracker;

/** A record that was read, in the generation of its partition in which it was. */
record SimulatedRecord(RecordId id, OffsetTracker.Position position) {
    boolean isLive() {
        return position.isLive();
    }
}
