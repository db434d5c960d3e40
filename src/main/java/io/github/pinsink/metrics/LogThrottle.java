package io.github.pinsink.metrics;

import java.time.Duration;

/** Limits how often a line is logged: the first time at once, then once per interval. Times in nanoseconds. */
public final class LogThrottle {
    private final long interval;
    private boolean logged;
    private long last;

    public LogThrottle(Duration interval) {
        this.interval = interval.toNanos();
    }

    /** Whether the line may be logged now. */
    public boolean isDue(long now) {
        return !logged || now - last >= interval;
    }

    /** The line was logged; the interval starts again. */
    public void logged(long now) {
        logged = true;
        last = now;
    }
}
