package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.simulation.FaultModel.Reply;
import io.github.pinsink.simulation.Simulation.Setup;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Delivery to Pinterest through outages, throttling, denied access and rejected events. */
class DeliverySimulationTest {
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final FaultModel HEALTHY = FaultModel.healthy(LATENCY);
    private static final FaultModel UNAVAILABLE =
            FaultModel.failing(new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty()));
    private static final FaultModel UNAUTHORIZED = FaultModel.failing(new ApiOutcome.Unauthorized("no"));

    @WithSeeds
    void normalOperationDeliversEveryEventOnce(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        for (int minute = 0; minute < 60; minute++) {
            simulation.produce(100);
            simulation.runFor(Duration.ofMinutes(1));
        }
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
        assertThat(simulation.deadLetters.records()).isEmpty();
    }

    @WithSeeds
    void aBusyTaskRequestsCommitsAndAnIdleTaskDoesNot(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withTasks(1));
        FakeWorkerSinkTask task = simulation.tasks.get(0);
        for (int second = 0; second < 60; second++) {
            simulation.produce(10);
            simulation.runFor(Duration.ofSeconds(1));
        }
        assertThat(task.commits()).as("commits in a busy minute").isBetween(30, 65);
        simulation.runFor(Duration.ofSeconds(10));
        int before = task.commits();
        simulation.runFor(Duration.ofMinutes(10));
        assertThat(task.commits() - before)
                .as("commits in 10 idle minutes, by the framework's timer")
                .isBetween(9, 11);
        simulation.runToTheEnd();
    }

    @WithSeeds
    void anOutageOfFourHoursLosesNothingAndSendsNothingTwice(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        simulation.produce(3_000);
        simulation.runFor(Duration.ofSeconds(5));
        simulation.pinterest.faults(UNAVAILABLE);
        int before = simulation.pinterest.calls();
        simulation.runFor(Duration.ofHours(4));
        assertThat(simulation.pinterest.calls() - before)
                .as("calls in four hours of outage")
                .isLessThan(4 * 3600 * 2);
        assertThat(simulation.deadLetters.records()).isEmpty();
        simulation.pinterest.faults(HEALTHY);
        simulation.runFor(Duration.ofMinutes(2));
        assertThat(simulation.group.totalCommitted())
                .as("committed two minutes after the end of the outage")
                .isEqualTo(simulation.group.total());
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
    }

    @WithSeeds
    void aBacklogBeyondTheBuffersPausesReadingUntilTheOutageEnds(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withTasks(1));
        simulation.pinterest.faults(UNAVAILABLE);
        simulation.produce(10_000);
        simulation.runFor(Duration.ofMinutes(10));
        assertThat(simulation.tasks.get(0).metric(Metric.PAUSED)).isOne();
        assertThat(simulation.tasks.get(0).metric(Metric.EVENTS_QUEUED)).isBetween(20_000L, 20_500L);
        simulation.pinterest.faults(HEALTHY);
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
    }

    @WithSeeds
    void throttlingDelaysEventsAndLosesNone(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().with("rate.limit.per.minute", 4_900));
        simulation.produce(20_000);
        // Pinterest grants 100 calls a minute, although the limit in the configuration is 4,900.
        long[] window = {0, 0};
        simulation.pinterest.faults((request, now) -> {
            if (now - window[0] > Duration.ofMinutes(1).toNanos()) {
                window[0] = now;
                window[1] = 0;
            }
            if (++window[1] > 100) {
                Duration rest =
                        Duration.ofNanos(window[0] + Duration.ofMinutes(1).toNanos() - now);
                return new Reply(new ApiOutcome.Throttled(Optional.of(rest)), List.of(), Duration.ofMillis(20));
            }
            return HEALTHY.reply(request, now);
        });
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
        assertThat(simulation.deadLetters.records()).isEmpty();
    }

    @WithSeeds
    void lostResponsesRepeatOnlyAmbiguousEvents(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        simulation.produce(500);
        simulation.pinterest.faults(FaultModel.losingResponses(
                new ApiOutcome.Unreachable("timeout after the events were sent", true), Duration.ofSeconds(30)));
        simulation.runFor(Duration.ofMinutes(10));
        assertThat(simulation.group.totalCommitted()).isZero();
        simulation.pinterest.faults(HEALTHY);
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records()).isEmpty();
        assertThat(simulation.pinterest.acceptedTwice()).allMatch(simulation.pinterest::wasAmbiguous);
    }

    @WithSeeds
    void ambiguousOfflineEventsAreNotSentAgainWhenTheyGoToTheDeadLetterQueue(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().with("offline.on.ambiguous", "dlq"));
        simulation.produce(500);
        simulation.pinterest.faults(
                FaultModel.losingResponses(new ApiOutcome.Unavailable("HTTP 502", true, Optional.empty()), LATENCY));
        simulation.runFor(Duration.ofMinutes(2));
        simulation.pinterest.faults(HEALTHY);
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records()).isNotEmpty().allMatch(Orders::isOffline);
        assertThat(simulation.pinterest.acceptedTwice()).isNotEmpty().noneMatch(Orders::isOffline);
    }

    /** Pinterest counts an event that is more than an hour old as an offline conversion. */
    @WithSeeds
    void ambiguousEventsAreNotSentAgainOnceTheyAreLateIfLateEventsGoToTheDeadLetterQueue(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().with("offline.on.ambiguous", "dlq-including-late"));
        assertThat(resentLate(simulation)).isEmpty();
        assertThat(simulation.deadLetters.records())
                .as("web events among the dead letters")
                .anyMatch(id -> !Orders.isOffline(id));
        assertThat(simulation.pinterest.acceptedTwice())
                .as("web events that were sent again in time")
                .isNotEmpty()
                .noneMatch(Orders::isOffline);
    }

    @WithSeeds(1)
    void ambiguousEventsAreSentAgainOnceTheyAreLateIfOnlyOfflineEventsGoToTheDeadLetterQueue(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().with("offline.on.ambiguous", "dlq"));
        assertThat(resentLate(simulation)).isNotEmpty();
        assertThat(simulation.deadLetters.records()).isNotEmpty().allMatch(Orders::isOffline);
    }

    /**
     * Responses are lost for 90 minutes, and then new events come.
     *
     * @return the events that were sent again when they were more than an hour old
     */
    private static Set<RecordId> resentLate(Simulation simulation) {
        long late = simulation.scheduler.now() + Duration.ofMinutes(61).toNanos();
        Set<RecordId> sent = new HashSet<>();
        Set<RecordId> resentLate = new HashSet<>();
        FaultModel lost =
                FaultModel.losingResponses(new ApiOutcome.Unavailable("HTTP 502", true, Optional.empty()), LATENCY);
        simulation.produce(500);
        simulation.pinterest.faults((request, now) -> {
            request.events().stream()
                    .filter(id -> id.offset() < 500 && !sent.add(id) && now > late)
                    .forEach(resentLate::add);
            return lost.reply(request, now);
        });
        simulation.runFor(Duration.ofMinutes(90));
        simulation.pinterest.faults(HEALTHY);
        simulation.produce(500);
        simulation.runToTheEnd();
        return resentLate;
    }

    @WithSeeds
    void aTokenThatIsRotatedUnderLoadIsReloaded(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        for (int i = 0; i < 5; i++) {
            simulation.produce(1_000);
            simulation.runFor(Duration.ofSeconds(3));
            simulation.pinterest.rotateToken();
        }
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
        assertThat(simulation.deadLetters.records()).isEmpty();
        assertThat(simulation.tasks)
                .allSatisfy(
                        task -> assertThat(task.metric(Metric.TOKEN_RELOADS)).isBetween(1L, 5L));
    }

    @WithSeeds
    void aTokenThatStaysRejectedFailsTheTasksAfterFiveMinutes(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        simulation.produce(1_000);
        simulation.pinterest.faults(UNAUTHORIZED);
        simulation.runFor(Duration.ofMinutes(4));
        simulation.assertNoTaskFailed();
        simulation.runFor(Duration.ofMinutes(2));
        assertThat(simulation.tasks)
                .allSatisfy(task -> assertThat(task.failure()).get().asString().contains("pinterest.access.token"));
        assertThat(simulation.pinterest.calls()).isLessThan(200);
        assertThat(simulation.group.totalCommitted()).isZero();
        assertThat(simulation.deadLetters.records()).isEmpty();
    }

    @WithSeeds
    void aTokenThatIsRejectedForTwoMinutesLosesNothing(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        simulation.produce(3_000);
        simulation.runFor(Duration.ofSeconds(3));
        simulation.pinterest.faults(UNAUTHORIZED);
        simulation.produce(2_000);
        int before = simulation.pinterest.calls();
        simulation.runFor(Duration.ofMinutes(2));
        assertThat(simulation.pinterest.calls() - before)
                .as("calls in two minutes")
                .isLessThan(150);
        simulation.pinterest.faults(HEALTHY);
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records()).isEmpty();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
    }

    @WithSeeds
    void recordsOfDeniedAdAccountsBecomeErrantWhileOthersAreDelivered(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withAccounts(10));
        Set<String> denied = Set.of("103", "107");
        simulation.pinterest.faults((request, now) -> denied.contains(request.account())
                ? new Reply(new ApiOutcome.Forbidden(403, "no role"), List.of(), LATENCY)
                : HEALTHY.reply(request, now));
        simulation.produce(2_000);
        simulation.runFor(Duration.ofMinutes(3));
        assertThat(simulation.deadLetters.records()).isEmpty();
        assertThat(simulation.pinterest.distinctEvents()).isEqualTo(8 * 2_000 * 8 / 10);
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records())
                .hasSize(8 * 2_000 * 2 / 10)
                .allMatch(id -> denied.contains(Long.toString(100 + id.offset() % 10)));
        simulation.produce(2_000);
        simulation.runFor(Duration.ofMinutes(3));
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
        simulation.pinterest.faults(HEALTHY);
        simulation.runFor(Duration.ofMinutes(2));
        int before = simulation.deadLetters.records().size();
        simulation.produce(2_000);
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records())
                .as("none of those after access was granted")
                .hasSize(before);
    }

    @WithSeeds
    void rejectedEventsAreIsolatedWithFewCalls(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().with("rate.limit.per.minute", 4_900));
        Set<RecordId> bad = IntStream.range(0, 40)
                .mapToObj(i -> new RecordId(simulation.random.nextInt(8), simulation.random.nextInt(5_000)))
                .collect(Collectors.toSet());
        simulation.produce(5_000);
        simulation.pinterest.faults(FaultModel.rejectingRequestsWith(bad::contains, LATENCY));
        simulation.runToTheEnd();
        assertThat(simulation.deadLetters.records()).isEqualTo(bad);
        assertThat(simulation.deadLetters.duplicates()).isZero();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
        assertThat(simulation.pinterest.calls()).isLessThan(60 + bad.size() * 2 * 10);
    }

    @WithSeeds
    void tasksFailWhenEveryRequestIsRejected(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        simulation.produce(5_000);
        simulation.pinterest.faults(FaultModel.rejectingRequestsWith(id -> true, LATENCY));
        simulation.runFor(Duration.ofMinutes(10));
        assertThat(simulation.tasks)
                .allSatisfy(task -> assertThat(task.failure()).get().asString().contains("max.excess.rejections"));
        assertThat(simulation.deadLetters.records()).hasSizeLessThanOrEqualTo(2 * 100);
        assertThat(simulation.group.totalCommitted()).isLessThanOrEqualTo(2 * 100);
    }

    @WithSeeds
    void tasksFailWhenEveryEventIsRejected(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        simulation.produce(5_000);
        simulation.pinterest.faults(FaultModel.rejectingEvents(id -> true, LATENCY));
        simulation.runFor(Duration.ofMinutes(10));
        assertThat(simulation.tasks)
                .allSatisfy(task -> assertThat(task.failure()).isPresent());
        assertThat(simulation.deadLetters.records()).hasSizeLessThanOrEqualTo(2 * 100);
    }

    @WithSeeds
    void eventsOfFiftyAdAccountsAreDeliveredOnce(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual().withAccounts(50));
        simulation.produce(5_000);
        simulation.runToTheEnd();
        assertThat(simulation.pinterest.acceptedTwice()).isEmpty();
    }

    @WithSeeds
    void anUntrustedCertificateFailsTheTasksOnlyWhenItStays(long seed) {
        Simulation simulation = new Simulation(seed, Setup.usual());
        FaultModel untrusted = FaultModel.failing(new ApiOutcome.Untrusted("the certificate is not trusted"));
        simulation.produce(2_000);
        simulation.pinterest.faults(untrusted);
        simulation.runFor(Duration.ofMinutes(3));
        simulation.assertNoTaskFailed();
        simulation.pinterest.faults(HEALTHY);
        simulation.runToTheEnd();
        simulation.produce(2_000);
        simulation.pinterest.faults(untrusted);
        simulation.runFor(Duration.ofMinutes(12));
        assertThat(simulation.tasks)
                .allSatisfy(task -> assertThat(task.failure()).get().asString().contains("ssl.truststore.location"));
    }

    @WithSeeds
    void aBacklogUsesTheWholeRateLimitWhateverTheLatency(long seed) {
        for (int millis : new int[] {100, 250, 1_000}) {
            // Few events a request, so that minutes at the full rate are few events.
            Simulation simulation = new Simulation(
                    seed,
                    Setup.usual()
                            .withTasks(1)
                            .with("rate.limit.per.minute", 4_900)
                            .with("batch.max.events", 10)
                            .with("max.in.flight.requests", 256));
            simulation.pinterest.faults(FaultModel.healthy(Duration.ofMillis(millis)));
            simulation.produce(14_000);
            simulation.runFor(Duration.ofSeconds(20));
            simulation.pinterest.resetMostInFlight();
            int before = simulation.pinterest.calls();
            int eventsBefore = simulation.pinterest.events();
            simulation.runFor(Duration.ofMinutes(1));
            int calls = simulation.pinterest.calls() - before;
            assertThat(calls).as("calls in a minute at %s ms", millis).isGreaterThanOrEqualTo(4_753);
            assertThat(simulation.pinterest.events() - eventsBefore).isEqualTo(10 * calls);
            assertThat(simulation.pinterest.busiestMinute()).isLessThanOrEqualTo(4_900);
            assertThat(simulation.pinterest.mostInFlight())
                    .as("requests in flight at %s ms", millis)
                    .isLessThanOrEqualTo(4_900 / 60 * millis / 1000 * 2 + 6);
        }
    }
}
