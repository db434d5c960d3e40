package io.github.pinsink;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.api.ConversionsApi;
import io.github.pinsink.api.OkHttpConversionsApi;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.delivery.AdaptivePermits;
import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.Payload;
import io.github.pinsink.delivery.Request;
import io.github.pinsink.delivery.Settled;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.offset.OffsetTracker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop of a task. The framework's thread owns everything here; answers of the API cross over through one queue.
 * Nothing blocks for long, and no {@code RetriableException} is thrown for a record that was accepted.
 */
public final class PinterestConversionsSinkTask extends SinkTask {
    private static final Logger log = LoggerFactory.getLogger(PinterestConversionsSinkTask.class);

    private static final Duration IDLE_TICK = Duration.ofMillis(500);
    private static final Duration BUSY_TICK = Duration.ofMillis(5);
    private static final Duration LONGEST_PUT_WAIT = Duration.ofMillis(200);
    private static final long NANOS_BETWEEN_COMMITS = TimeUnit.SECONDS.toNanos(5);

    private final OffsetTracker offsets = new OffsetTracker();
    private final OutageLog outages = new OutageLog();
    private final LinkedBlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
    private Mapper mapper;
    private Delivery<Origin> delivery;
    private ConversionsApi api;
    private AccessToken token;
    private ErrantRecords errants;
    private Backpressure backpressure;
    private Duration flushTimeout;
    private ConnectException failure;
    private boolean settledSinceCommit;
    private long commitAskedAt;

    private record Answered(Request<Origin> request, ApiOutcome outcome) {}

    @Override
    public String version() {
        return Version.get();
    }

