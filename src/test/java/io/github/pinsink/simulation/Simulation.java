package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.PinterestConversionsSinkConnector;
import io.github.pinsink.delivery.FakeTimeRates;
import io.github.pinsink.delivery.SharedRates;
import io.github.pinsink.metrics.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;

/** One run: a topic, the tasks of a connector on one worker, and Pinterest, all from one seed. */
final class Simulation {
    final Random random;
    final Setup setup;
    final Scheduler scheduler;
    final FakeConsumerGroup group;
    final FakePinterest pinterest;
    final FakeDeadLetterQueue deadLetters;
    final SharedRates rates;
    final List<FakeWorkerSinkTask> tasks = new ArrayList<>();
    /** Polls whose records the framework threw away. */
    int lostFetches;
    /** Stops that took longer than the worker waits, so that their last commit was skipped. */
    int cancelledStops;

    final Orders orders;

    private final long[] checkedUpTo = new long[FakeConsumerGroup.PARTITIONS];

    /**
     * What differs from scenario to scenario.
     *
     * @param cooperative whether a rebalance revokes only the partitions that move
     * @param commitInterval {@code offset.flush.interval.ms} of the worker
     * @param accounts how many ad accounts the records name; 0 for the one of the configuration
     * @param mixed whether some records are filtered out and some are invalid
     * @param lostCommits the share of commits that fail
     * @param overrides properties of the connector
     */
    record Setup(
            int tasks,
            boolean cooperative,
            Duration commitInterval,
            int accounts,
            boolean mixed,
            double lostCommits,
            Map<String, String> overrides) {
        static Setup usual() {
            return new Setup(2, false, Duration.ofMinutes(1), 0, false, 0, Map.of());
        }

        Setup withTasks(int number) {
            return new Setup(number, cooperative, commitInterval, accounts, mixed, lostCommits, overrides);
        }

        Setup withCooperativeRebalances() {
            return new Setup(tasks, true, commitInterval, accounts, mixed, lostCommits, overrides);
        }

        Setup withCommitInterval(Duration interval) {
            return new Setup(tasks, cooperative, interval, accounts, mixed, lostCommits, overrides);
        }

        Setup withAccounts(int number) {
            return new Setup(tasks, cooperative, commitInterval, number, mixed, lostCommits, overrides);
        }

        Setup withMixedRecords() {
            return new Setup(tasks, cooperative, commitInterval, accounts, true, lostCommits, overrides);
        }

        Setup withLostCommits(double share) {
            return new Setup(tasks, cooperative, commitInterval, accounts, mixed, share, overrides);
        }

        Setup with(String key, Object value) {
            Map<String, String> more = new HashMap<>(overrides);
            more.put(key, value.toString());
            return new Setup(tasks, cooperative, commitInterval, accounts, mixed, lostCommits, more);
        }

        private Map<String, String> properties() {
            Map<String, String> properties = new HashMap<>(Orders.mapping());
            properties.putAll(Map.of(
                    "name", "orders",
                    "topics", Orders.TOPIC,
                    "pinterest.ad.account.id", "549755885175",
                    "rate.limit.per.minute", "600",
                    "buffer.max.events", "20000",
                    "buffer.max.bytes", "67108864",
                    "max.in.flight.requests", "64",
                    "flush.timeout.ms", "3500",
                    "errors.tolerance", "all",
                    "errors.deadletterqueue.topic.name", "orders-errant"));
            properties.putAll(overrides);
            return properties;
        }
    }

    Simulation(long seed, Setup setup) {
        this.setup = setup;
        random = new Random(seed);
        scheduler = new Scheduler(random);
        orders = new Orders(setup.accounts(), setup.mixed());
        group = new FakeConsumerGroup(scheduler, orders, setup.cooperative());
        pinterest = new FakePinterest(scheduler);
        deadLetters = new FakeDeadLetterQueue(scheduler);
        rates = FakeTimeRates.create(scheduler::now);
        startTasks();
    }

    private void startTasks() {
        PinterestConversionsSinkConnector connector = new PinterestConversionsSinkConnector();
        connector.start(setup.properties());
        for (Map<String, String> config : connector.taskConfigs(setup.tasks())) {
            tasks.add(new FakeWorkerSinkTask(this, tasks.size(), config));
        }
        tasks.forEach(FakeWorkerSinkTask::start);
        runFor(Duration.ofSeconds(1));
    }

    /** The worker ends without stopping its tasks, and another one starts them. */
    void replaceTasks() {
        tasks.forEach(FakeWorkerSinkTask::kill);
        tasks.clear();
        startTasks();
    }

    void produce(int recordsPerPartition) {
        group.produce(recordsPerPartition);
    }

    void runFor(Duration time) {
        scheduler.runFor(time);
    }

    boolean isSettled(RecordId id) {
        return pinterest.hasConfirmed(id) || deadLetters.has(id) || orders.isFiltered(id);
    }

    /** A task says that the offset may be committed: all records before it have to be settled. */
    void checkSettled(TopicPartition partition, long next, FakeWorkerSinkTask task) {
        int number = partition.partition();
        for (; checkedUpTo[number] < next; checkedUpTo[number]++) {
            RecordId id = new RecordId(number, checkedUpTo[number]);
            if (!isSettled(id)) {
                throw new AssertionError(task + " commits " + partition + " up to " + next + ", but " + id
                        + " is neither accepted nor in the dead letter queue nor filtered out");
            }
        }
    }

    /** Runs until everything is committed, for some hours at most, and checks what must hold in the end. */
    void runToTheEnd() {
        for (int minute = 0; minute < 240 && group.totalCommitted() < group.total(); minute++) {
            runFor(Duration.ofMinutes(1));
        }
        assertNoTaskFailed();
        assertThat(group.totalCommitted()).as("committed").isEqualTo(group.total());
        // Requests for revoked partitions may still be in flight; they hold memory until they end. After a wakeup, the
        // framework may call put only when its own commit is due.
        runFor(setup.commitInterval().plusMinutes(1));
        assertNoTaskFailed();
        assertThat(group.all()).as("settled records").allMatch(this::isSettled);
        for (FakeWorkerSinkTask task : tasks) {
            assertThat(task.metric(Metric.EVENTS_QUEUED)).as("buffered events").isZero();
            assertThat(task.metric(Metric.REQUESTS_IN_FLIGHT))
                    .as("requests in flight")
                    .isZero();
            assertThat(task.metric(Metric.OLDEST_UNSETTLED_AGE))
                    .as("age of the oldest unsettled record")
                    .isZero();
            assertThat(task.metric(Metric.PAUSED)).as("paused").isZero();
        }
    }

    void assertNoTaskFailed() {
        assertThat(tasks).allSatisfy(task -> assertThat(task.failure()).isEmpty());
    }
}
