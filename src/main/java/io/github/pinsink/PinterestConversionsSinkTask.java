package io.github.pinsink;

import io.github.pinsink.api.OkHttpConversionsApi;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.SharedRates;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.metrics.ShownMetrics;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.OffsetTracker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * What the framework calls, and the only class that calls the framework. All of it runs on the task's thread, in
 * {@link TaskLoop} and the rooms around it; answers of the API cross over through one queue in {@link Calls}.
 *
 * <p>No {@code RetriableException} is ever thrown: the framework would offer accepted records again, and after a rebalance
 * commit offsets that were not delivered.
 */
public final class PinterestConversionsSinkTask extends SinkTask {
    /** So many nanoseconds a put may take: it bounds how fast a stop or a rebalance is noticed. */
    private static final long LONGEST_PUT = Duration.ofMillis(300).toNanos();

    /** While requests are under way. A ready one does not wait for it: put waits for its moment itself. */
    private static final Duration BUSY_TICK = Duration.ofMillis(20);

    /** While dead letters are under way or nothing is at all. */
    private static final Duration IDLE_TICK = Duration.ofMillis(500);

    private final OffsetTracker offsets = new OffsetTracker();
    private final TaskMetrics metrics = new TaskMetrics(System::nanoTime);
    private final CommitRhythm commits = new CommitRhythm(System.nanoTime());
    private Delivery<Origin> delivery;
    private ErrantRecords errants;
    private Intake intake;
    private Backpressure backpressure;
    private TaskLoop loop;
    private Duration flushTimeout;
    private Optional<Calls> calls = Optional.empty();
    private Optional<ShownMetrics> shownMetrics = Optional.empty();
    private TaskWatch watch;

    @Override
    public String version() {
        return Version.get();
    }

    @Override
    public void start(Map<String, String> properties) {
        ConnectorConfig config = ConnectorConfig.parse(properties);
        String name = Thread.currentThread().getName();
        delivery = new Delivery<>(
                config.deliveryPolicy(),
                account -> SharedRates.ofThisWorker().join(config.apiUrl(), account, config.rateShare(name)),
                origin -> origin.position().isLive());
        errants = new ErrantRecords(
                Optional.ofNullable(context.errantRecordReporter()), config.toleratesErrors(), offsets, metrics);
        Mapper mapper = new Mapper(config.mappingPlans(), config.eventRules());
        intake = new Intake(mapper, delivery, errants, offsets, metrics);
        backpressure = new Backpressure(config.bufferMaxEvents(), config.bufferMaxBytes());
        flushTimeout = config.flushTimeout();
        Calls opened = new Calls(
                new MeteredApi(new OkHttpConversionsApi(config.apiSettings(name)), metrics),
                config.token(),
                () -> ConnectorConfig.parse(context.configs()).token());
        calls = Optional.of(opened);
        loop = new TaskLoop(intake, delivery, opened, errants, offsets, backpressure, metrics);
        ShownMetrics shown =
                ShownMetrics.of(metrics, context, config.connectorName(), config.taskNumber(), System.nanoTime());
        shownMetrics = Optional.of(shown);
        watch = new TaskWatch(metrics, shown, delivery, offsets, backpressure);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        offsets.open(partitions);
        commits.partitionsCame();
        TopicPartition[] come = partitions.toArray(new TopicPartition[0]);
        if (backpressure.isPaused()) {
            context.pause(come);
        } else {
            // The framework pauses again what was paused when it was taken away, even if reading went on meanwhile.
            context.resume(come);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        throwFailure();
        long now = System.nanoTime();
        commits.putBegins();
        long toCommit = commits.nanosToDue(now);
        try {
            intake.accept(records, now);
            if (toCommit > 0) {
                loop.work(Math.min(LONGEST_PUT, toCommit), records.isEmpty());
            } else {
                // A stop that comes during this put is taken for the commit it asks for, so it is over at once.
                loop.turn();
            }
        } catch (RuntimeException e) {
            loop.fail(e);
        }
        observe();
        throwFailure();
        if (loop.hasProgressed()) {
            commits.progressed();
        }
        setNextPut();
        if (toCommit > 0) {
            applyBackpressure();
        } else {
            context.requestCommit();
            commits.asked();
        }
    }

    private void applyBackpressure() {
        switch (backpressure.decide(delivery, intake.hasWaiting())) {
            case PAUSE -> context.pause(context.assignment().toArray(new TopicPartition[0]));
            case RESUME -> context.resume(context.assignment().toArray(new TopicPartition[0]));
            case KEEP -> {}
        }
    }

    /** The framework forgets it with every poll, and ignores 0. */
    private void setNextPut() {
        long now = System.nanoTime();
        boolean busy = delivery.inFlight() > 0;
        boolean atOnce = busy && delivery.hasReady(now) || intake.hasWaiting() && !backpressure.isOver(delivery);
        Duration next = atOnce ? Duration.ZERO : delivery.untilNextMove(now, busy ? BUSY_TICK : IDLE_TICK);
        context.timeout(Math.max(1, next.toMillis()));
    }

    /**
     * Waits a bounded time for what is under way where partitions may be about to go, since only here that can be done.
     * Never throws: the framework would rewind the consumer while the buffers still hold the records.
     */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offered) {
        boolean mayPrecedeClose = commits.mayPrecedeClose(System.nanoTime(), delivery.bufferedEvents() > 0);
        try {
            if (mayPrecedeClose) {
                loop.drain(flushTimeout);
            } else {
                loop.turn();
            }
        } catch (RuntimeException e) {
            loop.fail(e);
        }
        observe();
        return offsets.committable(offered);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        // A copy: at the end of the task this is a live view of the framework's own map.
        offsets.close(List.copyOf(partitions));
        intake.discardUnwanted();
        delivery.discardUnwanted();
        observe();
    }

    /** Also called when {@link #start} failed or never ran. */
    @Override
    public void stop() {
        calls.ifPresent(opened -> {
            opened.close();
            delivery.close();
        });
        shownMetrics.ifPresent(ShownMetrics::close);
    }

    private void observe() {
        watch.observe(loop.failure().isPresent(), System.nanoTime());
    }

    private void throwFailure() {
        loop.failure().ifPresent(why -> {
            throw why;
        });
    }
}
