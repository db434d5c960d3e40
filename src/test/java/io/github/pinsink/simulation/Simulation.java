package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.delivery.AccessPolicies;
import io.github.pinsink.delivery.Backoff;
import io.github.pinsink.delivery.DeliveryPolicy;
import io.github.pinsink.delivery.FakeTimeRates;
import io.github.pinsink.delivery.RateShare;
import io.github.pinsink.delivery.SharedRates;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One run: a group of tasks on a worker, a topic, and the API, all from one seed. */
final class Simulation {
    private static final URI API = URI.create("https://api.pinterest.com/v5");

    final long seed;
    final Scheduler scheduler;
    final FakeConsumerGroup group = new FakeConsumerGroup(8);
    final FakePinterest pinterest;
    final List<FakeTask> tasks = new ArrayList<>();
    final Set<RecordId> errants = new HashSet<>();
    final Random random;

    /** What differs from scenario to scenario. */
    record Setup(
            int tasks,
            int callsPerMinute,
            int eventsPerRequest,
            int maxInFlight,
            boolean resendOffline,
            Optional<Duration> retryTimeout,
            Function<RecordId, AdAccountId> accounts) {
        /** The ad account of the configuration; the others are named by records. */
        static final AdAccountId CONFIGURED = new AdAccountId("549755885175");

        static Setup usual() {
            return new Setup(2, 600, 1000, 64, true, Optional.empty(), id -> CONFIGURED);
        }

        Setup rate(int perMinute) {
            return new Setup(tasks, perMinute, eventsPerRequest, maxInFlight, resendOffline, retryTimeout, accounts);
        }

        Setup tasks(int number) {
            return new Setup(
                    number, callsPerMinute, eventsPerRequest, maxInFlight, resendOffline, retryTimeout, accounts);
        }

        Setup requests(int events, int inFlight) {
            return new Setup(tasks, callsPerMinute, events, inFlight, resendOffline, retryTimeout, accounts);
        }

        Setup withoutResendingOffline() {
            return new Setup(tasks, callsPerMinute, eventsPerRequest, maxInFlight, false, retryTimeout, accounts);
        }

        Setup accounts(int number) {
            return new Setup(
                    tasks,
                    callsPerMinute,
                    eventsPerRequest,
                    maxInFlight,
                    resendOffline,
                    retryTimeout,
                    id -> new AdAccountId(Long.toString(100 + id.offset() % number)));
        }
    }

    Simulation(long seed, Setup setup) {
        System.out.println("seed " + seed);
        this.seed = seed;
        this.random = new Random(seed);
        this.scheduler = new Scheduler(random);
        this.pinterest = new FakePinterest(scheduler);
        SharedRates rates = FakeTimeRates.create(scheduler::now);
        DeliveryPolicy policy = new DeliveryPolicy(
                setup.eventsPerRequest(),
                2_000_000,
                Duration.ofSeconds(1),
                setup.maxInFlight(),
                Long.MAX_VALUE,
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), random::nextDouble),
                setup.retryTimeout(),
                8,
                100,
                AccessPolicies.policy(Optional.of(Setup.CONFIGURED)),
                setup.resendOffline());
        for (int i = 0; i < setup.tasks(); i++) {
            RateShare share = new RateShare("task-" + i, setup.callsPerMinute(), setup.tasks());
            tasks.add(new FakeTask(
                    scheduler,
                    group,
                    pinterest,
                    policy,
                    account -> rates.join(API, account, share),
                    setup.accounts(),
                    errants));
        }
        assign(0);
    }

    /** Each partition to a task, beginning with another one at each turn. */
    final void assign(int turn) {
        for (int task = 0; task < tasks.size(); task++) {
            int number = task;
            tasks.get(task)
                    .open(IntStream.range(0, group.partitions())
                            .filter(partition -> (partition + turn) % tasks.size() == number)
                            .boxed()
                            .toList());
        }
    }

    /** All partitions go, and come back to other tasks, whatever is in flight. */
    void rebalance(int turn) {
        for (FakeTask task : tasks) {
            task.handOver(task.partitions());
        }
        assign(turn);
    }

    void produce(int recordsPerPartition) {
        group.produce(recordsPerPartition);
    }

    void runFor(Duration time) {
        scheduler.runFor(time);
    }

    /** Runs until everything is committed, and not for ever. */
    void runToTheEnd() {
        for (int minute = 0; minute < 240 && group.totalCommitted() < group.total(); minute++) {
            runFor(Duration.ofMinutes(1));
        }
        assertThat(tasks).allSatisfy(task -> assertThat(task.failure()).isEmpty());
        assertThat(group.totalCommitted()).as("committed, seed %s", seed).isEqualTo(group.total());
        // Calls of closed generations may still be under way; they hold memory until they have ended.
        runFor(Duration.ofMinutes(1));
        assertNothingIsLost();
    }

    void assertNothingIsLost() {
        assertThat(tasks).allSatisfy(task -> assertThat(task.failure()).isEmpty());
        assertThat(group.all())
                .as("delivered or errant, seed %s", seed)
                .allMatch(id -> pinterest.has(id) || errants.contains(id));
        for (FakeTask task : tasks) {
            assertThat(task.delivery().bufferedEvents()).isZero();
            assertThat(task.delivery().inFlight()).isZero();
        }
    }
}
