package io.github.pinsink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out that the framework has thrown away what a poll had read, and from where to read it again.
 *
 * <p>Pausing or resuming a connector wakes its consumer. When that comes while the offsets of revoked partitions are being
 * committed, the framework commits them, lets the rebalance end and the poll read on, and then answers the wake-up instead of
 * handing over what was read. The consumer stands behind it, so the next commits pass records that no task has seen
 * (docs/adr/0037-what-a-broken-poll-had-read-is-read-again.md).
 *
 * <p>The sign of it: partitions came or went, and a commit comes before a put, while a poll that ends well is followed by a
 * put at once. That commit tells where each partition stood.
 *
 * <p>When the wake-up comes a moment later, while the framework asks where new partitions begin, the task is never told of
 * them: their first records come unannounced. To be told to go back to the first of them is what makes the framework commit
 * their offsets.
 */
final class Rereading {
    private final Map<TopicPartition, Long> stands = new HashMap<>();
    private final Map<TopicPartition, Long> again = new HashMap<>();
    private boolean rebalanced;

    /** These partitions came or went. A commit of them before it was its own; what was found of others stands. */
    void rebalances(Collection<TopicPartition> partitions) {
        rebalanced = true;
        stands.keySet().removeAll(partitions);
    }

    /**
     * A commit begins.
     *
     * @param offered where the framework stands
     * @return the same, but for partitions that are about to be read again from an earlier place
     */
    Map<TopicPartition, OffsetAndMetadata> commits(Map<TopicPartition, OffsetAndMetadata> offered) {
        if (rebalanced) {
            offered.forEach((partition, next) -> stands.put(partition, next.offset()));
        }
        if (again.isEmpty()) {
            return offered;
        }
        Map<TopicPartition, OffsetAndMetadata> lowered = new HashMap<>(offered);
        again.forEach((partition, offset) -> lowered.computeIfPresent(
                partition, (same, next) -> next.offset() > offset ? new OffsetAndMetadata(offset) : next));
        return lowered;
    }

    /**
     * A put begins; what was to be read again before it has been asked for by now.
     *
     * @param assigned the partitions that the task has
     * @return the partitions whose records are not to be taken now, and the offsets from which they are to be read again
     */
    Map<TopicPartition, Long> putBegins(Supplier<Set<TopicPartition>> assigned) {
        again.clear();
        if (!stands.isEmpty()) {
            again.putAll(stands);
            again.keySet().retainAll(assigned.get());
            stands.clear();
        }
        rebalanced = false;
        return Map.copyOf(again);
    }

    /** Partitions whose records come although nobody told that they were assigned, and the first offsets of these. */
    void alsoFrom(Map<TopicPartition, Long> unannounced) {
        again.putAll(unannounced);
    }
}
