package io.github.pinsink.runtime;

/**
 * When to stop reading and when to go on: above the high mark, and below half of it. Also while records that were read
 * wait to be mapped, since more of them would only wait longer.
 */
final class Backpressure {
    private final int highEvents;
    private final long highBytes;
    private boolean paused;

    /** What is held: events that are not settled, and errant records that are not safe. */
    record Load(long events, long bytes) {}

    enum Decision {
        PAUSE,
        RESUME,
        KEEP
    }

    Backpressure(int highEvents, long highBytes) {
        this.highEvents = highEvents;
        this.highBytes = highBytes;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isOver(Load load) {
        return load.events() >= highEvents || load.bytes() >= highBytes;
    }

    Decision decide(Load load, boolean recordsWait) {
        if (!paused && (recordsWait || isOver(load))) {
            paused = true;
            return Decision.PAUSE;
        }
        if (paused && !recordsWait && load.events() <= highEvents / 2 && load.bytes() <= highBytes / 2) {
            paused = false;
            return Decision.RESUME;
        }
        return Decision.KEEP;
    }
}
