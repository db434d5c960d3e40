package io.github.pinsink.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** What a consumer knows of its partitions: where it is, and which ones are paused. */
final class FakeConsumer {
    /** {@code max.poll.records} */
    static final int MAX_POLL_RECORDS = 500;

    private final FakeConsumerGroup group;
    private final Scheduler scheduler;
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();

    FakeConsumer(FakeConsumerGroup group, Scheduler scheduler) {
        this.group = group;
        this.scheduler = scheduler;
    }

    Set<TopicPartition> assignment() {
        // Not Set.copyOf: its order differs from JVM to JVM.
        return new LinkedHashSet<>(positions.keySet());
    }

    void assign(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.put(partition, group.committed(partition)));
    }

    void unassign(Collection<TopicPartition> partitions) {
        positions.keySet().removeAll(partitions);
        paused.removeAll(partitions);
    }

    long position(TopicPartition partition) {
        return positions.get(partition);
    }

    void seek(TopicPartition partition, long offset) {
        positions.put(partition, offset);
    }

    void pause(Collection<TopicPartition> partitions) {
        paused.addAll(partitions);
    }

    void resume(Collection<TopicPartition> partitions) {
        paused.removeAll(partitions);
    }

    Set<TopicPartition> paused() {
        return paused;
    }

    boolean hasRecords() {
        return positions.entrySet().stream()
                .anyMatch(entry -> !paused.contains(entry.getKey()) && entry.getValue() < group.end(entry.getKey()));
    }

    /** Up to {@link #MAX_POLL_RECORDS} records, from one random partition after another. */
    List<SinkRecord> fetch() {
        List<TopicPartition> partitions = new ArrayList<>(positions.keySet());
        partitions.removeAll(paused);
        Collections.shuffle(partitions, scheduler.random());
        List<SinkRecord> records = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long next = positions.get(partition);
            while (next < group.end(partition) && records.size() < MAX_POLL_RECORDS) {
                records.add(group.record(partition, next++));
            }
            positions.put(partition, next);
        }
        return records;
    }
}
