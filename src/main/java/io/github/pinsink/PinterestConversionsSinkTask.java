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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the framework calls, and the only class that calls the framework. All of it runs on the task's thread, in
 * {@link TaskLoop} and the rooms around it; answers of the API cross over through one queue in {@link Calls}.
 *
 * <p>No {@code RetriableException} is ever thrown: the framework would offer accepted records again, and after a rebalance
 * commit offsets that were not delivered.
 */
public final class PinterestConversionsSinkTask extends SinkTask {
    private static final Logger log = LoggerFactory.getLogger(PinterestConversionsSinkTask.class);

    /** So many nanoseconds a put may take: it bounds how fast a stop or a rebalance is noticed. */
    private static final long LONGEST_PUT = Duration.ofMillis(300).toNanos();

    /** Something is done also where a commit is to be asked for at once. */
    private static final long SHORTEST_PUT = Duration.ofMillis(20).toNanos();

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
    private final Rereading rereading = new Rereading();
    private Farewell farewell;
    private Optional<Commit> lastCommit = Optional.empty();
    private Optional<Calls> calls = Optional.empty();
    private Optional<ShownMetrics> shownMetrics = Optional.empty();
    private TaskWatch watch;

    /**
     * A commit that no put has followed yet.
     *
     * @param answer the framework's now; it reads it after a close that follows, on every worker from 3.4 to 4.3
     * @param waited whether it waited for what was under way
     */
    private record Commit(
            Map<TopicPartition, OffsetAndMetadata> offered,
            Map<TopicPartition, OffsetAndMetadata> answer,
            boolean waited) {}

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
                Optional.ofNullable(context.errantRecordReporter()),
                config.deadLetterTopic().map(topic -> DeadLetterQueue.of(topic, config.deadLetterTimeout())),
                config.toleratesErrors(),
                offsets,
                metrics);
        Mapper mapper = new Mapper(config.mappingPlans(), config.eventRules());
        intake = new Intake(mapper, delivery, errants, offsets, metrics);
        backpressure = new Backpressure(config.bufferMaxEvents(), config.bufferMaxBytes());
        farewell = new Farewell(config.flushTimeout(), System.nanoTime());
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
        take(partitions);
        commits.partitionsCame();
        rebalances(partitions);
    }

    private void take(Collection<TopicPartition> partitions) {
        offsets.open(partitions);
        TopicPartition[] come = partitions.toArray(new TopicPartition[0]);
        if (backpressure.isPaused()) {
            context.pause(come);
        } else {
            // The framework pauses again what was paused when it was taken away, even if reading went on meanwhile.
            context.resume(come);
        }
    }

    /** The commit that is asked for shows whether a put came before it. */
    private void rebalances(Collection<TopicPartition> partitions) {
        rereading.rebalances(partitions);
        commits.rebalances();
        context.requestCommit();
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        throwFailure();
        long now = System.nanoTime();
        lastCommit = Optional.empty();
        commits.putBegins();
        try {
            accept(records, now);
            loop.work(Math.min(LONGEST_PUT, Math.max(SHORTEST_PUT, commits.nanosToDue(now))), records.isEmpty());
        } catch (RuntimeException e) {
            loop.fail(e);
        }
        observe();
        throwFailure();
        if (loop.hasProgressed()) {
            commits.progressed();
        }
        setNextPut();
        applyBackpressure();
        now = System.nanoTime();
        farewell.putEnds(now);
        if (commits.nanosToDue(now) <= 0) {
            context.requestCommit();
            commits.asked();
        }
    }

    private void accept(Collection<SinkRecord> records, long now) {
        Map<TopicPartition, Long> dropped = rereading.putBegins(context::assignment);
        readAgain(dropped);
        Map<TopicPartition, Long> unannounced = intake.accept(records, dropped.keySet(), now);
        if (!unannounced.isEmpty()) {
            Set<TopicPartition> assigned = context.assignment();
            for (TopicPartition partition : unannounced.keySet()) {
                if (!assigned.contains(partition)) {
                    throw OriginalCoordinates.notAssigned(partition);
                }
            }
            take(unannounced.keySet());
            rereading.alsoFrom(unannounced);
            readAgain(unannounced);
        }
    }

    private void readAgain(Map<TopicPartition, Long> from) {
        if (!from.isEmpty()) {
            log.info("What was read of {} beside a rebalance has not come, and is read again", from.keySet());
            context.offset(from);
        }
    }

    private void applyBackpressure() {
        switch (backpressure.decide(loop.load(), intake.hasWaiting())) {
            case PAUSE -> context.pause(context.assignment().toArray(new TopicPartition[0]));
            case RESUME -> context.resume(context.assignment().toArray(new TopicPartition[0]));
            case KEEP -> {}
        }
    }

    /** The framework forgets it with every poll, and ignores 0. */
    private void setNextPut() {
        long now = System.nanoTime();
        boolean busy = delivery.inFlight() > 0;
        boolean atOnce = busy && delivery.hasReady(now) || intake.hasWaiting() && !backpressure.isOver(loop.load());
        Duration next = atOnce ? Duration.ZERO : delivery.untilNextMove(now, busy ? BUSY_TICK : IDLE_TICK);
        long nanos = errants.nanosUntilRetry(now, next.toNanos());
        context.timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }

    /**
     * Waits a bounded time for what is under way where partitions may be about to go. Never throws: the framework would
     * rewind the consumer while the buffers still hold the records.
     */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offered) {
        long now = System.nanoTime();
        boolean waits = commits.mayPrecedeClose(now, delivery.bufferedEvents() > 0 || errants.held() > 0);
        try {
            if (waits) {
                loop.drain(farewell.left(now));
            } else {
                loop.turn();
            }
        } catch (RuntimeException e) {
            loop.fail(e);
        }
        observe();
        Map<TopicPartition, OffsetAndMetadata> reached = rereading.commits(offered);
        Map<TopicPartition, OffsetAndMetadata> committable = offsets.committable(reached);
        lastCommit = Optional.of(new Commit(reached, committable, waits));
        return committable;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        lastCommit.filter(commit -> !commit.waited()).ifPresent(this::makeUpForTheWait);
        lastCommit = Optional.empty();
        // A copy: at the end of the task this is a live view of the framework's own map.
        List<TopicPartition> gone = List.copyOf(partitions);
        offsets.close(gone);
        rebalances(gone);
        intake.discardUnwanted();
        delivery.discardUnwanted();
        errants.discardUnwanted();
        observe();
    }

    /**
     * The commit that was asked for turns out to be the last one: a stop came while the put that asked for it was on. The
     * framework calls close before it looks at what the commit answered, so that can still be brought up to date. Nothing
     * is sent: it may also be that the partitions are lost, and others are reading them.
     */
    private void makeUpForTheWait(Commit commit) {
        try {
            loop.awaitUnderWay(farewell.left(System.nanoTime()));
        } catch (RuntimeException e) {
            loop.fail(e);
        }
        commit.answer().putAll(offsets.committable(commit.offered()));
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
