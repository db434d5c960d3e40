package io.github.pinsink.offset;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of one task: which may be committed, when to request a commit, how long a stopping task can wait, and which
 * records have to be fetched again. The only way into this package for the rest of the task.
 *
 * <p>Times are nanoseconds of one clock that never goes back. Belongs to the task's thread.
 */
public final class Offsets {
    private final OffsetTracker tracker = new OffsetTracker();
    private final LostFetchRecovery lostFetches = new LostFetchRecovery();
    private final CommitScheduler commits;
    private final ShutdownBudget shutdown;

    /** @param flushTimeout the longest that a stopping task waits for requests in flight */
    public Offsets(Duration flushTimeout, long now) {
        this.commits = new CommitScheduler(now);
        this.shutdown = new ShutdownBudget(flushTimeout, now);
    }

    /** The framework assigned these partitions. The caller requests a commit next, see {@link LostFetchRecovery}. */
    public void assigned(Collection<TopicPartition> partitions) {
        tracker.open(partitions);
        commits.partitionsAssigned();
        rebalanced(partitions);
    }

    /** The framework takes these partitions away. The caller requests a commit next, see {@link LostFetchRecovery}. */
    public void revoked(Collection<TopicPartition> partitions) {
        tracker.close(partitions);
        rebalanced(partitions);
    }

    private void rebalanced(Collection<TopicPartition> partitions) {
        lostFetches.rebalanced(partitions);
        commits.rebalanced();
    }

    /**
     * A put starts.
     *
     * @param assignment the partitions that the task has
     * @return the partitions whose records must not be accepted now, with the offset that each is to be fetched again from
     */
    public Map<TopicPartition, Long> putStarted(Supplier<Set<TopicPartition>> assignment) {
        commits.putStarted();
        return lostFetches.putStarted(assignment);
    }

    /** Partitions whose assignment was never announced: their records are fetched again from these offsets. */
    public void assignedUnannounced(Map<TopicPartition, Long> firstOffsets) {
        tracker.open(firstOffsets.keySet());
        lostFetches.fetchAgain(firstOffsets);
    }

    /** A put ends. */
    public void putEnded(long now) {
        shutdown.putEnded(now);
    }

    public boolean isAssigned(TopicPartition partition) {
        return tracker.isOpen(partition);
    }

    /** How many partitions are assigned. */
    public int partitions() {
        return tracker.partitions();
    }

    /** @see OffsetTracker#accept */
    public OffsetTracker.Position accept(TopicPartition partition, long offset, long now) {
        return tracker.accept(partition, offset, now);
    }

    /** @see OffsetTracker#settle */
    public void settle(OffsetTracker.Position position) {
        tracker.settle(position);
        commits.progressed();
    }

    /** @see OffsetTracker#entrust */
    public void entrust(OffsetTracker.Position position) {
        tracker.entrust(position);
    }

    /** @see OffsetTracker#oldestUnsettled */
    public OptionalLong oldestUnsettled() {
        return tracker.oldestUnsettled();
    }

    /** Nanoseconds until a put should end with a request for a commit; 0 or less when this put should. */
    public long nanosToCommit(long now) {
        return commits.nanosToDue(now);
    }

    /** The put that ends now has requested a commit. */
    public void commitRequested() {
        commits.commitRequested();
    }

    /**
     * The framework starts a commit.
     *
     * @param offered the offsets that the framework would commit
     * @param pending whether records are buffered
     */
    public Commit commitStarted(Map<TopicPartition, OffsetAndMetadata> offered, boolean pending, long now) {
        boolean mayBeFinal = commits.isFinalCommitPossible();
        commits.commitStarted(now, pending);
        return new Commit(tracker, lostFetches.commitStarted(offered), mayBeFinal);
    }

    /** How long the task can wait for requests in flight when it may have to stop. */
    public Duration shutdownTime(long now) {
        return shutdown.left(now);
    }
}
