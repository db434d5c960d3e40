package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.simulation.Callbacks.Moment;
import io.github.pinsink.simulation.FakeDeadLetterQueue.Mode;
import io.github.pinsink.simulation.Simulation.Setup;
import java.time.Duration;

/** A dead letter queue that does not confirm what is written to it. No offset is committed past such a record. */
class DeadLetterSimulationTest {
    /** Those of mixed records that cannot be mapped. */
    private static final int INVALID_OF_1000 = 8 * 5;

    @WithSeeds
    void aWriteThatNeverCompletesBlocksItsTaskUntilAnotherTaskTakesOver(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withMixedRecords());
        simulation.deadLetters.mode(Mode.NEVER_COMPLETES);
        simulation.produce(1_000);
        simulation.runFor(Duration.ofMinutes(4));
        assertThat(simulation.deadLetters.attempts()).isPositive();
        long committed = simulation.group.totalCommitted();
        assertThat(committed).isLessThanOrEqualTo(8 * 23);
        // Both tasks hang in the framework. The group evicts them, and a restarted worker brings new ones.
        simulation.deadLetters.mode(Mode.CONFIRMS);
        simulation.runFor(Duration.ofMinutes(5));
        assertThat(simulation.group.totalCommitted()).isEqualTo(committed);
        simulation.replaceTasks();
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records()).hasSize(INVALID_OF_1000);
    }

    @WithSeeds(2)
    void aStopWaitsABoundedTimeForAWriteThatNeverCompletes(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withTasks(1).withMixedRecords());
        simulation.pinterest.faults(FaultModel.healthy(Duration.ofSeconds(2)));
        simulation.deadLetters.mode(Mode.NEVER_COMPLETES);
        FakeWorkerSinkTask task = simulation.tasks.get(0);
        // The first dead letters become due when responses come, in the last preCommit.
        task.atNext(Moment.COMMIT_REQUESTED_IN_PUT, () -> task.requestStop(true));
        simulation.produce(100);
        simulation.runFor(Duration.ofSeconds(20));
        assertThat(simulation.cancelledStops).isZero();
        simulation.deadLetters.mode(Mode.CONFIRMS);
        simulation.replaceTasks();
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records()).hasSize(8);
    }

    @WithSeeds
    void aWriteThatIsNotConfirmedIsRetriedAndHoldsUpCommits(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withMixedRecords());
        simulation.deadLetters.mode(Mode.DONE_AT_ONCE);
        simulation.produce(1_000);
        simulation.runFor(Duration.ofSeconds(90));
        assertThat(simulation.deadLetters.attempts()).isGreaterThan(2);
        assertThat(simulation.group.totalCommitted()).isEqualTo(8 * 23);
        simulation.deadLetters.mode(Mode.CONFIRMS);
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records()).hasSize(INVALID_OF_1000);
        assertThat(simulation.deadLetters.duplicates()).isZero();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
    }

    @WithSeeds
    void aWriteThatIsNeverConfirmedFailsTheTasksAfterTheTimeout(long seed) {
        Simulation simulation =
                new Simulation(seed, Setup.usual().withMixedRecords().with("dead.letter.timeout.ms", 60_000));
        simulation.deadLetters.mode(Mode.DONE_AT_ONCE);
        simulation.produce(1_000);
        simulation.runFor(Duration.ofSeconds(55));
        simulation.assertNoTaskFailed();
        simulation.runFor(Duration.ofMinutes(3));
        assertThat(simulation.tasks)
                .allSatisfy(task -> assertThat(task.failure()).get().asString().contains("dead.letter.timeout.ms"));
        assertThat(simulation.group.totalCommitted()).isEqualTo(8 * 23);
        simulation.deadLetters.mode(Mode.CONFIRMS);
        simulation.replaceTasks();
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records()).hasSize(INVALID_OF_1000);
    }

    @WithSeeds(2)
    void aWriteThatFailsLaterFailsTheTasks(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withMixedRecords());
        simulation.deadLetters.mode(Mode.FAILS_LATER);
        simulation.produce(1_000);
        simulation.runFor(Duration.ofMinutes(1));
        assertThat(simulation.tasks)
                .allSatisfy(task -> assertThat(task.failure()).isPresent());
        assertThat(simulation.group.totalCommitted()).isLessThanOrEqualTo(8 * 23);
        simulation.deadLetters.mode(Mode.CONFIRMS);
        simulation.replaceTasks();
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records()).hasSize(INVALID_OF_1000);
    }
}
