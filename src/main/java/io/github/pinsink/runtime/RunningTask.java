package io.github.pinsink.runtime;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.DeliveryPolicy;
import io.github.pinsink.errant.DeadLetterQueue;
import io.github.pinsink.errant.ErrantRecords;
import io.github.pinsink.errant.ErrorPolicy;
import io.github.pinsink.errant.PendingRecord;
import io.github.pinsink.event.QualitySignal;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingPlans;
import io.github.pinsink.metrics.MetricsRegistrar;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.Commit;
import io.github.pinsink.offset.Offsets;
import io.github.pinsink.offset.OriginalPosition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task from {@code start} to {@code stop}: the framework's callbacks, and the only calls to the framework's context. All of
 * it runs on the task's thread; responses of the API arrive through one {@link ResponseQueue}.
 *
 * <p>It never throws a {@code RetriableException}: the framework would deliver accepted records again, and after a rebalance
 * commit offsets of records that were not delivered.
 */
public final class RunningTask implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningTask.class);

    /** Bounds how fast a stop or a rebalance is noticed. */
    private static final long LONGEST_PUT = Duration.ofMillis(300).toNanos();

    /** A put does some work also where a commit is due at once. */
    private static final long SHORTEST_PUT = Duration.ofMillis(20).toNanos();

    /** Between two puts while requests are in flight. A put itself waits until a ready request may leave. */
    private static final Duration BUSY_POLL = Duration.ofMillis(20);

    /** Between two puts while dead letters are being written or nothing is buffered. */
    private static final Duration IDLE_POLL = Duration.ofMillis(500);

    private final SinkTaskContext context;
    private final LongSupplier nanoTime;
    private final Offsets offsets;
    private final Delivery<PendingRecord> delivery;
    private final ErrantRecords errants;
    private final RecordBuffer buffer;
    private final Backpressure backpressure;
    private final ApiCalls calls;
    private final TaskLoop loop;
    private final MetricsRegistrar registrar;
    private final MetricsSampler sampler;
    /** A commit that no put has followed yet. */
    private Optional<Commit> lastCommit = Optional.empty();

    /** Creates and connects all parts of a task. */
    public RunningTask(SinkTaskContext context, ConnectorConfig config, TaskEnvironment environment) {
        this.context = context;
        nanoTime = environment.nanoTime();
        long now = nanoTime.getAsLong();
        TaskMetrics metrics = new TaskMetrics(nanoTime, QualitySignal.paths());
        MappingPlans plans = config.mappingPlans();
        offsets = new Offsets(config.flushTimeout(), now);
        DeliveryPolicy policy = config.deliveryPolicy(environment.random());
        delivery = new Delivery<>(
                policy,
                account -> environment.rates().join(config.apiUrl(), account, config.rateShare(environment.name())),
                PendingRecord::isLive);
        errants = new ErrantRecords(
                Optional.ofNullable(context.errantRecordReporter()),
                config.deadLetterTopic()
                        .map(topic ->
                                DeadLetterQueue.of(topic, config.deadLetterTimeout(), environment.random(), nanoTime)),
                new ErrorPolicy(config.toleratesErrors(), config.maxRejectedRecords(), plans::expression),
                offsets,
                metrics);
        buffer = new RecordBuffer(
                new Mapper(plans, config.eventRules(), nanoTime),
                delivery,
                errants,
                offsets,
                metrics,
                new FilterLog(),
                environment.currentTimeMillis());
        backpressure = new Backpressure(config.bufferMaxEvents(), config.bufferMaxBytes());
        calls = new ApiCalls(
                new MeteredApi(environment.api().apply(config.apiSettings(environment.name())), metrics, nanoTime),
                config.token(),
                () -> ConnectorConfig.parse(context.configs()).token(),
                environment.responses(),
                delivery,
                nanoTime);
        loop = new TaskLoop(
                buffer,
                delivery,
                calls,
                errants,
                offsets,
                backpressure,
                new OutageLog(config.apiUrl().getHost(), policy.ambiguity()),
                metrics,
                nanoTime);
        registrar = MetricsRegistrar.of(metrics, context, config.connectorName(), config.taskNumber(), now);
        sampler = new MetricsSampler(metrics, registrar, delivery, offsets, backpressure);
        StartLog.started(environment.version(), config, plans);
    }

    public void open(Collection<TopicPartition> partitions) {
        offsets.assigned(partitions);
        applyPauseTo(partitions);
        // This commit shows whether a put came before it, see LostFetchRecovery.
        context.requestCommit();
    }

    private void applyPauseTo(Collection<TopicPartition> partitions) {
        TopicPartition[] assigned = partitions.toArray(new TopicPartition[0]);
        if (backpressure.isPaused()) {
            context.pause(assigned);
        } else {
            // The framework pauses partitions again that were paused when they were revoked.
            context.resume(assigned);
        }
    }

    public void put(Collection<SinkRecord> records) {
        throwFailure();
        long now = nanoTime.getAsLong();
        lastCommit = Optional.empty();
        try {
            accept(records, now);
            loop.run(Math.min(LONGEST_PUT, Math.max(SHORTEST_PUT, offsets.nanosToCommit(now))), records.isEmpty());
        } catch (RuntimeException e) {
            loop.fail(e);
        }
        sample();
        throwFailure();
        setPollTimeout();
        applyBackpressure();
        now = nanoTime.getAsLong();
        offsets.putEnded(now);
        if (offsets.nanosToCommit(now) <= 0) {
            context.requestCommit();
            offsets.commitRequested();
        }
    }

    private void accept(Collection<SinkRecord> records, long now) {
        Map<TopicPartition, Long> lost = offsets.putStarted(context::assignment);
        fetchAgain(lost);
        Map<TopicPartition, Long> unannounced = buffer.accept(records, lost.keySet(), now);
        if (!unannounced.isEmpty()) {
            Set<TopicPartition> assigned = context.assignment();
            for (TopicPartition partition : unannounced.keySet()) {
                if (!assigned.contains(partition)) {
                    throw OriginalPosition.notAssigned(partition);
                }
            }
            offsets.assignedUnannounced(unannounced);
            applyPauseTo(unannounced.keySet());
            fetchAgain(unannounced);
        }
    }

    private void fetchAgain(Map<TopicPartition, Long> from) {
        if (!from.isEmpty()) {
            log.info(
                    "Records fetched for {} during a rebalance never reached the task; seeking back to read them again",
                    from.keySet());
            context.offset(from);
        }
    }

    private void applyBackpressure() {
        switch (backpressure.decide(loop.load(), !buffer.isEmpty())) {
            case PAUSE -> context.pause(context.assignment().toArray(new TopicPartition[0]));
            case RESUME -> context.resume(context.assignment().toArray(new TopicPartition[0]));
            case KEEP -> {}
        }
    }

    /**
     * The framework forgets the timeout when a poll begins, and ignores 0. A wakeup, such as that of a pause, ends a poll
     * without a put, so a commit sets the timeout again: without it the next poll may last until the next regular commit.
     */
    private void setPollTimeout() {
        long now = nanoTime.getAsLong();
        boolean busy = delivery.inFlight() > 0;
        boolean atOnce = busy && delivery.hasReady(now) || !buffer.isEmpty() && !backpressure.isOver(loop.load());
        Duration next = atOnce ? Duration.ZERO : delivery.untilNextAction(now, busy ? BUSY_POLL : IDLE_POLL);
        long nanos = errants.nanosUntilRetry(now, next.toNanos());
        context.timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }

    /**
     * Waits a bounded time for requests in flight where partitions may be about to be revoked. Never throws: the framework
     * would rewind the consumer while the buffers still hold the records.
     *
     * @param offered the offsets that the framework would commit
     * @return those that may be committed
     */
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offered) {
        long now = nanoTime.getAsLong();
        Commit commit = offsets.commitStarted(offered, delivery.bufferedEvents() > 0 || errants.pending() > 0, now);
        try {
            if (commit.mayBeFinal()) {
                loop.drain(offsets.shutdownTime(now));
            } else {
                loop.runOnce();
            }
        } catch (RuntimeException e) {
            loop.fail(e);
        }
        sample();
        setPollTimeout();
        lastCommit = Optional.of(commit);
        return commit.committable();
    }

    public void close(Collection<TopicPartition> partitions) {
        lastCommit.filter(commit -> !commit.mayBeFinal()).ifPresent(this::drainAndAmend);
        lastCommit = Optional.empty();
        // A copy: at the end of the task this is a live view of the framework's own map.
        List<TopicPartition> revoked = List.copyOf(partitions);
        offsets.revoked(revoked);
        context.requestCommit();
        buffer.discardRevoked();
        delivery.discardAbandoned();
        errants.discardRevoked();
        sample();
    }

    /**
     * A stop came during the put that requested the last commit, so that commit turns out to be the final one. No event is
     * sent now: the partitions may be lost, and another task may read them. Dead letters are written, because one that is
     * missing keeps the offsets of delivered events behind it from being committed.
     */
    private void drainAndAmend(Commit commit) {
        try {
            loop.awaitInFlight(offsets.shutdownTime(nanoTime.getAsLong()));
        } catch (RuntimeException e) {
            loop.fail(e);
        }
        commit.amend();
    }

    /** The task stops. */
    @Override
    public void close() {
        errants.close(nanoTime.getAsLong());
        calls.close();
        delivery.close();
        registrar.close();
    }

    private void sample() {
        sampler.sample(loop.failure().isPresent(), nanoTime.getAsLong());
    }

    private void throwFailure() {
        loop.failure().ifPresent(why -> {
            throw why;
        });
    }
}
