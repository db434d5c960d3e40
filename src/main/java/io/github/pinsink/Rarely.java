package io.github.pinsink;

import java.time.Duration;

/** Says when it is time for a line that must not come too often: at once the first time, then after each pause. */
final class Rarely {
    private final long pause;
    private boolean begun;
    private long last;

    Rarely(Duration pause) {
        this.pause = pause.toNanos();
    }

    /** @return whether it is time; if so, the pause begins again */
    boolean isTime(long now) {
        if (begun && now - last < pause) {
            return false;
        }
        begun = true;
        last = now;
        return true;
    }
}
