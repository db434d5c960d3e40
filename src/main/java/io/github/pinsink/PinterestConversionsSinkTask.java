package io.github.pinsink;

import io.github.pinsink.api.OkHttpConversionsApi;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.delivery.SharedRates;
import io.github.pinsink.runtime.ResponseQueue;
import io.github.pinsink.runtime.RunningTask;
import io.github.pinsink.runtime.TaskEnvironment;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Passes the callbacks of Connect to the {@link RunningTask}. */
public final class PinterestConversionsSinkTask extends SinkTask {
    private Optional<RunningTask> running = Optional.empty();

    @Override
    public String version() {
        return Version.get();
    }

    @Override
    public void start(Map<String, String> properties) {
        TaskEnvironment environment = new TaskEnvironment(
                version(),
                Thread.currentThread().getName(),
                System::nanoTime,
                System::currentTimeMillis,
                () -> ThreadLocalRandom.current().nextDouble(),
                settings -> new OkHttpConversionsApi(settings, Clock.systemUTC()),
                ResponseQueue.betweenThreads(),
                SharedRates.ofThisWorker());
        running = Optional.of(new RunningTask(context, ConnectorConfig.parse(properties), environment));
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        running.orElseThrow().open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        running.orElseThrow().put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offered) {
        return running.orElseThrow().preCommit(offered);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        running.ifPresent(task -> task.close(partitions));
    }

    /** Connect calls it even if {@link #start} failed or never ran. */
    @Override
    public void stop() {
        running.ifPresent(RunningTask::close);
    }
}
