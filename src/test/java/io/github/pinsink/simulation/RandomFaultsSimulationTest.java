package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.simulation.Callbacks.Moment;
import io.github.pinsink.simulation.FakeDeadLetterQueue.Mode;
import io.github.pinsink.simulation.Simulation.Setup;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** All kinds of faults and rebalances in a random order. */
class RandomFaultsSimulationTest {
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final Moment[] MOMENTS = Moment.values();

    @WithSeeds(8)
    void anyOrderOfFaultsLosesNothing(long seed) {
        Simulation simulation = new Simulation(seed, setup(new Random(seed)));
        Random random = simulation.random;
        Set<RecordId> bad = new HashSet<>();
        List<FaultModel> faults = List.of(
                FaultModel.healthy(LATENCY),
                FaultModel.healthy(Duration.ofSeconds(2)),
                FaultModel.rejectingRequestsWith(bad::contains, LATENCY),
                FaultModel.rejectingEvents(bad::contains, LATENCY),
                FaultModel.failing(new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty())),
                FaultModel.failing(new ApiOutcome.Unreachable("the connection was refused", false)),
                FaultModel.failing(new ApiOutcome.Throttled(Optional.of(Duration.ofSeconds(5)))),
                FaultModel.failing(new ApiOutcome.Throttled(Optional.empty())),
                FaultModel.losingResponses(new ApiOutcome.Unreachable("timeout", true), Duration.ofSeconds(30)),
                FaultModel.failing(new ApiOutcome.Untrusted("the certificate is not trusted")),
                FaultModel.failing(new ApiOutcome.Unauthorized("no")),
                FaultModel.failing(new ApiOutcome.Forbidden(403, "no role")),
                FaultModel.failing(new ApiOutcome.Forbidden(403, "no message", false)),
                FaultModel.failing(new ApiOutcome.TooLarge("HTTP 413", Optional.empty())),
                FaultModel.losingResponses(new ApiOutcome.Unavailable("HTTP 502", true, Optional.empty()), LATENCY));
        for (int turn = 0; turn < 60; turn++) {
            simulation.produce(random.nextInt(300));
            if (random.nextInt(3) == 0) {
                int partition = random.nextInt(FakeConsumerGroup.PARTITIONS);
                long end = simulation.group.end(FakeConsumerGroup.partition(partition));
                bad.add(new RecordId(partition, random.nextInt((int) end + 1)));
            }
            simulation.pinterest.faults(faults.get(random.nextInt(faults.size())));
            simulation.deadLetters.mode(random.nextInt(4) == 0 ? Mode.DONE_AT_ONCE : Mode.CONFIRMS);
            FakeWorkerSinkTask task = simulation.tasks.get(random.nextInt(simulation.tasks.size()));
            Moment moment = MOMENTS[random.nextInt(MOMENTS.length)];
            Runnable disturbance = switch (random.nextInt(8)) {
                case 0, 1 -> simulation.group::moveAll;
                case 2 -> () -> task.requestStop(true);
                case 3 ->
                    () -> {
                        task.setConnectorPaused(true);
                        task.setConnectorPaused(false);
                    };
                case 4 -> simulation.pinterest::rotateToken;
                default -> () -> {};
            };
            if (random.nextBoolean()) {
                task.atNext(moment, disturbance);
            } else {
                disturbance.run();
            }
            if (random.nextInt(15) == 0 && task.isRunning()) {
                simulation.group.evict(task);
            }
            simulation.runFor(simulation.scheduler.between(Duration.ZERO, Duration.ofSeconds(30)));
        }
        simulation.pinterest.faults(FaultModel.rejectingRequestsWith(bad::contains, LATENCY));
        simulation.deadLetters.mode(Mode.CONFIRMS);
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records())
                .allMatch(id -> bad.contains(id) || simulation.orders.isInvalid(id));
        assertThat(simulation.pinterest.busiestMinute()).isLessThanOrEqualTo(1_200);
    }

    private static Setup setup(Random random) {
        Setup setup = Setup.usual()
                .withTasks(1 + random.nextInt(3))
                .withMixedRecords()
                .withLostCommits(0.05)
                .withCommitInterval(Duration.ofSeconds(random.nextBoolean() ? 60 : 1))
                .with("rate.limit.per.minute", 1_200)
                .with("buffer.max.events", random.nextBoolean() ? 20_000 : 1_500)
                .with("buffer.max.bytes", random.nextBoolean() ? 67_108_864 : 1_000_000)
                .with("access.denied.timeout.ms", 3_600_000)
                .with("dead.letter.timeout.ms", 3_600_000);
        return random.nextBoolean() ? setup : setup.withCooperativeRebalances();
    }
}
