package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.simulation.Callbacks.Callback;
import io.github.pinsink.simulation.Callbacks.Moment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a task asks of the framework. A task may use it only within a callback, since it is not thread-safe. */
final class FakeSinkTaskContext implements SinkTaskContext {
    private final Callbacks callbacks;
    private final Supplier<Map<String, String>> configs;
    private final FakeConsumer consumer;
    private final BooleanSupplier connectorPaused;
    private final ErrantRecordReporter reporter;
    private final FakeMetrics metrics = new FakeMetrics();
    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private boolean commitRequested;
    private OptionalLong timeoutMillis = OptionalLong.empty();

    /**
     * @param configs the task's properties, with the values that the config providers have now
     * @param connectorPaused whether the operator has paused the connector
     */
    FakeSinkTaskContext(
            Callbacks callbacks,
            Supplier<Map<String, String>> configs,
            FakeConsumer consumer,
            BooleanSupplier connectorPaused,
            ErrantRecordReporter reporter) {
        this.callbacks = callbacks;
        this.configs = configs;
        this.consumer = consumer;
        this.connectorPaused = connectorPaused;
        this.reporter = reporter;
    }

    // What the framework reads.

    FakeMetrics metrics() {
        return metrics;
    }

    /** The offsets to go back to. */
    Map<TopicPartition, Long> seeks() {
        return seeks;
    }

    Map<TopicPartition, Long> takeSeeks() {
        Map<TopicPartition, Long> taken = new HashMap<>(seeks);
        seeks.clear();
        return taken;
    }

    /** Those that the task paused. The framework remembers them until the next assignment, also when they are revoked. */
    Set<TopicPartition> paused() {
        return paused;
    }

    boolean isCommitRequested() {
        return commitRequested;
    }

    void commitRequested(boolean requested) {
        commitRequested = requested;
    }

    /** For the next poll only; empty when the task did not set it. */
    OptionalLong timeoutMillis() {
        return timeoutMillis;
    }

    void clearTimeout() {
        timeoutMillis = OptionalLong.empty();
    }

    // What the task calls.

    @Override
    public Map<String, String> configs() {
        callbacks.assertInAny();
        return configs.get();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        callbacks.assertInAny();
        seeks.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        offset(Map.of(partition, offset));
    }

    @Override
    public void timeout(long timeoutMs) {
        callbacks.assertInAny();
        assertThat(timeoutMs).as("a timeout; the framework ignores 0").isPositive();
        timeoutMillis = OptionalLong.of(timeoutMs);
    }

    @Override
    public Set<TopicPartition> assignment() {
        callbacks.assertInAny();
        return consumer.assignment();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        callbacks.assertInAny();
        List<TopicPartition> given = Arrays.asList(partitions);
        assertThat(consumer.assignment()).containsAll(given);
        paused.addAll(given);
        consumer.pause(given);
    }

    @Override
    public void resume(TopicPartition... partitions) {
        callbacks.assertInAny();
        List<TopicPartition> given = Arrays.asList(partitions);
        assertThat(consumer.assignment()).containsAll(given);
        paused.removeAll(given);
        if (!connectorPaused.getAsBoolean()) {
            consumer.resume(given);
        }
    }

    @Override
    public void requestCommit() {
        callbacks.assertInAny();
        commitRequested = true;
        callbacks.reached(Moment.COMMIT_REQUESTED_IN_PUT, Callback.PUT);
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        callbacks.assertInAny();
        return reporter;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        callbacks.assertInAny();
        return metrics;
    }
}
