package io.github.pinsink.tools.plan;

import java.time.Instant;
import java.time.InstantSource;

/** The same time for both configs: the age of a record must not differ because one was mapped a moment later. */
final class RecordClock implements InstantSource {
    private final InstantSource clock;
    private Instant now;

    RecordClock(InstantSource clock) {
        this.clock = clock;
        this.now = clock.instant();
    }

    /** The next record begins. */
    void advance() {
        now = clock.instant();
    }

    @Override
    public Instant instant() {
        return now;
    }
}
