package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.simulation.FakePinterest.Reply;
import io.github.pinsink.simulation.FakePinterest.Weather;
import io.github.pinsink.simulation.Simulation.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators live through, hours of it in a moment. */
class DeliverySimulationTest {
    private static final Duration CALL = Duration.ofMillis(100);
    private static final ApiOutcome SWITCHED_OFF = new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty());

    private final long seed = System.nanoTime();

    @Test
    void aQuietDay() {
        Simulation day = new Simulation(seed, Setup.usual());
        for (int minute = 0; minute < 60; minute++) {
            day.produce(100);
            day.runFor(Duration.ofMinutes(1));
        }
        day.runToTheEnd();
        assertThat(day.pinterest.duplicates()).isZero();
        assertThat(day.errants).isEmpty();
    }

    @Test
    void fourHoursOfOutage() {
        Simulation outage = new Simulation(seed, Setup.usual());
        outage.produce(3_000);
        outage.runFor(Duration.ofSeconds(5));
        outage.pinterest.weather(Weather.refusing(SWITCHED_OFF));
        int before = outage.pinterest.calls();
        outage.runFor(Duration.ofHours(4));
        assertThat(outage.pinterest.calls() - before)
                .as("calls in four hours of outage")
                .isLessThan(4 * 3600 * 2);
        assertThat(outage.errants).isEmpty();
        outage.pinterest.weather(Weather.fair(CALL));
        outage.runFor(Duration.ofMinutes(2));
        assertThat(outage.group.totalCommitted())
                .as("committed two minutes after the end of the outage")
                .isEqualTo(outage.group.total());
        outage.runToTheEnd();
        assertThat(outage.pinterest.duplicates()).isZero();
    }

    @Test
    void aStormOfThrottling() {
        Simulation storm = new Simulation(seed, Setup.usual().rate(4_900));
        storm.produce(20_000);
        // The other side grants 1,200 calls a minute, however many are asked for.
        long[] window = {0, 0};
        storm.pinterest.weather((request, now) -> {
            if (now - window[0] > Duration.ofMinutes(1).toNanos()) {
                window[0] = now;
                window[1] = 0;
            }
            if (++window[1] > 100) {
                Duration rest =
                        Duration.ofNanos(window[0] + Duration.ofMinutes(1).toNanos() - now);
                return new Reply(new ApiOutcome.Throttled(Optional.of(rest)), List.of(), Duration.ofMillis(20));
            }
            return Weather.fair(CALL).reply(request, now);
        });
        storm.runToTheEnd();
        assertThat(storm.pinterest.duplicates()).isZero();
        assertThat(storm.errants).isEmpty();
    }

    @Test
    void aBlackHoleThatTakesEverythingAndAnswersNothing() {
        Simulation hole = new Simulation(seed, Setup.usual());
        hole.produce(500);
        hole.pinterest.weather(Weather.swallowing(
                new ApiOutcome.Unreachable("time-out after the events were sent", true), Duration.ofSeconds(30)));
        hole.runFor(Duration.ofMinutes(10));
        assertThat(hole.group.totalCommitted()).isZero();
        hole.pinterest.weather(Weather.fair(CALL));
        hole.runToTheEnd();
        assertThat(hole.errants).isEmpty();
        assertThat(hole.pinterest.takenTwice()).allMatch(hole.pinterest::wasAmbiguous);
    }

    @Test
    void ambiguousOfflineEventsAreNotSentAgainWhereThatIsForbidden() {
        Simulation hole = new Simulation(seed, Setup.usual().withoutResendingOffline());
        hole.produce(500);
        hole.pinterest.weather(
                Weather.swallowing(new ApiOutcome.Unavailable("HTTP 502", true, Optional.empty()), CALL));
        hole.runFor(Duration.ofMinutes(2));
        hole.pinterest.weather(Weather.fair(CALL));
        hole.runToTheEnd();
        assertThat(hole.errants).isNotEmpty().allMatch(FakeTask::isOffline);
        assertThat(hole.pinterest.takenTwice()).isNotEmpty().noneMatch(FakeTask::isOffline);
    }

    @Test
    void theTokenIsRotatedUnderLoad() {
        Simulation rotation = new Simulation(seed, Setup.usual());
        rotation.produce(5_000);
        for (int i = 0; i < 5; i++) {
            rotation.runFor(Duration.ofSeconds(3));
            rotation.pinterest.rotateToken();
        }
        rotation.runToTheEnd();
        assertThat(rotation.pinterest.duplicates()).isZero();
        assertThat(rotation.errants).isEmpty();
        assertThat(rotation.tasks).allSatisfy(task -> assertThat(task.rereads()).isBetween(1, 5));
    }

    @Test
    void theTokenIsRevokedForGood() {
        Simulation revoked = new Simulation(seed, Setup.usual());
        revoked.produce(1_000);
        revoked.pinterest.weather(Weather.refusing(new ApiOutcome.Unauthorized("no")));
        revoked.runFor(Duration.ofMinutes(4));
        assertThat(revoked.tasks).allSatisfy(task -> assertThat(task.failure()).isEmpty());
        revoked.runFor(Duration.ofMinutes(2));
        assertThat(revoked.tasks)
                .allSatisfy(task -> assertThat(task.failure()).get().asString().contains("pinterest.access.token"));
        assertThat(revoked.pinterest.calls()).isLessThan(200);
        assertThat(revoked.group.totalCommitted()).isZero();
        assertThat(revoked.errants).isEmpty();
    }

    @Test
    void theTokenIsRefusedForTwoMinutesAndThenGoodAgain() {
        Simulation blip = new Simulation(seed, Setup.usual());
        blip.produce(5_000);
        blip.runFor(Duration.ofSeconds(3));
        blip.pinterest.weather(Weather.refusing(new ApiOutcome.Unauthorized("no")));
        int before = blip.pinterest.calls();
        blip.runFor(Duration.ofMinutes(2));
        assertThat(blip.pinterest.calls() - before).as("calls in two minutes").isLessThan(150);
        blip.pinterest.weather(Weather.fair(CALL));
        blip.runToTheEnd();
        assertThat(blip.errants).isEmpty();
        assertThat(blip.pinterest.duplicates()).isZero();
    }

    @Test
    void someAdAccountsOfRecordsAreDeniedAndTheOthersGoOn() {
        Simulation mixed = new Simulation(seed, Setup.usual().accounts(10));
        Set<String> denied = Set.of("103", "107");
        mixed.pinterest.weather(
                (request, now) -> denied.contains(request.account().digits())
                        ? new Reply(new ApiOutcome.Forbidden(403, "no role"), List.of(), CALL)
                        : Weather.fair(CALL).reply(request, now));
        mixed.produce(2_000);
        mixed.runFor(Duration.ofMinutes(3));
        assertThat(mixed.errants).isEmpty();
        assertThat(mixed.pinterest.distinct()).isEqualTo(8 * 2_000 * 8 / 10);
        mixed.runToTheEnd();
        assertThat(mixed.errants)
                .hasSize(8 * 2_000 * 2 / 10)
                .allMatch(id -> denied.contains(Long.toString(100 + id.offset() % 10)));
        mixed.produce(2_000);
        mixed.runFor(Duration.ofMinutes(3));
        mixed.runToTheEnd();
        assertThat(mixed.pinterest.duplicates()).isZero();
        mixed.pinterest.weather(Weather.fair(CALL));
        mixed.runFor(Duration.ofMinutes(2));
        int before = mixed.errants.size();
        mixed.produce(2_000);
        mixed.runToTheEnd();
        assertThat(mixed.errants).as("none of those after access was granted").hasSize(before);
    }

    @Test
    void rebalancesWithRequestsInFlight() {
        Simulation moving = new Simulation(seed, Setup.usual().tasks(3));
        moving.produce(20_000);
        for (int turn = 1; turn <= 20; turn++) {
            moving.runFor(Duration.ofMillis(500 + moving.random.nextInt(3_000)));
            moving.rebalance(turn);
        }
        moving.runToTheEnd();
        assertThat(moving.errants).isEmpty();
    }

    @Test
    void poisonHereAndThere() {
        Simulation poison = new Simulation(seed, Setup.usual().rate(4_900));
        Set<RecordId> bad = IntStream.range(0, 40)
                .mapToObj(i -> new RecordId(poison.random.nextInt(8), poison.random.nextInt(5_000)))
                .collect(Collectors.toSet());
        poison.produce(5_000);
        poison.pinterest.weather(Weather.pickyAbout(bad::contains, CALL));
        poison.runToTheEnd();
        assertThat(poison.errants).isEqualTo(bad);
        assertThat(poison.pinterest.duplicates()).isZero();
        assertThat(poison.pinterest.calls()).isLessThan(60 + bad.size() * 2 * 10);
    }

    @Test
    void everythingIsRefused() {
        Simulation closed = new Simulation(seed, Setup.usual());
        closed.produce(5_000);
        closed.pinterest.weather(Weather.pickyAbout(id -> true, CALL));
        closed.runFor(Duration.ofMinutes(5));
        assertThat(closed.tasks)
                .allSatisfy(task -> assertThat(task.failure()).get().asString().contains("max.excess.rejections"));
        assertThat(closed.errants).hasSizeLessThanOrEqualTo(2 * 100);
        assertThat(closed.group.totalCommitted()).isLessThanOrEqualTo(2 * 100);
    }

    @Test
    void everyStatusSaysFailed() {
        Simulation closed = new Simulation(seed, Setup.usual());
        closed.produce(5_000);
        closed.pinterest.weather(Weather.judging(id -> true, CALL));
        closed.runFor(Duration.ofMinutes(5));
        assertThat(closed.tasks).allSatisfy(task -> assertThat(task.failure()).isPresent());
        assertThat(closed.errants).hasSizeLessThanOrEqualTo(2 * 100);
    }

    @Test
    void fiftyAdAccountsAtOnce() {
        Simulation mixed = new Simulation(seed, Setup.usual().accounts(50));
        mixed.produce(5_000);
        mixed.runToTheEnd();
        assertThat(mixed.pinterest.duplicates()).isZero();
    }

    @Test
    void aCertificateThatStaysUntrustedStopsTheTaskAndAShortSpellDoesNot() {
        Simulation spell = new Simulation(seed, Setup.usual());
        Weather untrusted = Weather.refusing(new ApiOutcome.Untrusted("the certificate is not trusted"));
        spell.produce(2_000);
        spell.pinterest.weather(untrusted);
        spell.runFor(Duration.ofMinutes(3));
        assertThat(spell.tasks).allSatisfy(task -> assertThat(task.failure()).isEmpty());
        spell.pinterest.weather(Weather.fair(CALL));
        spell.runToTheEnd();
        spell.produce(2_000);
        spell.pinterest.weather(untrusted);
        spell.runFor(Duration.ofMinutes(10));
        assertThat(spell.tasks)
                .allSatisfy(task -> assertThat(task.failure()).get().asString().contains("ssl.truststore.location"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 250, 1_000})
    void theWindowFollowsTheLatencyAndNeverStarvesTheRate(int millis) {
        // Few events a request, so that hours of calls are few events.
        Simulation backlog =
                new Simulation(seed, Setup.usual().tasks(1).rate(4_900).requests(10, 256));
        backlog.pinterest.weather(Weather.fair(Duration.ofMillis(millis)));
        backlog.produce(20_000);
        backlog.runFor(Duration.ofSeconds(20));
        backlog.pinterest.forgetMostUnderWay();
        int before = backlog.pinterest.calls();
        int eventsBefore = backlog.pinterest.events();
        backlog.runFor(Duration.ofMinutes(1));
        int calls = backlog.pinterest.calls() - before;
        assertThat(calls)
                .as("calls in a minute at %s ms, seed %s", millis, seed)
                .isGreaterThanOrEqualTo(4_753);
        assertThat(backlog.pinterest.events() - eventsBefore).isEqualTo(10 * calls);
        assertThat(backlog.pinterest.busiestMinute()).isLessThanOrEqualTo(4_900);
        assertThat(backlog.pinterest.mostUnderWay())
                .as("under way at %s ms", millis)
                .isLessThanOrEqualTo(4_900 / 60 * millis / 1000 * 2 + 6);
    }

    /** All of it, in any order. A failure tells its seed; put it here to see it again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 0})
    void anythingInAnyOrder(long given) {
        Simulation chaos =
                new Simulation(given == 0 ? seed : given, Setup.usual().tasks(3).rate(1_200));
        Set<RecordId> bad = new HashSet<>();
        List<Weather> weathers = new ArrayList<>(List.of(
                Weather.fair(CALL),
                Weather.fair(Duration.ofSeconds(2)),
                Weather.pickyAbout(bad::contains, CALL),
                Weather.judging(bad::contains, CALL),
                Weather.refusing(SWITCHED_OFF),
                Weather.refusing(new ApiOutcome.Unreachable("the connection was refused", false)),
                Weather.refusing(new ApiOutcome.Throttled(Optional.of(Duration.ofSeconds(5)))),
                Weather.refusing(new ApiOutcome.Throttled(Optional.empty())),
                Weather.swallowing(new ApiOutcome.Unreachable("time-out", true), Duration.ofSeconds(30)),
                Weather.refusing(new ApiOutcome.Untrusted("the certificate is not trusted")),
                Weather.refusing(new ApiOutcome.Unauthorized("no")),
                Weather.refusing(new ApiOutcome.Forbidden(403, "no role")),
                Weather.refusing(new ApiOutcome.Forbidden(403, "no message", false)),
                Weather.refusing(new ApiOutcome.TooLarge("HTTP 413", Optional.empty())),
                Weather.swallowing(new ApiOutcome.Unavailable("HTTP 502", true, Optional.empty()), CALL)));
        for (int turn = 0; turn < 60; turn++) {
            chaos.produce(chaos.random.nextInt(400));
            if (chaos.random.nextInt(3) == 0) {
                int partition = chaos.random.nextInt(8);
                bad.add(new RecordId(partition, chaos.random.nextInt((int) chaos.group.end(partition) + 1)));
            }
            chaos.pinterest.weather(weathers.get(chaos.random.nextInt(weathers.size())));
            chaos.runFor(Duration.ofMillis(chaos.random.nextInt(30_000)));
            if (chaos.random.nextInt(4) == 0) {
                chaos.rebalance(turn);
            }
            if (chaos.random.nextInt(10) == 0) {
                chaos.pinterest.rotateToken();
            }
        }
        chaos.pinterest.weather(Weather.pickyAbout(bad::contains, CALL));
        chaos.runToTheEnd();
        assertThat(bad).containsAll(chaos.errants);
        assertThat(chaos.pinterest.busiestMinute()).isLessThanOrEqualTo(1_200);
    }
}
