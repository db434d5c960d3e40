package io.github.pinsink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.PinterestConversionsSinkTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * The calls of a worker to a task, made by a test one by one, in the worker's order. As in the worker, paused partitions stay
 * paused when they are revoked and assigned again, the offsets of a last commit are read after close, and a dead letter is
 * pending until its future is done. The simulation package has the whole loop of the worker.
 */
final class FakeFramework implements SinkTaskContext {
    private final Map<String, String> config;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private boolean commitRequested;

    /** The offsets that the task seeks to; a test that reads from there removes them. */
    final Map<TopicPartition, Long> seeks = new HashMap<>();

    final Set<TopicPartition> paused = new HashSet<>();
    final List<SinkRecord> deadLetters = new ArrayList<>();
    final List<CompletableFuture<Void>> writes = new ArrayList<>();
    /** Creates the future of the dead letter with that number. */
    Function<Integer, CompletableFuture<Void>> confirmation = number -> CompletableFuture.completedFuture(null);

    FakeFramework(Map<String, String> config) {
        this.config = config;
    }

    void assign(PinterestConversionsSinkTask task, TopicPartition partition) {
        assignUnannounced(partition, 0);
        task.open(List.of(partition));
    }

    /** Without a call of open, as when the consumer is woken up during the assignment. */
    void assignUnannounced(TopicPartition partition, long position) {
        assigned.add(partition);
        paused.retainAll(assigned);
        current.put(partition, new OffsetAndMetadata(position));
    }

    void put(PinterestConversionsSinkTask task, List<SinkRecord> records) {
        task.put(records);
        for (SinkRecord record : records) {
            current.put(
                    new TopicPartition(record.topic(), record.kafkaPartition()),
                    new OffsetAndMetadata(record.kafkaOffset() + 1));
        }
    }

    boolean isCommitRequested() {
        return commitRequested;
    }

    /** A commit after which the task goes on. */
    void commit(PinterestConversionsSinkTask task) {
        commitRequested = false;
        read(task.preCommit(new HashMap<>(current)));
    }

    /** As for a task that stops, and for partitions that are revoked. */
    void revoke(PinterestConversionsSinkTask task, TopicPartition partition) {
        Map<TopicPartition, OffsetAndMetadata> committable = task.preCommit(new HashMap<>(current));
        lose(task, partition);
        read(committable);
    }

    /** The group has already assigned the partition to another task. */
    void lose(PinterestConversionsSinkTask task, TopicPartition partition) {
        task.close(List.of(partition));
        assigned.remove(partition);
    }

    private void read(Map<TopicPartition, OffsetAndMetadata> committable) {
        committable.forEach((partition, next) -> committed.put(partition, next.offset()));
    }

    long committed(TopicPartition partition) {
        return committed.getOrDefault(partition, 0L);
    }

    @Override
    public Map<String, String> configs() {
        return config;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        seeks.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        seeks.put(partition, offset);
    }

    @Override
    public void timeout(long millis) {
        assertThat(millis).isPositive();
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.copyOf(assigned);
    }

    @Override
    public void pause(TopicPartition... partitions) {
        assertThat(assigned).contains(partitions);
        paused.addAll(Arrays.asList(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        assertThat(assigned).contains(partitions);
        paused.removeAll(Arrays.asList(partitions));
    }

    @Override
    public void requestCommit() {
        commitRequested = true;
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return (record, error) -> {
            deadLetters.add(record);
            CompletableFuture<Void> write = confirmation.apply(deadLetters.size() - 1);
            writes.add(write);
            return write;
        };
    }

    @Override
    public PluginMetrics pluginMetrics() {
        // As on a worker before 4.1, where the method is missing.
        throw new NoSuchMethodError("pluginMetrics");
    }
}
