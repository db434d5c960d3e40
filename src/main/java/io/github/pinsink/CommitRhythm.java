package io.github.pinsink;

import java.time.Duration;

/**
 * When to ask the framework for a commit, and which commits may be followed by a close.
 *
 * <p>The framework calls {@code preCommit} on a timer, on our request, and before it takes partitions away, and does not
 * say which of these it is. Only in the last case is it right to wait there for what is under way; in the others that
 * would cost throughput. So the task asks for its commits, and sooner than the timer would: a commit it has just asked for
 * is harmless but for a stop that comes just then, which shows in the close that follows, and any other one may be the last.
 * The timer's interval is the worker's and not ours to read; a commit that comes unasked teaches it.
 */
final class CommitRhythm {
    /**
     * A crash repeats what was delivered since the last commit, so about a second of traffic at most. A commit costs one
     * small request to the broker (docs/adr/0028-the-task-asks-for-its-commits.md).
     */
    private static final long USUAL = Duration.ofSeconds(1).toNanos();

    private static final long SHORTEST = Duration.ofMillis(400).toNanos();

    private long pause = USUAL;
    private long lastCommit;
    private boolean progress;
    private boolean asked;
    private boolean rebalanced;

    CommitRhythm(long now) {
        lastCommit = now;
    }

    /** Something was settled. */
    void progressed() {
        progress = true;
    }

    /** A put begins. A request of which nothing came yet may still be served at any time, then beside a close. */
    void putBegins() {
        asked = false;
    }

    /** In how many nanoseconds a put is to end with a request for a commit; 0 or less for this one. */
    long nanosToDue(long now) {
        if (rebalanced) {
            return 0;
        }
        return progress ? lastCommit + pause - now : pause;
    }

    /** The put ends, and the framework serves the request before it does anything else, unless it has to stop. */
    void asked() {
        asked = true;
        rebalanced = false;
    }

    /**
     * A commit has begun.
     *
     * @param underWay whether there is anything to wait for
     * @return whether a close may follow
     */
    boolean mayPrecedeClose(long now, boolean underWay) {
        boolean unasked = !asked;
        if (unasked && underWay) {
            pause = Math.max(SHORTEST, Math.min(pause, (now - lastCommit) / 2));
        }
        asked = false;
        progress = false;
        lastCommit = now;
        return unasked;
    }

    /** A commit has been asked for outside of a put; the next put asks once more, so that it is known as ours. */
    void rebalances() {
        rebalanced = true;
    }

    /** Partitions came: what looked like the timer may have been the rebalance. */
    void partitionsCame() {
        pause = USUAL;
    }
}
