package io.github.pinsink.offset;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows which offset of each partition may be committed.
 *
 * <p>The <em>frontier</em> of a partition is the offset of its oldest accepted record that is not settled. With nothing
 * outstanding it is whatever the framework offers, so that records which never reached us (dropped by a transform) or
 * were skipped on purpose leave no lag behind.
 *
 * <p>Invariants, per generation of a partition (from {@link #open} to {@link #close}):
 *
 * <ul>
 *   <li>nothing is committed beyond an accepted record that is not settled, nor beyond what the framework offers;
 *   <li>the frontier never moves back, because a record leaves the queue only at its head and once;
 *   <li>what is settled after the partition was closed changes nothing: a {@link Position} points to its generation, not
 *       to the partition, and a partition that comes back is a new generation.
 * </ul>
 */
public final class OffsetTracker {
    private final Map<TopicPartition, Generation> generations = new HashMap<>();

    public void open(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Generation before = generations.put(partition, new Generation());
            if (before != null) {
                before.open = false;
            }
        }
    }

    /** Forgets the partitions; unknown ones are tolerated, since the framework may name partitions revoked long ago. */
    public void close(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Generation generation = generations.remove(partition);
            if (generation != null) {
                generation.open = false;
                generation.outstanding.clear();
            }
        }
    }

    public boolean isOpen(TopicPartition partition) {
        return generations.containsKey(partition);
    }

    /**
     * Takes responsibility for a record. Offsets of one partition must be accepted in their order.
     *
     * @param parts how many times {@link #settle} will be called for it: one for each event the record became
     */
    public Position accept(TopicPartition partition, long offset, int parts) {
        Generation generation = generations.get(partition);
        if (generation == null) {
            throw new IllegalStateException("the partition " + partition + " is not assigned to this task");
        }
        Position position = new Position(generation, offset, parts);
        generation.outstanding.add(position);
        return position;
    }

    public void settle(Position position) {
        if (position.unsettled == 0) {
            throw new IllegalStateException("the record at offset " + position.offset + " is already settled");
        }
        position.unsettled--;
        ArrayDeque<Position> outstanding = position.generation.outstanding;
        while (!outstanding.isEmpty() && outstanding.peek().unsettled == 0) {
            outstanding.remove();
        }
    }

    /** The offsets to commit for the partitions that are open, given the next offsets the framework would commit. */
    public Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> offered) {
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
        offered.forEach((partition, next) -> {
            Generation generation = generations.get(partition);
            if (generation == null) {
                return;
            }
            Position oldest = generation.outstanding.peek();
            committable.put(
                    partition,
                    oldest == null || oldest.offset >= next.offset() ? next : new OffsetAndMetadata(oldest.offset));
        });
        return committable;
    }

    /** A record in the order of its partition. */
    public static final class Position {
        private final Generation generation;
        private final long offset;
        private int unsettled;

        private Position(Generation generation, long offset, int unsettled) {
            this.generation = generation;
            this.offset = offset;
            this.unsettled = unsettled;
        }

        /** Whether its partition still belongs to the task as it did when the record was accepted. */
        public boolean isLive() {
            return generation.open;
        }
    }

    private static final class Generation {
        private final ArrayDeque<Position> outstanding = new ArrayDeque<>();
        private boolean open = true;
    }
}
