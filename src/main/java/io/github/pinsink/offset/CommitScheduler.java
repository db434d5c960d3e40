package io.github.pinsink.offset;

import java.time.Duration;

/**
 * When to request a commit, and which commits may be the last before a {@code close}.
 *
 * <p>The framework calls {@code preCommit} on a timer, on request, and before it revokes partitions, and does not say which.
 * Only before a revocation should the task wait for requests in flight; elsewhere the wait would cost throughput. So the
 * task requests its own commits, more often than the timer fires. A requested commit is not the last one, except when a stop
 * comes at the same moment ({@link Commit} handles that). An unrequested commit may be the last. The timer's interval is a
 * worker setting that the task cannot read; unrequested commits show how short it is
 * (docs/adr/0028-request-commits-every-second.md).
 */
final class CommitScheduler {
    /** A crash repeats what was delivered since the last commit. A commit costs one small request to the broker. */
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private static final long SHORTEST_INTERVAL = Duration.ofMillis(400).toNanos();

    private long interval = INTERVAL;
    private long lastCommit;
    private boolean progress;
    private boolean requested;
    private boolean rebalance;

    CommitScheduler(long now) {
        lastCommit = now;
    }

    /** A record was settled. */
    void progressed() {
        progress = true;
    }

    /** A put starts. A request that the framework has not served yet may be served at any time, also before a close. */
    void putStarted() {
        requested = false;
    }

    /** Nanoseconds until a put should end with a request for a commit; 0 or less when this put should. */
    long nanosToDue(long now) {
        if (rebalance) {
            return 0;
        }
        return progress ? lastCommit + interval - now : interval;
    }

    /** The put that ends now has requested a commit. The framework serves it next, unless it has to stop. */
    void commitRequested() {
        requested = true;
        rebalance = false;
    }

    /** Whether a commit that starts now may be followed by a close. */
    boolean isFinalCommitPossible() {
        return !requested;
    }

    /**
     * A commit starts.
     *
     * @param pending whether records are buffered
     */
    void commitStarted(long now, boolean pending) {
        if (!requested && pending) {
            interval = Math.max(SHORTEST_INTERVAL, Math.min(interval, (now - lastCommit) / 2));
        }
        requested = false;
        progress = false;
        lastCommit = now;
    }

    /** A commit was requested outside of a put. The next put requests one again, which then counts as requested. */
    void rebalanced() {
        rebalance = true;
    }

    /** Partitions were assigned: an unrequested commit may have come from the rebalance and not from the timer. */
    void partitionsAssigned() {
        interval = INTERVAL;
    }
}
