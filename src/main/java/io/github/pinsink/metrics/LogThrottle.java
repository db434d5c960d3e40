package io.github.pinsink.metrics;

import java.time.Duration;

/** Says when it is time for a line that must not come too often: at once the first time, then after each pause. */
public final class LogThrottle {
    private final long pause;
    private boolean begun;
    private long last;

    public LogThrottle(Duration pause) {
        this.pause = pause.toNanos();
    }

    /** @return whether it is time; if so, the pause begins again */
    public boolean isTime(long now) {
        if (begun && now - last < pause) {
            return false;
        }
        begun = true;
        last = now;
        return true;
    }
}
