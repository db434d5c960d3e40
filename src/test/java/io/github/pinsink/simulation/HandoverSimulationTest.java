package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.simulation.Callbacks.Moment;
import io.github.pinsink.simulation.Simulation.Setup;
import java.time.Duration;
import java.util.Optional;

/** Partitions that move from one task to another, and tasks that stop: nothing is lost, and without faults nothing repeats. */
class HandoverSimulationTest {
    private static final FaultModel HEALTHY = FaultModel.healthy(Duration.ofMillis(100));

    @WithSeeds(3)
    void eagerRebalancesUnderLoadSendNothingTwice(long seed) {
        rebalancesUnderLoadSendNothingTwice(new Simulation(
                seed, Setup.usual().withTasks(3).withMixedRecords().with("rate.limit.per.minute", 4_900)));
    }

    @WithSeeds(3)
    void cooperativeRebalancesUnderLoadSendNothingTwice(long seed) {
        rebalancesUnderLoadSendNothingTwice(new Simulation(
                seed,
                Setup.usual()
                        .withTasks(3)
                        .withMixedRecords()
                        .withCooperativeRebalances()
                        .with("rate.limit.per.minute", 4_900)));
    }

    private static void rebalancesUnderLoadSendNothingTwice(Simulation simulation) {
        for (int turn = 0; turn < 20; turn++) {
            simulation.produce(500);
            simulation.runFor(simulation.scheduler.between(Duration.ofMillis(100), Duration.ofMillis(1_500)));
            simulation.group.moveAll();
        }
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
        assertThat(simulation.deadLetters.duplicates()).isZero();
        assertThat(simulation.cancelledStops).isZero();
    }