    @Override
    public void start(Map<String, String> properties) {
        ConnectorConfig config = ConnectorConfig.parse(properties);
        mapper = new Mapper(config.mappingPlans(), config.eventRules());
        delivery = new Delivery<>(
                config.deliveryPolicy(),
                account -> new AdaptivePermits(config.permitsPerMinute()),
                origin -> origin.position().isLive());
        api = new OkHttpConversionsApi(config.apiSettings(Thread.currentThread().getName()));
        token = config.token();
        errants = new ErrantRecords(
                context.errantRecordReporter(), "all".equals(properties.get("errors.tolerance")), offsets);
        backpressure = new Backpressure(config.bufferMaxEvents(), config.bufferMaxBytes());
        flushTimeout = config.flushTimeout();
        commitAskedAt = System.nanoTime();
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        offsets.open(partitions);
        if (backpressure.isPaused()) {
            // The framework keeps what was paused, and partitions that come new are not.
            context.pause(partitions.toArray(new TopicPartition[0]));
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        throwFailure();
        for (SinkRecord record : records) {
            accept(record);
            if (delivery.hasReady(System.nanoTime())) {
                turn(false);
            }
        }
        turn(false);
        waitWhileSaturated();
        throwFailure();
        applyBackpressure();
        askForCommit();
        Duration atMost = delivery.inFlight() > 0 ? BUSY_TICK : IDLE_TICK;
        context.timeout(
                Math.max(1, delivery.untilNextMove(System.nanoTime(), atMost).toMillis()));
    }

    private void accept(SinkRecord record) {
        TopicPartition partition = OriginalCoordinates.partition(record);
        long offset = OriginalCoordinates.offset(record);
        if (!offsets.isOpen(partition)) {
            throw new ConnectException("A record says it is of " + partition + ", which is not assigned to this task."
                    + " A transform renames topics, and this worker (before 3.6) does not tell the original one."
                    + " Remove the transform, or use a newer worker.");
        }
        mapper.map(record, partition, offset, System.currentTimeMillis()).match(new MappingResult.Cases<Void>() {
            @Override
            public Void mapped(MappingResult.Mapped result) {
                int parts = result.events().size() + (result.reasons().isEmpty() ? 0 : 1);
                Origin origin = new Origin(record, offsets.accept(partition, offset, parts));
                if (!result.reasons().isEmpty()) {
                    // First, since it throws where errors are not tolerated: the events then wait for the next attempt.
                    errants.report(
                            origin,
                            "Not every part of this record can become a conversion: "
                                    + String.join("; ", result.reasons()));
                }
                for (MappingResult.Event event : result.events()) {
                    delivery.offer(
                            event.account(),
                            new Payload(event.encoded().json(), event.encoded().json().length),
                            event.encoded().offline(),
                            origin,
                            System.nanoTime());
                }
                return null;
            }

            @Override
            public Void skipped(MappingResult.Skipped result) {
                return null;
            }

            @Override
            public Void invalid(MappingResult.Invalid result) {
                Origin origin = new Origin(record, offsets.accept(partition, offset, 1));
                errants.report(
                        origin, "No conversion can be made of this record: " + String.join("; ", result.reasons()));
                return null;
            }
        });
    }

    /** One turn of the loop: answers in, settled events out, what is due on its way. */
    private void turn(boolean flush) {
        for (Answered answer = answers.poll(); answer != null; answer = answers.poll()) {
            delivery.answered(answer.request(), answer.outcome(), System.nanoTime());
        }
        for (Settled<Origin> settled : delivery.settled()) {
            settle(settled);
        }
        errants.settleWritten();
        outages.observe(delivery.trouble(), delivery.bufferedEvents(), System.nanoTime());
        if (delivery.tokenRefused()) {
            rereadToken();
        }
        for (Request<Origin> request : delivery.take(System.nanoTime(), flush)) {
            List<byte[]> events = request.events();
            api.send(request.account(), token, events, outcome -> answers.add(new Answered(request, outcome)));
        }
        delivery.halt().ifPresent(why -> fail(new ConnectException(why)));
    }

    private void settle(Settled<Origin> settled) {
        settledSinceCommit = true;
        if (settled.refusal().isEmpty()) {
            offsets.settle(settled.origin().position());
            return;
        }
        try {
            errants.report(settled.origin(), settled.refusal().get());
        } catch (ConnectException e) {
            fail(e);
        }
    }

    /** Config providers are asked again, so a secret that was rotated works without a restart. */
    private void rereadToken() {
        log.warn("Pinterest refused the token (401). It is read again from pinterest.access.token and tried once more");
        token = ConnectorConfig.parse(context.configs()).token();
        delivery.tokenReread();
    }

    /** A ready batch does not wait for a tick: its turn comes with the next answer. */
    private void waitWhileSaturated() {
        long deadline = System.nanoTime() + LONGEST_PUT_WAIT.toNanos();
        while (failure == null
                && delivery.inFlight() > 0
                && (delivery.hasReady(System.nanoTime()) || backpressure.isOver(delivery))
                && deadline - System.nanoTime() > 0) {
            awaitAnswer(deadline);
            turn(false);
        }
    }

    private void awaitAnswer(long deadline) {
        long longest = Math.min(
                deadline - System.nanoTime(),
                Math.max(
                        TimeUnit.MILLISECONDS.toNanos(1),
                        delivery.untilNextMove(System.nanoTime(), LONGEST_PUT_WAIT)
                                .toNanos()));
        try {
            Answered answer = answers.poll(longest, TimeUnit.NANOSECONDS);
            if (answer != null) {
                delivery.answered(answer.request(), answer.outcome(), System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(new ConnectException("The task was interrupted while it waited for answers", e));
        }
    }

    private void applyBackpressure() {
        switch (backpressure.decide(delivery)) {
            case PAUSE -> context.pause(context.assignment().toArray(new TopicPartition[0]));
            case RESUME -> context.resume(context.assignment().toArray(new TopicPartition[0]));
            case KEEP -> {}
        }
    }

    private void askForCommit() {
        long now = System.nanoTime();
        if (settledSinceCommit && now - commitAskedAt > NANOS_BETWEEN_COMMITS) {
            commitAskedAt = now;
            settledSinceCommit = false;
            context.requestCommit();
        }
    }

    /**
     * Sends what lingers and waits a bounded time for what is under way, since nothing tells whether a close follows, and
     * only here may be waited for it. Never throws: the framework would rewind the consumer while the buffers still hold
     * the records.
     */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offered) {
        try {
            long deadline = System.nanoTime() + flushTimeout.toNanos();
            turn(true);
            while (failure == null
                    && delivery.bufferedEvents() > 0
                    && delivery.isHealthy(System.nanoTime())
                    && deadline - System.nanoTime() > 0) {
                awaitAnswer(deadline);
                turn(true);
            }
        } catch (KafkaException e) {
            fail(e instanceof ConnectException connect ? connect : new ConnectException(e));
        }
        return offsets.committable(offered);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        offsets.close(List.copyOf(partitions));
        delivery.discardUnwanted();
    }

    /** Also called when {@link #start} failed or never ran. */
    @Override
    public void stop() {
        if (api != null) {
            api.close();
        }
    }

    private void fail(ConnectException why) {
        if (failure == null) {
            failure = why;
        }
    }

    private void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }
}
