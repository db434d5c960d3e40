package io.github.pinsink;

import io.github.pinsink.delivery.Delivery;

/**
 * When to stop reading and when to go on: above the high mark, and below half of it. Also while records that were read
 * wait to be mapped, since more of them would only wait longer.
 */
final class Backpressure {
    private final int highEvents;
    private final long highBytes;
    private boolean paused;

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

    boolean isOver(Delivery<?> delivery) {
        return delivery.bufferedEvents() >= highEvents || delivery.bufferedBytes() >= highBytes;
    }

    Decision decide(Delivery<?> delivery, boolean recordsWait) {
        if (!paused && (recordsWait || isOver(delivery))) {
            paused = true;
            return Decision.PAUSE;
        }
        if (paused
                && !recordsWait
                && delivery.bufferedEvents() <= highEvents / 2
                && delivery.bufferedBytes() <= highBytes / 2) {
            paused = false;
            return Decision.RESUME;
        }
        return Decision.KEEP;
    }
}