    @WithSeeds(2)
    void rebalancesDuringAnOutageLoseNothing(long seed) {
        Simulation simulation = new Simulation(
                seed, Setup.usual().withTasks(3).withMixedRecords().withCooperativeRebalances());
        simulation.pinterest.faults(
                FaultModel.failing(new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty())));
        for (int turn = 0; turn < 10; turn++) {
            simulation.produce(500);
            simulation.runFor(simulation.scheduler.between(Duration.ofMillis(200), Duration.ofSeconds(20)));
            simulation.group.moveAll();
        }
        // A retry may be accepted while an earlier request still waits; a rebalance then would repeat it.
        simulation.runFor(Duration.ofSeconds(10));
        assertThat(simulation.pinterest.distinctEvents()).isZero();
        simulation.pinterest.faults(HEALTHY);
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
    }

    @WithSeeds(2)
    void partitionsThatAreLostWithoutACommitAreReadAgain(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withTasks(3).withMixedRecords());
        for (int turn = 0; turn < 10; turn++) {
            simulation.produce(500);
            simulation.runFor(simulation.scheduler.between(Duration.ofMillis(200), Duration.ofSeconds(4)));
            simulation.group.evict(simulation.tasks.get(turn % 3));
        }
        simulation.runToTheEnd();
    }

    @WithSeeds(3)
    void tasksThatAreRestartedUnderLoadSendNothingTwice(long seed) {
        Simulation simulation = new Simulation(
                seed, Setup.usual().withTasks(2).withMixedRecords().with("rate.limit.per.minute", 4_900));
        for (int turn = 0; turn < 10; turn++) {
            simulation.produce(500);
            simulation.runFor(simulation.scheduler.between(Duration.ofMillis(200), Duration.ofSeconds(4)));
            simulation.tasks.forEach(task -> task.requestStop(true));
        }
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
        assertThat(simulation.deadLetters.duplicates()).isZero();
        assertThat(simulation.cancelledStops).isZero();
    }

    /** The commit that the put requested is then the last one, and the framework calls preCommit and close at once. */
    @WithSeeds(3)
    void aStopDuringThePutThatRequestsACommitSendsNothingTwice(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withTasks(1).withMixedRecords());
        simulation.pinterest.faults(FaultModel.healthy(Duration.ofMillis(700)));
        FakeWorkerSinkTask task = simulation.tasks.get(0);
        for (int turn = 0; turn < 10; turn++) {
            simulation.produce(500);
            simulation.runFor(simulation.scheduler.between(Duration.ofMillis(500), Duration.ofSeconds(3)));
            task.atNext(Moment.COMMIT_REQUESTED_IN_PUT, () -> task.requestStop(true));
        }
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
        assertThat(simulation.deadLetters.duplicates()).isZero();
        assertThat(simulation.cancelledStops).isZero();
    }

    @WithSeeds(2)
    void aStopDuringAnOutageEndsInTimeAndLosesNothing(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withTasks(1));
        simulation.pinterest.faults(FaultModel.losingResponses(
                new ApiOutcome.Unreachable("timeout after the events were sent", true), Duration.ofSeconds(30)));
        for (int turn = 0; turn < 5; turn++) {
            simulation.produce(500);
            simulation.runFor(simulation.scheduler.between(Duration.ofSeconds(1), Duration.ofSeconds(40)));
            simulation.tasks.get(0).requestStop(true);
        }
        simulation.pinterest.faults(HEALTHY);
        simulation.runToTheEnd();
        assertThat(simulation.cancelledStops).isZero();
    }

    /** The framework commits, lets the poll fetch, and then throws away what it fetched. */
    @WithSeeds(3)
    void aPauseDuringTheCommitOfARebalanceLosesNoRecords(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withMixedRecords());
        pauseAndResumeAt(Moment.COMMIT_OF_REVOKED_PARTITIONS, simulation);
        assertThat(simulation.lostFetches)
                .as("polls whose records were thrown away")
                .isPositive();
    }

    @WithSeeds(3)
    void aPauseDuringTheCommitOfACooperativeRebalanceLosesNoRecords(long seed) {
        Simulation simulation =
                new Simulation(seed, Setup.usual().withMixedRecords().withCooperativeRebalances());
        pauseAndResumeAt(Moment.COMMIT_OF_REVOKED_PARTITIONS, simulation);
        assertThat(simulation.lostFetches)
                .as("polls whose records were thrown away")
                .isPositive();
    }

    /** The framework never calls open for the new partitions. */
    @WithSeeds(3)
    void partitionsThatAreNeverAnnouncedAreDelivered(long seed) {
        pauseAndResumeAt(
                Moment.POSITION_LOOKUP, new Simulation(seed, Setup.usual().withMixedRecords()));
        pauseAndResumeAt(
                Moment.POSITION_LOOKUP,
                new Simulation(seed, Setup.usual().withMixedRecords().withCooperativeRebalances()));
    }

    private static void pauseAndResumeAt(Moment moment, Simulation simulation) {
        for (int turn = 0; turn < 10; turn++) {
            simulation.produce(1_000);
            simulation.runFor(simulation.scheduler.between(Duration.ofMillis(50), Duration.ofSeconds(4)));
            for (FakeWorkerSinkTask task : simulation.tasks) {
                task.atNext(moment, () -> {
                    task.setConnectorPaused(true);
                    task.setConnectorPaused(false);
                });
            }
            simulation.group.moveAll();
        }
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
    }

    /** The wakeup of a pause ends a poll without a put, and with it the timeout that the task has set. */
    @WithSeeds
    void aPauseDuringAnOutageDoesNotDelayTheRetries(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        simulation.pinterest.faults(
                FaultModel.failing(new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty())));
        simulation.produce(10);
        simulation.runFor(Duration.ofSeconds(3));
        simulation.tasks.forEach(task -> task.setConnectorPaused(true));
        simulation.pinterest.faults(HEALTHY);
        simulation.runFor(Duration.ofSeconds(10));
        assertThat(simulation.pinterest.distinctEvents()).isEqualTo(8 * 10);
        simulation.tasks.forEach(task -> task.setConnectorPaused(false));
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
    }

    @WithSeeds
    void aPausedConnectorDeliversWhatItHasAndThenGoesOn(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        simulation.produce(1_000);
        simulation.runFor(Duration.ofMillis(1_000));
        simulation.tasks.forEach(task -> task.setConnectorPaused(true));
        simulation.runFor(Duration.ofMinutes(1));
        simulation.produce(1_000);
        simulation.runFor(Duration.ofMinutes(1));
        assertThat(simulation.pinterest.distinctEvents()).isEqualTo(8 * 1_000);
        assertThat(simulation.group.totalCommitted()).isEqualTo(8 * 1_000);
        simulation.tasks.forEach(task -> task.setConnectorPaused(false));
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
    }
}
