package io.github.pinsink;

import java.time.Duration;

/**
 * How long a task that may have to go can wait. A worker grants its stopping tasks a time from when it tells them so, and
 * they learn of it later: the framework looks before each turn of its loop, and a turn reads, converts and ends with a put.
 * So the wait counts from the end of the last put but one, after which the framework found no stop, however long the turn
 * took since on a machine that is busy.
 */
final class Farewell {
    private final long limit;
    private long lastPut;
    private long lastButOne;

    /** @param limit the longest wait */
    Farewell(Duration limit, long now) {
        this.limit = limit.toNanos();
        lastPut = now;
        lastButOne = now;
    }

    void putEnds(long now) {
        lastButOne = lastPut;
        lastPut = now;
    }

    /**
     * What is left of the limit. Never less than a third: partitions that are taken away without a stop have more time, and
     * a task that was stopped that long ago is given up anyway.
     */
    Duration left(long now) {
        return Duration.ofNanos(Math.min(limit, Math.max(limit / 3, limit - (now - lastButOne))));
    }
}
