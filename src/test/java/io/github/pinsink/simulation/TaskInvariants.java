package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** What must hold for one task at any time, seen from outside: by the framework, by Pinterest and by the dead letter queue. */
final class TaskInvariants {
    private final String task;
    private final Predicate<RecordId> settled;
    private final int bufferMaxEvents;
    private final Map<TopicPartition, Range> put = new HashMap<>();
    private final Map<TopicPartition, Long> committable = new HashMap<>();
    private final Set<RecordId> unsettled = new HashSet<>();

    /** The offsets that were put since the partition was assigned. */
    private record Range(long from, long to) {}

    /**
     * @param settled whether the record's offset may be committed: every event of it was accepted and confirmed, or it is in
     *     the dead letter queue, or it is filtered out
     */
    TaskInvariants(String task, Predicate<RecordId> settled, int bufferMaxEvents) {
        this.task = task;
        this.settled = settled;
        this.bufferMaxEvents = bufferMaxEvents;
    }

    void assigned(Collection<TopicPartition> partitions) {
        revoked(partitions);
    }

    void revoked(Collection<TopicPartition> partitions) {
        put.keySet().removeAll(partitions);
        committable.keySet().removeAll(partitions);
        unsettled.removeIf(id -> partitions.contains(FakeConsumerGroup.partition(id.partition())));
    }

    void put(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            TopicPartition partition = FakeConsumerGroup.partition(record.kafkaPartition());
            Range before = put.get(partition);
            long offset = record.kafkaOffset();
            put.put(
                    partition,
                    before == null
                            ? new Range(offset, offset + 1)
                            : new Range(Math.min(before.from(), offset), Math.max(before.to(), offset + 1)));
            unsettled.add(new RecordId(record.kafkaPartition(), offset));
        }
    }

    /** After a put: the task goes back to these offsets, so it does not hold what comes behind them. */
    void readAgain(Map<TopicPartition, Long> seeks) {
        if (!seeks.isEmpty()) {
            unsettled.removeIf(id ->
                    seeks.getOrDefault(FakeConsumerGroup.partition(id.partition()), Long.MAX_VALUE) <= id.offset());
        }
        if (unsettled.size() > bufferMaxEvents) {
            unsettled.removeIf(settled);
        }
        assertThat(unsettled.size())
                .as("records of %s that are not settled", task)
                .isLessThanOrEqualTo(bufferMaxEvents + FakeConsumer.MAX_POLL_RECORDS);
    }

    /** The task sends these events. */
    void sent(List<RecordId> ids) {
        for (RecordId id : ids) {
            Range range = put.get(FakeConsumerGroup.partition(id.partition()));
            if (range == null || id.offset() < range.from() || id.offset() >= range.to()) {
                throw new AssertionError(
                        task + " sends " + id + ", which it did not get since the partition was assigned: " + range);
            }
        }
    }

    /** The task says that these offsets may be committed. */
    void committable(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, next) -> {
            Long before = committable.put(partition, next.offset());
            if (before != null) {
                assertThat(next.offset())
                        .as("%s commits %s, and never goes back within an assignment", task, partition)
                        .isGreaterThanOrEqualTo(before);
            }
        });
    }
}
