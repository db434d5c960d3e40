package io.github.pinsink.offset;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Detects that the framework dropped the records of a poll, and finds the offsets to fetch them again from.
 *
 * <p>Pausing or resuming a connector wakes its consumer. If the wakeup comes while the offsets of revoked partitions are
 * being committed, the framework commits them, lets the rebalance end and the poll fetch, and then handles the wakeup instead
 * of passing on the records. The consumer's position is past them, so the next commits skip records that no task has seen
 * (docs/adr/0037-fetch-lost-records-again.md).
 *
 * <p>The sign: partitions were assigned or revoked, and a commit comes before a put. A poll that succeeds is followed by a
 * put at once. The offsets of that commit tell where each partition was.
 *
 * <p>If the wakeup comes a little later, while the framework looks up the positions of new partitions, the task is never told
 * of them: their first records come for partitions that were not announced. Seeking back to the first record makes the
 * framework commit their offsets.
 */
final class LostFetchRecovery {
    /** Where partitions were at a commit after a rebalance that no put has followed yet. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private boolean rebalance;

    /** These partitions were assigned or revoked. Earlier commits of them prove nothing; those of others still do. */
    void rebalanced(Collection<TopicPartition> partitions) {
        rebalance = true;
        positions.keySet().removeAll(partitions);
    }

    /**
     * A commit starts.
     *
     * @param offered the framework's positions
     * @return the same, lowered for partitions that are about to be fetched again
     */
    Map<TopicPartition, OffsetAndMetadata> commitStarted(Map<TopicPartition, OffsetAndMetadata> offered) {
        if (rebalance) {
            offered.forEach((partition, next) -> positions.put(partition, next.offset()));
        }
        if (seeks.isEmpty()) {
            return offered;
        }
        Map<TopicPartition, OffsetAndMetadata> lowered = new HashMap<>(offered);
        seeks.forEach((partition, offset) -> lowered.computeIfPresent(
                partition, (same, next) -> next.offset() > offset ? new OffsetAndMetadata(offset) : next));
        return lowered;
    }

    /**
     * A put starts. The seeks of the previous put have been done by now.
     *
     * @param assignment the partitions that the task has
     * @return the partitions whose records must not be accepted now, with the offset that each is to be fetched again from
     */
    Map<TopicPartition, Long> putStarted(Supplier<Set<TopicPartition>> assignment) {
        seeks.clear();
        if (!positions.isEmpty()) {
            seeks.putAll(positions);
            seeks.keySet().retainAll(assignment.get());
            positions.clear();
        }
        rebalance = false;
        return Map.copyOf(seeks);
    }

    /** Partitions whose records came without an announcement, with the offset of the first record of each. */
    void fetchAgain(Map<TopicPartition, Long> unannounced) {
        seeks.putAll(unannounced);
    }
}
