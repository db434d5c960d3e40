package io.github.pinsink.offset;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tracks which offset of each partition may be committed.
 *
 * <p>The <em>frontier</em> of a partition is the offset of its oldest accepted record that is not settled. With nothing
 * outstanding it is whatever the framework offers, so that records which never reached us (dropped by a transform) or
 * were skipped on purpose leave no lag behind.
 *
 * <p>Invariants, per generation of a partition (from {@link #open} to {@link #close}):
 *
 * <ul>
 *   <li>nothing is committed beyond an accepted record that is not settled, nor beyond what the framework offers;
 *   <li>what is committed never moves back: a record leaves the queue only at its head and once. Should the framework
 *       rewind and offer records again whose first copy is settled, that copy stands;
 *   <li>what is settled after the partition was closed changes nothing: a {@link Position} points to its generation, not
 *       to the partition, and a partition that comes back is a new generation.
 * </ul>
 *
 * <p>One object per record, not one per batch and partition: the frontier is then exact to the record, so that a task
 * that stops at a bad record repeats none before it (docs/adr/0027-commit-offsets-exact-to-the-record.md).
 */
public final class OffsetTracker {
    private final Map<TopicPartition, Generation> generations = new HashMap<>();

    public void open(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Generation before = generations.put(partition, new Generation(partition));
            if (before != null) {
                before.close();
            }
        }
    }

    /** Forgets the partitions; unknown ones are tolerated, since the framework may name partitions revoked long ago. */
    public void close(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Generation generation = generations.remove(partition);
            if (generation != null) {
                generation.close();
            }
        }
    }

    public boolean isOpen(TopicPartition partition) {
        return generations.containsKey(partition);
    }

    /** How many partitions are open. */
    public int partitions() {
        return generations.size();
    }

    /**
     * Accepts a record, which has to be settled once. Offsets of one partition must be accepted in their
     * order.
     *
     * @param now when that is, in nanoseconds of any clock that {@link #oldestUnsettled} is compared with
     */
    public Position accept(TopicPartition partition, long offset, long now) {
        Generation generation = generations.get(partition);
        if (generation == null) {
            throw new IllegalStateException("the partition " + partition + " is not assigned to this task");
        }
        Position position = new Position(generation, offset, now);
        generation.add(position);
        return position;
    }

    /** The record is done: its events were delivered, or it was written to the dead letter queue, or it was skipped. */
    public void settle(Position position) {
        if (position.settled) {
            throw new IllegalStateException("the record " + position + " is already settled");
        }
        position.settled = true;
        position.generation.forgetSettled();
    }

    /**
     * The record was passed to the dead letter queue, and is settled when the write is confirmed. Records are passed on in the
     * order of their partition, see {@link Position#isNext}.
     */
    public void entrust(Position position) {
        position.entrusted = true;
        position.generation.forgetSettled();
    }

    /** The offsets to commit for the partitions that are open, given the next offsets the framework would commit. */
    public Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> offered) {
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
        offered.forEach((partition, next) -> {
            Generation generation = generations.get(partition);
            if (generation != null) {
                long offset = generation.committable(next.offset());
                committable.put(partition, offset == next.offset() ? next : new OffsetAndMetadata(offset));
            }
        });
        return committable;
    }

    /** When the oldest record that is not settled was accepted. Looks at every partition, so ask now and then only. */
    public OptionalLong oldestUnsettled() {
        Position oldest = null;
        for (Generation generation : generations.values()) {
            Position head = generation.oldest();
            // By difference, since the clock may overflow.
            if (head != null && (oldest == null || head.acceptedAt - oldest.acceptedAt < 0)) {
                oldest = head;
            }
        }
        return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest.acceptedAt);
    }

    /** A record in the order of its partition. */
    public static final class Position {
        private final Generation generation;
        private final long offset;
        private final long acceptedAt;
        private boolean settled;
        private boolean entrusted;

        private Position(Generation generation, long offset, long acceptedAt) {
            this.generation = generation;
            this.offset = offset;
            this.acceptedAt = acceptedAt;
        }

        /** Whether its partition is still assigned to the task as it was when the record was accepted. */
        public boolean isLive() {
            return generation.open;
        }

        /** Whether all records before it in its partition are settled or passed on, and it itself is neither. */
        public boolean isNext() {
            return generation.outstanding.peek() == this;
        }

        public TopicPartition partition() {
            return generation.partition;
        }

        public long offset() {
            return offset;
        }

        /** When the task received the record, in nanoseconds of its clock. */
        public long acceptedAt() {
            return acceptedAt;
        }

        @Override
        public String toString() {
            return generation.partition + " at offset " + offset;
        }
    }

    private static final class Generation {
        /** A queue does not shrink; one that was longer than this is replaced once it is empty, after an outage say. */
        private static final int LENGTH_KEPT = 1_024;

        private final TopicPartition partition;
        private ArrayDeque<Position> outstanding = new ArrayDeque<>();
        /** Passed to the dead letter queue; all of them came before those that are outstanding. */
        private final ArrayDeque<Position> entrusted = new ArrayDeque<>();

        private int longest;
        private boolean open = true;
        private long committed = -1;

        Generation(TopicPartition partition) {
            this.partition = partition;
        }

        void add(Position position) {
            outstanding.add(position);
            longest = Math.max(longest, outstanding.size());
        }

        void forgetSettled() {
            while (!outstanding.isEmpty() && (outstanding.peek().settled || outstanding.peek().entrusted)) {
                Position gone = outstanding.remove();
                if (!gone.settled) {
                    entrusted.add(gone);
                }
            }
            while (!entrusted.isEmpty() && entrusted.peek().settled) {
                entrusted.remove();
            }
            if (longest > LENGTH_KEPT && outstanding.isEmpty()) {
                outstanding = new ArrayDeque<>();
                longest = 0;
            }
        }

        Position oldest() {
            return entrusted.isEmpty() ? outstanding.peek() : entrusted.peek();
        }

        long committable(long offered) {
            Position oldest = oldest();
            long frontier = oldest == null ? offered : Math.min(offered, oldest.offset);
            committed = Math.max(committed, frontier);
            return Math.min(committed, offered);
        }

        void close() {
            open = false;
            outstanding = new ArrayDeque<>(0);
            entrusted.clear();
        }
    }
}
