package io.github.pinsink.tools.trace;

import io.github.pinsink.tools.source.RawRecord;
import java.time.Instant;
import java.time.InstantSource;

/** Stands at the time of a record: the connector mapped it about then, and would now find it too old. */
final class RecordClock implements InstantSource {
    private final InstantSource wallClock;
    private Instant now;

    RecordClock(InstantSource wallClock) {
        this.wallClock = wallClock;
        this.now = wallClock.instant();
    }

    void set(RawRecord record) {
        now = record.timestamp().map(Instant::ofEpochMilli).orElseGet(wallClock::instant);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
