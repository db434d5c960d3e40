package io.github.pinsink.offset;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * One call of {@code preCommit} and the map that it returned.
 *
 * <p>{@link #amend} changes that map after the framework has it. This is the only way to commit what is accepted between a
 * commit that the task requested and the {@code close} that follows it when a stop came during the same put: there is no
 * second {@code preCommit}. On every worker from 3.4 to 4.3 the framework reads the map after {@code close}
 * (WorkerSinkTask.closePartitions and commitOffsets), and the handover tests fail on a worker that does not.
 */
public final class Commit {
    private final OffsetTracker tracker;
    private final Map<TopicPartition, OffsetAndMetadata> reached;
    private final boolean mayBeFinal;
    private final Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();

    Commit(OffsetTracker tracker, Map<TopicPartition, OffsetAndMetadata> reached, boolean mayBeFinal) {
        this.tracker = tracker;
        this.reached = reached;
        this.mayBeFinal = mayBeFinal;
    }

    /** Whether a close may follow at once, so that the task should wait for requests in flight. */
    public boolean mayBeFinal() {
        return mayBeFinal;
    }

    /** The offsets to commit now. The framework gets this very map, and {@link #amend} updates it. */
    public Map<TopicPartition, OffsetAndMetadata> committable() {
        amend();
        return committable;
    }

    /** Brings the map that {@link #committable} returned up to date. */
    public void amend() {
        committable.putAll(tracker.committable(reached));
    }
}
