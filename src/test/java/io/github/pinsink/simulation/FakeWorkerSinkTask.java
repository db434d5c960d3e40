package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.runtime.RunningTask;
import io.github.pinsink.runtime.TaskEnvironment;
import io.github.pinsink.simulation.Callbacks.Callback;
import io.github.pinsink.simulation.Callbacks.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One task as a worker runs it: the framework's {@code WorkerSinkTask} (3.9 to 4.3), step by step, around a
 * {@link RunningTask}. Each step that waits continues in an event of the {@link Scheduler}; at most one is pending.
 */
final class FakeWorkerSinkTask {
    /** {@code offset.flush.timeout.ms} */
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);
    /** {@code task.shutdown.graceful.timeout.ms} */
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);
    /** RunningTask.LONGEST_PUT */
    private static final Duration LONGEST_PUT = Duration.ofMillis(300);

    private static final Duration SHORTEST_BROKER_CALL = Duration.ofMillis(1);
    private static final Duration LONGEST_BROKER_CALL = Duration.ofMillis(5);
    private static final boolean TRACE = Boolean.getBoolean("pinsink.simulation.trace");

    private final Simulation simulation;
    private final Scheduler scheduler;
    private final FakeConsumerGroup group;
    private final int number;
    private final Map<String, String> config;
    private final int maxInFlight;
    private final int bufferMaxEvents;
    private final long bufferMaxBytes;
    private final Duration flushTimeout;
    private final TaskInvariants invariants;
    private final Callbacks callbacks;

    private State state = State.RUNNING;
    private Optional<String> failure = Optional.empty();
    private RunningTask task;
    private FakeSinkTaskContext context;
    private FakeConnection connection;

    // Set by other threads in reality.
    private boolean stopRequested;
    private boolean restart;
    private long stopRequestedAt;
    private boolean connectorPaused;
    private boolean wokenUp;

    // WorkerSinkTask.
    private FakeConsumer consumer;
    private final Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> lastCommitted = new HashMap<>();
    private final Map<TopicPartition, List<FakeDeadLetterQueue.Write>> deadLetters = new HashMap<>();
    private final ArrayDeque<Runnable> commitCallbacks = new ArrayDeque<>();
    private long nextCommit;
    private long commitStarted;
    private long lastAsyncCommit;
    private int commitNumber;
    private boolean committing;
    private Optional<RuntimeException> rebalanceException = Optional.empty();

    // The poll.
    private long lastPoll;
    private long pollDeadline;
    private int poll;
    private boolean waitingInPoll;

    private enum State {
        RUNNING,
        STOPPED,
        KILLED
    }

    FakeWorkerSinkTask(Simulation simulation, int number, Map<String, String> config) {
        this.simulation = simulation;
        this.scheduler = simulation.scheduler;
        this.group = simulation.group;
        this.number = number;
        this.config = config;
        this.maxInFlight = Integer.parseInt(config.get("max.in.flight.requests"));
        this.bufferMaxEvents = Integer.parseInt(config.get("buffer.max.events"));
        this.bufferMaxBytes = Long.parseLong(config.get("buffer.max.bytes"));
        this.flushTimeout = Duration.ofMillis(Long.parseLong(config.get("flush.timeout.ms")));
        this.callbacks = new Callbacks(toString());
        this.invariants = new TaskInvariants(toString(), simulation::isSettled, bufferMaxEvents);
    }

    int number() {
        return number;
    }

    long lastPoll() {
        return lastPoll;
    }

    /** How often preCommit was called. */
    int commits() {
        return commitNumber;
    }

    Optional<String> failure() {
        return failure;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    long metric(Metric metric) {
        return context.metrics().value(metric);
    }

    @Override
    public String toString() {
        return "task-" + number;
    }

    // What other threads do.

    /** Runs the action at the next such moment. */
    void atNext(Moment moment, Runnable action) {
        callbacks.atNext(moment, action);
    }

    /** The worker stops the task, and starts it again if asked to, as after a change of its configuration. */
    void requestStop(boolean thenRestart) {
        if (!stopRequested) {
            stopRequested = true;
            stopRequestedAt = scheduler.now();
            restart = thenRestart;
            wakeUp();
        }
    }

    /** The worker's process ends. What the task has sent reaches Pinterest, and nobody reads the responses. */
    void kill() {
        if (state == State.RUNNING) {
            state = State.KILLED;
            connection.close();
            group.leave(this);
        }
    }

    /** An operator pauses or resumes the connector. */
    void setConnectorPaused(boolean paused) {
        connectorPaused = paused;
        wakeUp();
    }

    private void wakeUp() {
        wokenUp = true;
        poke();
    }

    /** Something happened that a consumer notices while it waits in a poll. */
    void poke() {
        if (waitingInPoll) {
            waitingInPoll = false;
            proceed(Duration.ZERO, this::pollOn);
        }
    }

    // The task's thread.

    void start() {
        state = State.RUNNING;
        stopRequested = false;
        wokenUp = false;
        committing = false;
        commitCallbacks.clear();
        rebalanceException = Optional.empty();
        nextCommit = scheduler.now() + simulation.setup.commitInterval().toNanos();
        lastPoll = scheduler.now();
        consumer = new FakeConsumer(group, scheduler);
        context = new FakeSinkTaskContext(
                callbacks, this::resolvedConfig, consumer, () -> connectorPaused, this::reportErrantRecord);
        connection = new FakeConnection(simulation.pinterest, scheduler, callbacks, this::sent);
        TaskEnvironment environment = new TaskEnvironment(
                "simulated",
                toString(),
                scheduler::now,
                group::wallClockMillis,
                scheduler.random()::nextDouble,
                settings -> connection,
                connection,
                simulation.rates);
        task = callbacks.call(
                Callback.START, () -> new RunningTask(context, ConnectorConfig.parse(resolvedConfig()), environment));
        group.join(this);
        iterate();
    }

    /** The framework resolves references to secrets again each time. */
    private Map<String, String> resolvedConfig() {
        Map<String, String> resolved = new HashMap<>(config);
        resolved.put("pinterest.access.token", simulation.pinterest.currentToken());
        return resolved;
    }

    private void sent(List<RecordId> events) {
        trace("sends", () -> events.size() + " events, from " + events.get(0));
        invariants.sent(events);
    }

    private Future<Void> reportErrantRecord(SinkRecord record, Throwable error) {
        callbacks.assertIn(Callback.PUT, Callback.PRE_COMMIT, Callback.CLOSE);
        TopicPartition partition = FakeConsumerGroup.partition(record.kafkaPartition());
        FakeDeadLetterQueue.Write write =
                simulation.deadLetters.write(new RecordId(partition.partition(), record.kafkaOffset()));
        if (!write.isDone()) {
            deadLetters.computeIfAbsent(partition, key -> new ArrayList<>()).add(write);
        }
        return write;
    }

    private void trace(String callback, Supplier<Object> arguments) {
        if (TRACE) {
            System.out.printf(
                    "%,d ms %s: %s %s%n",
                    TimeUnit.NANOSECONDS.toMillis(scheduler.now()), this, callback, arguments.get());
        }
    }

    /** Per partition the first and the last offset. */
    private static Map<TopicPartition, String> ranges(Collection<SinkRecord> records) {
        Map<TopicPartition, String> ranges = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
        for (SinkRecord record : records) {
            ranges.merge(
                    FakeConsumerGroup.partition(record.kafkaPartition()),
                    record.kafkaOffset() + "-" + record.kafkaOffset(),
                    (first, last) -> first.substring(0, first.indexOf('-')) + last.substring(last.indexOf('-')));
        }
        return ranges;
    }

    private static Map<TopicPartition, Long> numbers(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, Long> numbers = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
        offsets.forEach((partition, offset) -> numbers.put(partition, offset.offset()));
        return numbers;
    }

    /** Bounds hold where no callback of another task can run meanwhile. */
    private void checkDuration(Callback which, long started, Duration limit) {
        if (simulation.tasks.size() == 1) {
            assertThat(Duration.ofNanos(scheduler.now() - started))
                    .as("%s of %s", which, this)
                    .isLessThanOrEqualTo(limit);
        }
    }

    private void iterate() {
        if (stopRequested) {
            shutDown();
        } else if (!committing && (context.isCommitRequested() || scheduler.now() >= nextCommit)) {
            Set<TopicPartition> partitions = consumer.assignment();
            afterDeadLetters(partitions, this::fail, () -> {
                commit(partitions);
                nextCommit = scheduler.now() + simulation.setup.commitInterval().toNanos();
                context.commitRequested(false);
                beginPoll();
            });
        } else {
            if (committing && scheduler.now() >= commitStarted + COMMIT_TIMEOUT.toNanos()) {
                committing = false;
            }
            beginPoll();
        }
    }

    private void beginPoll() {
        rewind();
        lastPoll = scheduler.now();
        long timeout = Math.max(0, nextCommit - scheduler.now());
        if (context.timeoutMillis().isPresent()) {
            timeout = Math.min(
                    timeout,
                    TimeUnit.MILLISECONDS.toNanos(context.timeoutMillis().getAsLong()));
            context.clearTimeout();
        }
        pollDeadline = scheduler.now() + timeout;
        poll++;
        pollOn();
    }

    private void rewind() {
        Map<TopicPartition, Long> seeks = context.takeSeeks();
        if (!seeks.isEmpty()) {
            trace("seeks", () -> seeks);
        }
        seeks.forEach((partition, offset) -> {
            consumer.seek(partition, offset);
            lastCommitted.put(partition, new OffsetAndMetadata(offset));
            current.put(partition, new OffsetAndMetadata(offset));
        });
    }

    private void pollOn() {
        if (takeWakeUp()) {
            wokenInPoll();
            return;
        }
        for (Runnable next = commitCallbacks.poll(); next != null; next = commitCallbacks.poll()) {
            next.run();
        }
        if (group.isEvicted(this)) {
            lose(group.takeLost(this));
            group.join(this);
        }
        if (group.mustRevoke(this)) {
            revoke(group.toRevoke(this));
        } else if (group.hasAssignment(this)) {
            assign(group.takeAssigned(this));
        } else if (consumer.hasRecords()) {
            afterBrokerCall(this::fetch);
        } else if (scheduler.now() >= pollDeadline) {
            endPoll(List.of());
        } else {
            waitingInPoll = true;
            int waiting = poll;
            scheduler.after(Duration.ofNanos(pollDeadline - scheduler.now()), () -> {
                if (poll == waiting) {
                    poke();
                }
            });
        }
    }

    private void afterBrokerCall(Runnable next) {
        proceed(scheduler.between(SHORTEST_BROKER_CALL, LONGEST_BROKER_CALL), next);
    }

    /** The next event of the task's thread. */
    private void proceed(Duration time, Runnable next) {
        scheduler.after(time, () -> {
            if (state != State.KILLED) {
                next.run();
            }
        });
    }

    private boolean takeWakeUp() {
        boolean woken = wokenUp;
        wokenUp = false;
        return woken;
    }

    private void fetch() {
        if (takeWakeUp()) {
            wokenInPoll();
        } else {
            endPoll(consumer.fetch());
        }
    }

    /** Exceptions of rebalance callbacks come out of a poll that is otherwise complete: what it fetched is dropped. */
    private void endPoll(List<SinkRecord> records) {
        Optional<RuntimeException> thrown = rebalanceException;
        rebalanceException = Optional.empty();
        if (thrown.isEmpty()) {
            deliver(records);
        } else if (thrown.get() instanceof WakeupException) {
            simulation.lostFetches += records.isEmpty() ? 0 : 1;
            wokenInPoll();
        } else {
            fail(thrown.get());
        }
    }

    private void wokenInPoll() {
        if (!stopRequested) {
            if (connectorPaused) {
                consumer.pause(consumer.assignment());
                context.commitRequested(true);
            } else {
                Set<TopicPartition> resumed = consumer.assignment();
                resumed.removeAll(context.paused());
                consumer.resume(resumed);
            }
        }
        proceed(Duration.ZERO, this::iterate);
    }

    private void deliver(List<SinkRecord> records) {
        invariants.put(records);
        if (!records.isEmpty()) {
            trace("put", () -> ranges(records));
        }
        long started = scheduler.now();
        try {
            callbacks.run(Callback.PUT, () -> task.put(records));
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        checkDuration(Callback.PUT, started, LONGEST_PUT);
        invariants.readAgain(context.seeks());
        assertThat(context.timeoutMillis())
                .as("the timeout of the next poll, set by put")
                .isPresent();
        checkPauses();
        checkBounds();
        for (SinkRecord record : records) {
            current.put(
                    FakeConsumerGroup.partition(record.kafkaPartition()),
                    new OffsetAndMetadata(record.kafkaOffset() + 1));
        }
        proceed(Duration.ZERO, this::iterate);
    }

    /** The task pauses all its partitions or none, new ones included. */
    private void checkPauses() {
        // Those that were not announced are unknown until their first records come.
        Set<TopicPartition> known = new HashSet<>(current.keySet());
        known.retainAll(consumer.assignment());
        Set<TopicPartition> paused = new HashSet<>(known);
        paused.retainAll(context.paused());
        assertThat(paused).as("partitions of %s that it pauses", this).isIn(Set.of(), known);
    }

    /** On memory and on requests. Errant records count as well, and at most one put comes after the bound is reached. */
    private void checkBounds() {
        assertThat(connection.inFlight()).as("requests in flight").isLessThanOrEqualTo(maxInFlight);
        assertThat(metric(Metric.EVENTS_QUEUED))
                .as("buffered events")
                .isLessThanOrEqualTo(bufferMaxEvents + FakeConsumer.MAX_POLL_RECORDS);
        assertThat(metric(Metric.BYTES_QUEUED))
                .as("buffered bytes")
                .isLessThanOrEqualTo(bufferMaxBytes + FakeConsumer.MAX_POLL_RECORDS * Orders.MAX_BYTES_IN_MEMORY);
    }

    // Commits.

    /** Waits until the framework's futures of these partitions are done. This wait has no limit. */
    private void afterDeadLetters(
            Collection<TopicPartition> partitions, Consumer<RuntimeException> onFailure, Runnable next) {
        for (TopicPartition partition : partitions) {
            List<FakeDeadLetterQueue.Write> writes = deadLetters.getOrDefault(partition, new ArrayList<>());
            while (!writes.isEmpty()) {
                FakeDeadLetterQueue.Write write = writes.get(0);
                if (!write.isDone()) {
                    write.whenDone(() -> proceed(Duration.ZERO, () -> afterDeadLetters(partitions, onFailure, next)));
                    return;
                }
                if (write.isFailed()) {
                    onFailure.accept(new ConnectException("A write to the dead letter queue failed"));
                    return;
                }
                writes.remove(0);
            }
        }
        next.run();
    }

    private Map<TopicPartition, OffsetAndMetadata> currentOf(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(current);
        offsets.keySet().retainAll(partitions);
        return offsets;
    }

    private Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offered) {
        commitNumber++;
        committing = true;
        commitStarted = scheduler.now();
        Map<TopicPartition, OffsetAndMetadata> committable =
                callbacks.call(Callback.PRE_COMMIT, () -> task.preCommit(new HashMap<>(offered)));
        checkDuration(Callback.PRE_COMMIT, commitStarted, flushTimeout);
        trace("preCommit", () -> numbers(offered) + " returns " + numbers(committable));
        check(committable, offered);
        return committable;
    }

    private void check(
            Map<TopicPartition, OffsetAndMetadata> committable, Map<TopicPartition, OffsetAndMetadata> offered) {
        invariants.committable(committable);
        committable.forEach((partition, next) -> {
            assertThat(offered).as("partitions that %s may commit", this).containsKey(partition);
            assertThat(next.offset())
                    .as("%s commits %s, and no more than it was given", this, partition)
                    .isLessThanOrEqualTo(offered.get(partition).offset());
            simulation.checkSettled(partition, next.offset(), this);
        });
    }

    /** What the framework commits when the task returned these offsets. */
    private Map<TopicPartition, OffsetAndMetadata> toCommit(Map<TopicPartition, OffsetAndMetadata> committable) {
        Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>(committable);
        changed.entrySet()
                .removeIf(entry -> !lastCommitted.containsKey(entry.getKey())
                        || lastCommitted.get(entry.getKey()).equals(entry.getValue()));
        return changed;
    }

    private void commit(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offered = currentOf(partitions);
        if (offered.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = toCommit(preCommit(offered));
        if (offsets.isEmpty()) {
            committing = false;
            return;
        }
        int sequence = commitNumber;
        // One after the other on one connection.
        lastAsyncCommit = Math.max(
                lastAsyncCommit,
                scheduler.now()
                        + scheduler
                                .between(SHORTEST_BROKER_CALL, LONGEST_BROKER_CALL)
                                .toNanos());
        scheduler.after(Duration.ofNanos(lastAsyncCommit - scheduler.now()), () -> {
            boolean done =
                    scheduler.random().nextDouble() >= simulation.setup.lostCommits() && group.commit(this, offsets);
            commitCallbacks.add(() -> {
                if (sequence == commitNumber) {
                    committing = false;
                    if (done) {
                        lastCommitted.putAll(offsets);
                    }
                }
            });
            poke();
        });
    }

    /** The last commit of partitions: the framework reads what preCommit returned after close. */
    private void commitAndClose(Collection<TopicPartition> partitions, Runnable next) {
        Map<TopicPartition, OffsetAndMetadata> offered = currentOf(partitions);
        if (offered.isEmpty()) {
            next.run();
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committable = preCommit(offered);
        close(partitions);
        check(committable, offered);
        Map<TopicPartition, OffsetAndMetadata> offsets = toCommit(committable);
        invariants.revoked(offered.keySet());
        current.keySet().removeAll(offered.keySet());
        committing = false;
        boolean cancelled = stopRequested && scheduler.now() - stopRequestedAt > SHUTDOWN_TIMEOUT.toNanos();
        if (offsets.isEmpty() || cancelled) {
            simulation.cancelledStops += cancelled ? 1 : 0;
            next.run();
            return;
        }
        callbacks.reached(Moment.COMMIT_OF_REVOKED_PARTITIONS);
        afterBrokerCall(() -> {
            group.commit(this, offsets);
            next.run();
        });
    }

    private void close(Collection<TopicPartition> partitions) {
        trace("close", () -> partitions);
        long started = scheduler.now();
        callbacks.run(Callback.CLOSE, () -> task.close(partitions));
        checkDuration(Callback.CLOSE, started, flushTimeout);
    }

    // Rebalances.

    private void revoke(Set<TopicPartition> partitions) {
        Runnable release = () -> {
            forget(partitions);
            group.revoked(this, partitions);
            pollOn();
        };
        Set<TopicPartition> known = new HashSet<>(partitions);
        known.retainAll(current.keySet());
        if (known.isEmpty()) {
            release.run();
            return;
        }
        afterDeadLetters(
                partitions,
                e -> {
                    rebalanceException = Optional.of(e);
                    release.run();
                },
                () -> commitAndClose(partitions, () -> {
                    if (takeWakeUp()) {
                        // The commit is repeated, and then the exception goes on.
                        rebalanceException = Optional.of(new WakeupException());
                    }
                    release.run();
                }));
    }

    private void forget(Collection<TopicPartition> partitions) {
        consumer.unassign(partitions);
        current.keySet().removeAll(partitions);
        lastCommitted.keySet().removeAll(partitions);
        deadLetters.keySet().removeAll(partitions);
        invariants.revoked(partitions);
    }

    private void lose(Set<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            close(partitions);
            forget(partitions);
        }
    }

    private void assign(Set<TopicPartition> partitions) {
        callbacks.reached(Moment.POSITION_LOOKUP);
        afterBrokerCall(() -> {
            consumer.assign(partitions);
            context.paused().retainAll(consumer.assignment());
            if (takeWakeUp()) {
                // The task is never told of these partitions.
                trace("is not told of", () -> partitions);
                wokenInPoll();
                return;
            }
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata position = new OffsetAndMetadata(consumer.position(partition));
                lastCommitted.put(partition, position);
                current.put(partition, position);
            }
            consumer.pause(connectorPaused ? consumer.assignment() : context.paused());
            if (rebalanceException.isEmpty() || rebalanceException.get() instanceof WakeupException) {
                trace("open", () -> partitions);
                invariants.assigned(partitions);
                callbacks.run(Callback.OPEN, () -> task.open(partitions));
                rewind();
            }
            pollOn();
        });
    }

    // The end.

    private void fail(RuntimeException why) {
        trace("fails", why::getMessage);
        failure = Optional.of(String.valueOf(why.getMessage()));
        stopRequested = true;
        stopRequestedAt = scheduler.now();
        restart = false;
        shutDown();
    }

    private void shutDown() {
        Runnable stop = () -> {
            callbacks.run(Callback.STOP, task::close);
            state = State.STOPPED;
            current.clear();
            lastCommitted.clear();
            deadLetters.clear();
            invariants.revoked(consumer.assignment());
            group.leave(this);
            if (restart) {
                proceed(scheduler.between(Duration.ZERO, Duration.ofSeconds(1)), this::start);
            }
        };
        // The framework passes a live view of its own map.
        afterDeadLetters(List.copyOf(current.keySet()), e -> stop.run(), () -> commitAndClose(current.keySet(), stop));
    }
}
