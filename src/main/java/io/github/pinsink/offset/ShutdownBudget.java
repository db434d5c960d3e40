package io.github.pinsink.offset;

import java.time.Duration;

/**
 * How long a task that may have to stop can wait for requests in flight.
 *
 * <p>A worker gives its tasks a timeout that starts when it tells them to stop. A task notices later: the framework checks
 * for a stop before each poll, and a poll ends with a put. So the wait counts from the end of the last put but one, after
 * which the framework saw no stop, however long the poll took since on a busy machine.
 */
final class ShutdownBudget {
    private final long limit;
    private long lastPut;
    private long lastPutButOne;

    /** @param limit the longest wait */
    ShutdownBudget(Duration limit, long now) {
        this.limit = limit.toNanos();
        lastPut = now;
        lastPutButOne = now;
    }

    void putEnded(long now) {
        lastPutButOne = lastPut;
        lastPut = now;
    }

    /**
     * What is left of the limit, at least a third of it: partitions that are revoked without a stop have more time, and the
     * worker has already given up a task that was stopped that long ago.
     */
    Duration left(long now) {
        return Duration.ofNanos(Math.min(limit, Math.max(limit / 3, limit - (now - lastPutButOne))));
    }
}
