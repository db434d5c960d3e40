package io.github.pinsink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.delivery.AmbiguityPolicy.OnAmbiguous;
import io.github.pinsink.event.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryTest {
    private static final AdAccountId ACCOUNT = new AdAccountId("549755885175");
    private static final AdAccountId STRANGER = new AdAccountId("777777777");
    private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private static final AccessPolicy ACCESS = AccessPolicies.policy(Optional.of(ACCOUNT));

    private final Set<Integer> unwanted = new HashSet<>();
    private final UnlimitedPermits permits = new UnlimitedPermits();
    private Delivery<Integer> delivery = delivery(1000, Optional.empty(), OnAmbiguous.RESEND);
    private long now = Long.MAX_VALUE - 30 * SECOND;

    @Test
    void sendsAFullBatchAtOnce() {
        offer(1000);
        assertThat(delivery.takeDue(now, false))
                .singleElement()
                .satisfies(request -> assertThat(request.events()).hasSize(1000));
    }

    @Test
    void keepsAPartialBatchUntilItsLingerTimeIsOver() {
        offer(3);
        assertThat(delivery.takeDue(now, false)).isEmpty();
        assertThat(delivery.untilNextAction(now, Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
        now += SECOND;
        assertThat(delivery.takeDue(now, false)).hasSize(1);
    }

    @Test
    void neverHasMoreRequestsInFlightThanAllowed() {
        offer(20_000);
        assertThat(delivery.takeDue(now, false)).hasSize(8);
        assertThat(delivery.takeDue(now, false)).isEmpty();
    }

    @Test
    void adAccountsTakeTurnsSoThatABusyOneDoesNotHoldUpTheOthers() {
        offer(20_000);
        AdAccountId another = new AdAccountId("77");
        delivery.offer(another, ByteBuffer.wrap(JSON), JSON.length, false, now + HOUR, 1, now);
        assertThat(delivery.takeDue(now, true))
                .extracting(Request::account)
                .contains(another)
                .hasSize(8);
    }

    @Test
    void endsTheFullestOpenBatchesWhenTheyHoldMostOfTheBuffers() {
        for (int account = 1; account <= 10; account++) {
            offerTo(new AdAccountId(String.valueOf(account)), account * 10);
        }
        assertThat(delivery.takeDue(now, false)).isEmpty();

        delivery.endFullestBatches(now);

        // 550 events: after the batch of 50, at most 137 are left in open ones.
        assertThat(delivery.takeDue(now, false))
                .extracting(request -> request.events().size())
                .containsExactlyInAnyOrder(100, 90, 80, 70, 60, 50);
    }

    @Test
    void endsNoOpenBatchWhileFullOnesHoldMostOfTheBuffers() {
        offer(5_500);

        delivery.endFullestBatches(now);

        assertThat(delivery.takeDue(now, false))
                .hasSize(5)
                .allSatisfy(request -> assertThat(request.events()).hasSize(1_000));
    }

    @Test
    void givesItsShareBackWhenItIsClosed() {
        offer(1);
        delivery.close();
        assertThat(permits.closed).isTrue();
    }

    @Test
    void a422ThatMayHaveTakenSomeDoesNotResendOfflineEventsWhereThatIsForbidden() {
        delivery = delivery(1000, Optional.empty(), OnAmbiguous.DLQ);
        delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, true, now + HOUR, 1, now);
        delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, false, now + HOUR, 2, now);
        delivery.onResponse(takeOne(true), new ApiOutcome.Rejected(422, "not all"), now);
        assertThat(delivery.results()).extracting(DeliveryResult::origin).containsExactly(1);
        assertThat(takeOne(true).events()).extracting(BufferedEvent::origin).containsExactly(2);
    }

    @Test
    void aSingleEventOfARejectedRequestIsNotRejectedUntilItWasSentAlone() {
        offer(2);
        Request<Integer> rejected = takeOne(true);
        unwanted.add(1);
        delivery.onResponse(rejected, new ApiOutcome.Rejected(400, "bad"), now);
        assertThat(delivery.results()).isEmpty();
        delivery.onResponse(takeOne(true), new ApiOutcome.Delivered(), now);
        assertThat(delivery.results())
                .singleElement()
                .satisfies(settled -> assertThat(settled.rejection()).isEmpty());
        assertThat(delivery.bufferedEvents()).isZero();
    }

    @Test
    void doesNotSleepOnAfterAnOutageIsOver() {
        offer(3_000);
        for (int minute = 0; minute < 30; minute++) {
            respondToAll(new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty()));
            now += 60 * SECOND;
        }
        List<Request<Integer>> first = delivery.takeDue(now, true);
        for (Request<Integer> request : first.subList(1, first.size())) {
            delivery.onResponse(request, new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty()), now);
        }
        delivery.onResponse(first.get(0), new ApiOutcome.Delivered(), now);
        now += SECOND;
        assertThat(delivery.takeDue(now, true)).hasSize(2);
    }

    @Test
    void takesAPermitForEveryAttempt() {
        offer(1);
        permits.left = 1;
        Request<Integer> request = takeOne(true);
        delivery.onResponse(request, new ApiOutcome.Unavailable("503", false, Optional.empty()), now);
        now += 60 * SECOND;
        assertThat(delivery.takeDue(now, true)).isEmpty();
        permits.left = 1;
        assertThat(delivery.takeDue(now, true)).hasSize(1);
    }

    @Test
    void hoursOfOutageSettleNothingAndThenEverythingIsDelivered() {
        offer(5_000);
        for (int minute = 0; minute < 600; minute++) {
            respondToAll(new ApiOutcome.Unavailable("503", false, Optional.empty()));
            now += 60 * SECOND;
        }
        assertThat(delivery.results()).isEmpty();
        assertThat(delivery.failure()).isEmpty();
        assertThat(delivery.bufferedEvents()).isEqualTo(5_000);
        respondToAll(new ApiOutcome.Delivered());
        assertThat(delivery.results())
                .hasSize(5_000)
                .allSatisfy(settled -> assertThat(settled.rejection()).isEmpty());
        assertThat(delivery.bufferedEvents()).isZero();
        assertThat(delivery.bufferedBytes()).isZero();
    }

    @Test
    void waitsAsLongAsAThrottlingResponseAsks() {
        offer(2_000);
        List<Request<Integer>> sent = delivery.takeDue(now, false);
        delivery.onResponse(sent.get(0), new ApiOutcome.Throttled(Optional.of(Duration.ofSeconds(7))), now);
        assertThat(delivery.isHealthy(now)).isFalse();
        offer(1_000);
        now += 6 * SECOND;
        assertThat(delivery.takeDue(now, true)).isEmpty();
        now += SECOND;
        assertThat(delivery.takeDue(now, true)).hasSize(2);
        assertThat(permits.throttled).isEqualTo(1);
    }

    @Test
    void findsTheBadEventAmongAThousandWithinTheBound() {
        offer(1000);
        int calls = 0;
        ArrayDeque<Request<Integer>> queue = new ArrayDeque<>(delivery.takeDue(now, false));
        while (!queue.isEmpty()) {
            Request<Integer> request = queue.remove();
            calls++;
            boolean isBad = request.events().stream().anyMatch(event -> event.origin() == 617);
            delivery.onResponse(
                    request,
                    isBad ? new ApiOutcome.Rejected(400, "unknown property") : new ApiOutcome.Delivered(),
                    now);
            queue.addAll(delivery.takeDue(now, false));
        }
        List<DeliveryResult<Integer>> settled = delivery.results();
        assertThat(settled).hasSize(1000);
        assertThat(settled.stream().filter(one -> one.rejection().isPresent()).map(DeliveryResult::origin))
                .containsExactly(617);
        assertThat(calls - 1).isLessThanOrEqualTo(2 * 10);
    }

    @Test
    void failsRatherThanDeadLetterATopicThatIsRejectedAsAWhole() {
        offer(1000);
        for (int round = 0; round < 2_000 && delivery.failure().isEmpty(); round++) {
            respondToAll(new ApiOutcome.Rejected(400, "the account is closed"));
        }
        assertThat(delivery.failure()).get().asString().contains("the account is closed");
        assertThat(delivery.results()).hasSizeLessThanOrEqualTo(20);
        assertThat(delivery.takeDue(now, true)).isEmpty();
    }

    @Test
    void settlesEachEventByItsOwnStatus() {
        offer(3);
        delivery.onResponse(
                takeOne(true),
                new ApiOutcome.PartlyDelivered(List.of(Optional.empty(), Optional.of("bad"), Optional.empty())),
                now);
        assertThat(delivery.results())
                .extracting(result -> result.rejection().map(Problem::text))
                .containsExactly(Optional.empty(), Optional.of("bad"), Optional.empty());
    }

    @Test
    void sendsNothingUntilTheTokenWasReloaded() {
        offer(1);
        delivery.onResponse(takeOne(true), new ApiOutcome.Unauthorized("no"), now);
        assertThat(delivery.isTokenRejected()).isTrue();
        assertThat(delivery.takeDue(now, true)).isEmpty();
        delivery.tokenReloaded(true);
        delivery.onResponse(takeOne(true), new ApiOutcome.Delivered(), now);
        assertThat(delivery.results()).hasSize(1);
    }

    @Test
    void failsWhenTheTokenIsRejectedForMinutesEvenAfterItWasReloaded() {
        offer(1);
        long start = now;
        int reloads = 0;
        int calls = 0;
        while (delivery.failure().isEmpty()) {
            assertThat(now - start).isLessThan(400 * SECOND);
            if (delivery.isTokenRejected()) {
                reloads++;
                delivery.tokenReloaded(false);
            }
            for (Request<Integer> request : delivery.takeDue(now, true)) {
                calls++;
                delivery.onResponse(request, new ApiOutcome.Unauthorized("no"), now);
            }
            now += SECOND / 10;
        }
        assertThat(now - start).isBetween(300 * SECOND, 301 * SECOND);
        assertThat(calls).isBetween(8, 20);
        assertThat(reloads).isBetween(5, 15);
        assertThat(delivery.failure()).get().asString().contains("pinterest.access.token");
        assertThat(delivery.results()).isEmpty();
        assertThat(delivery.bufferedEvents()).isEqualTo(1);
    }

    @Test
    void withoutATimeoutATokenThatIsStillRejectedAfterAReloadFailsAtOnce() {
        delivery =
                delivery(1000, Optional.empty(), OnAmbiguous.RESEND, access(Duration.ZERO, AccessPolicy.OnDenied.DLQ));
        offer(1);
        delivery.onResponse(takeOne(true), new ApiOutcome.Unauthorized("no"), now);
        delivery.tokenReloaded(false);
        delivery.onResponse(takeOne(true), new ApiOutcome.Unauthorized("no"), now);
        assertThat(delivery.failure()).get().asString().contains("pinterest.access.token");
    }

    @Test
    void aTokenThatIsRejectedForAMomentFailsNothing() {
        offer(3_000);
        respondToAll(new ApiOutcome.Unauthorized("no"));
        delivery.tokenReloaded(false);
        now += 3 * SECOND;
        respondToAll(new ApiOutcome.Unauthorized("no"));
        assertThat(delivery.isTokenRejected()).isTrue();
        delivery.tokenReloaded(false);
        now += 60 * SECOND;
        respondToAll(new ApiOutcome.Delivered());
        assertThat(delivery.deniedAccess()).isEmpty();
        now += 400 * SECOND;
        respondToAll(new ApiOutcome.Unauthorized("no"));
        assertThat(delivery.failure()).isEmpty();
    }

    @Test
    void readsTheTokenAgainAsLongAsItIsAnotherOneEachTime() {
        offer(1);
        for (int rotation = 0; rotation < 5; rotation++) {
            delivery.onResponse(takeOne(true), new ApiOutcome.Unauthorized("no"), now);
            assertThat(delivery.isTokenRejected()).isTrue();
            delivery.tokenReloaded(true);
            // Only the first new token is tried at once.
            now += 30 * SECOND;
        }
        delivery.onResponse(takeOne(true), new ApiOutcome.Delivered(), now);
        assertThat(delivery.results()).hasSize(1);
    }

    @Test
    void lateRejectionsOfTheOldTokenDoNotCountAgainstTheNewOne() {
        offer(2_000);
        List<Request<Integer>> sent = delivery.takeDue(now, false);
        delivery.onResponse(sent.get(0), new ApiOutcome.Unauthorized("no"), now);
        delivery.tokenReloaded(true);
        delivery.onResponse(sent.get(1), new ApiOutcome.Unauthorized("no"), now);
        assertThat(delivery.failure()).isEmpty();
        assertThat(delivery.isTokenRejected()).isFalse();
        respondToAll(new ApiOutcome.Delivered());
        assertThat(delivery.results()).hasSize(2_000);
    }

    static Stream<ApiOutcome> denials() {
        return Stream.of(
                new ApiOutcome.Forbidden(403, "told to"),
                new ApiOutcome.Forbidden(404, "told to"),
                new ApiOutcome.Forbidden(403, "told to", false),
                new ApiOutcome.Forbidden(404, "told to", false),
                new ApiOutcome.Forbidden(302, "told to"),
                new ApiOutcome.Forbidden(405, "told to"),
                new ApiOutcome.Forbidden(407, "told to"),
                new ApiOutcome.Untrusted("(000: told to)"));
    }

    @ParameterizedTest
    @MethodSource("denials")
    void accessThatIsDeniedForMinutesFailsAndKeepsEveryEvent(ApiOutcome denial) {
        offer(10);
        long start = now;
        int calls = 0;
        while (delivery.failure().isEmpty()) {
            assertThat(now - start).isLessThan(400 * SECOND);
            List<Request<Integer>> requests = delivery.takeDue(now, true);
            calls += requests.size();
            requests.forEach(request -> delivery.onResponse(request, denial, now));
            now += SECOND / 10;
        }
        assertThat(now - start).isGreaterThan(300 * SECOND);
        assertThat(calls).isBetween(2, 25);
        assertThat(delivery.failure()).get().asString().contains("told to)");
        assertThat(delivery.results()).isEmpty();
        assertThat(delivery.bufferedEvents()).isEqualTo(10);
        assertThat(delivery.takeDue(now, true)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("denials")
    void accessThatIsDeniedForAMomentLosesAndFailsNothing(ApiOutcome denial) {
        offer(5_000);
        long start = now;
        int calls = 0;
        while (now - start < 200 * SECOND) {
            List<Request<Integer>> requests = delivery.takeDue(now, true);
            calls += requests.size();
            requests.forEach(request -> delivery.onResponse(request, denial, now));
            now += SECOND / 10;
        }
        assertThat(calls).isLessThan(100);
        assertThat(delivery.results()).isEmpty();
        now += 60 * SECOND;
        for (int i = 0; i < 3; i++) {
            respondToAll(new ApiOutcome.Delivered());
            now += 60 * SECOND;
        }
        assertThat(delivery.results())
                .hasSize(5_000)
                .allMatch(one -> one.rejection().isEmpty());
        assertThat(delivery.deniedAccess()).isEmpty();
        now += 400 * SECOND;
        offer(1);
        respondToAll(denial);
        assertThat(delivery.failure()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("denials")
    void withoutATimeoutTheFirstDenialFails(ApiOutcome denial) {
        delivery =
                delivery(1000, Optional.empty(), OnAmbiguous.RESEND, access(Duration.ZERO, AccessPolicy.OnDenied.DLQ));
        offer(1);
        respondToAll(denial);
        assertThat(delivery.failure()).isPresent();
    }

    @Test
    void whileAccessIsDeniedOneRequestAtATimeFindsOutWhetherItStillIs() {
        offer(8_000);
        List<Request<Integer>> sent = delivery.takeDue(now, false);
        assertThat(sent).hasSize(8);
        now += SECOND;
        sent.forEach(request -> delivery.onResponse(request, new ApiOutcome.Forbidden(405, "no"), now));
        assertThat(delivery.takeDue(now, true)).isEmpty();
        assertThat(delivery.isHealthy(now)).isFalse();
        assertThat(delivery.hasReady(now)).isFalse();
        assertThat(delivery.untilNextAction(now, Duration.ofMinutes(1)))
                .isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        now += SECOND;
        Request<Integer> probe = takeOne(true);
        assertThat(delivery.takeDue(now, true)).isEmpty();
        delivery.onResponse(probe, new ApiOutcome.Delivered(), now);
        assertThat(delivery.takeDue(now, true)).hasSize(7);
    }

    @Test
    void anAdAccountOfARecordThatIsDeniedWaitsWhileTheOthersGoOnAndIsThenRejected() {
        long start = now;
        offerTo(STRANGER, 1);
        int delivered = 0;
        List<DeliveryResult<Integer>> rejected = new ArrayList<>();
        int callsForStranger = 0;
        while (now - start < 302 * SECOND) {
            offer(1);
            for (Request<Integer> request : delivery.takeDue(now, true)) {
                boolean denied = request.account().equals(STRANGER);
                callsForStranger += denied ? 1 : 0;
                delivery.onResponse(
                        request, denied ? new ApiOutcome.Forbidden(403, "no role") : new ApiOutcome.Delivered(), now);
            }
            for (DeliveryResult<Integer> settled : delivery.results()) {
                if (settled.rejection().isEmpty()) {
                    delivered++;
                } else {
                    assertThat(now - start).isGreaterThanOrEqualTo(300 * SECOND);
                    rejected.add(settled);
                }
            }
            now += SECOND;
        }
        assertThat(delivered).isEqualTo(302);
        assertThat(callsForStranger).isBetween(5, 20);
        assertThat(delivery.failure()).isEmpty();
        assertThat(rejected)
                .singleElement()
                .satisfies(one ->
                        assertThat(one.rejection()).get().asString().contains(STRANGER.digits(), "403: no role"));
        assertThat(delivery.bufferedEvents()).isZero();
    }

    @Test
    void anAdAccountWhoseEventsAreRejectedIsRetriedNowAndThenAndComesBack() {
        anAdAccountOfARecordThatIsDeniedWaitsWhileTheOthersGoOnAndIsThenRejected();
        offerTo(STRANGER, 3);
        now += 60 * SECOND;
        offer(1);
        delivery.takeDue(now, true)
                .forEach(request -> delivery.onResponse(
                        request,
                        request.account().equals(STRANGER)
                                ? new ApiOutcome.Forbidden(403, "no role")
                                : new ApiOutcome.Delivered(),
                        now));
        assertThat(delivery.results())
                .filteredOn(one -> one.rejection().isPresent())
                .hasSize(3);
        offerTo(STRANGER, 2);
        now += 60 * SECOND;
        respondToAll(new ApiOutcome.Delivered());
        assertThat(delivery.results())
                .hasSize(2)
                .allMatch(one -> one.rejection().isEmpty());
        assertThat(delivery.deniedAccess()).isEmpty();
    }

    @Test
    void anAdAccountOfARecordThatIsDeniedForAMomentLosesNothing() {
        offerTo(STRANGER, 10);
        respondToAll(new ApiOutcome.Forbidden(403, "no role"));
        assertThat(delivery.deniedAccess()).get().asString().contains(STRANGER.digits(), "mapping.ad_account_id");
        now += 120 * SECOND;
        respondToAll(new ApiOutcome.Forbidden(404, "not found"));
        now += 60 * SECOND;
        respondToAll(new ApiOutcome.Delivered());
        assertThat(delivery.results())
                .hasSize(10)
                .allMatch(one -> one.rejection().isEmpty());
    }

    @Test
    void theDenialOfAnAdAccountOfARecordFailsTheTaskWhereThatIsAskedFor() {
        delivery = delivery(
                1000, Optional.empty(), OnAmbiguous.RESEND, access(Duration.ofMinutes(5), AccessPolicy.OnDenied.FAIL));
        offerTo(STRANGER, 1);
        respondToAll(new ApiOutcome.Forbidden(403, "no role"));
        now += 301 * SECOND;
        respondToAll(new ApiOutcome.Forbidden(403, "no role"));
        assertThat(delivery.failure()).get().asString().contains(STRANGER.digits());
        assertThat(delivery.bufferedEvents()).isEqualTo(1);
    }

    @Test
    void theConfiguredAdAccountFailsTheTaskAlsoWhileOthersAreServed() {
        long start = now;
        while (now - start < 302 * SECOND && delivery.failure().isEmpty()) {
            offer(1);
            offerTo(STRANGER, 1);
            delivery.takeDue(now, true)
                    .forEach(request -> delivery.onResponse(
                            request,
                            request.account().equals(STRANGER)
                                    ? new ApiOutcome.Delivered()
                                    : new ApiOutcome.Forbidden(403, "no role"),
                            now));
            assertThat(delivery.results()).allMatch(one -> one.rejection().isEmpty());
            now += SECOND;
        }
        assertThat(delivery.failure()).get().asString().contains(ACCOUNT.digits());
    }

    @Test
    void thePageOfAProxyIsNotHeldAgainstAnAdAccountOfARecord() {
        offerTo(STRANGER, 1);
        respondToAll(new ApiOutcome.Forbidden(403, "no message", false));
        now += 301 * SECOND;
        respondToAll(new ApiOutcome.Forbidden(403, "no message", false));
        assertThat(delivery.results()).isEmpty();
        assertThat(delivery.failure()).get().asString().contains("pinterest.api.url");
    }

    @Test
    void whereNoAdAccountIsServedNoMoreEventsAreRejectedThanTheLimitAllows() {
        for (int account = 0; account < 100; account++) {
            offerTo(new AdAccountId(Integer.toString(1_000 + account)), 1);
        }
        long start = now;
        while (now - start < 400 * SECOND && delivery.failure().isEmpty()) {
            respondToAll(new ApiOutcome.Forbidden(404, "not found"));
            now += SECOND;
        }
        assertThat(delivery.failure()).get().asString().contains("pinterest.api.url");
        assertThat(delivery.results()).hasSize(20);
        assertThat(delivery.bufferedEvents()).isEqualTo(80);
    }

    @Test
    void eventsOfADeniedAdAccountDoNotTakeTheRoomOfTheOthers() {
        delivery = delivery(
                1000,
                Optional.empty(),
                OnAmbiguous.RESEND,
                new AccessPolicy(
                        Duration.ofMinutes(5), Optional.of(ACCOUNT), AccessPolicy.OnDenied.DLQ, 2_000, Long.MAX_VALUE));
        for (int second = 0; second < 30; second++) {
            offer(10);
            offerTo(STRANGER, 1_000);
            delivery.takeDue(now, true)
                    .forEach(request -> delivery.onResponse(
                            request,
                            request.account().equals(STRANGER)
                                    ? new ApiOutcome.Forbidden(403, "no role")
                                    : new ApiOutcome.Delivered(),
                            now));
            delivery.takeDue(now, true)
                    .forEach(request -> delivery.onResponse(request, new ApiOutcome.Delivered(), now));
            assertThat(delivery.bufferedEvents()).isLessThan(5_000);
            now += SECOND;
        }
        assertThat(delivery.failure()).isEmpty();
        assertThat(delivery.results())
                .filteredOn(one -> one.rejection().isEmpty())
                .hasSizeGreaterThanOrEqualTo(290);
    }

    @Test
    void whereNoAdAccountIsServedNothingIsRejectedBeforeTheTime() {
        delivery = delivery(
                1000,
                Optional.empty(),
                OnAmbiguous.RESEND,
                new AccessPolicy(
                        Duration.ofMinutes(5), Optional.empty(), AccessPolicy.OnDenied.DLQ, 100, Long.MAX_VALUE));
        offerTo(STRANGER, 5_000);
        long start = now;
        while (now - start < 200 * SECOND) {
            respondToAll(new ApiOutcome.Forbidden(403, "no role"));
            now += SECOND;
        }
        assertThat(delivery.failure()).isEmpty();
        assertThat(delivery.results()).isEmpty();
        now += 60 * SECOND;
        for (int i = 0; i < 5; i++) {
            respondToAll(new ApiOutcome.Delivered());
        }
        assertThat(delivery.results())
                .hasSize(5_000)
                .allMatch(one -> one.rejection().isEmpty());
    }

    @Test
    void aRequestThatIsTooLargeForAProxyIsSplitAndNeverRejected() {
        offer(1_000);
        int calls = 0;
        for (int round = 0; round < 1_000 && delivery.bufferedEvents() > 0; round++) {
            for (Request<Integer> request : delivery.takeDue(now, true)) {
                calls++;
                delivery.onResponse(
                        request,
                        request.events().size() > 300
                                ? new ApiOutcome.TooLarge("HTTP 413", Optional.empty())
                                : new ApiOutcome.Delivered(),
                        now);
            }
            now += SECOND;
        }
        assertThat(calls).isEqualTo(7);
        assertThat(delivery.results())
                .hasSize(1_000)
                .allMatch(one -> one.rejection().isEmpty());
    }

    @Test
    void anEventThatIsTooLargeForAProxyIsRetriedAndNeverRejected() {
        offer(8);
        long start = now;
        int calls = 0;
        while (now - start < 3600 * SECOND) {
            List<Request<Integer>> requests = delivery.takeDue(now, true);
            calls += requests.size();
            requests.forEach(request ->
                    delivery.onResponse(request, new ApiOutcome.TooLarge("HTTP 413", Optional.empty()), now));
            now += SECOND;
        }
        assertThat(delivery.failure()).isEmpty();
        assertThat(delivery.results()).isEmpty();
        assertThat(calls).isLessThan(8 * 3600 / 20);
        now += 60 * SECOND;
        respondToAll(new ApiOutcome.Delivered());
        assertThat(delivery.results()).hasSize(8);
    }

    @Test
    void waitsNoLongerThanTheLongestBackoffHoweverLongAnUnavailableResponseAsks() {
        offer(1);
        delivery.onResponse(
                takeOne(true), new ApiOutcome.Unavailable("HTTP 503", false, Optional.of(Duration.ofHours(1))), now);
        now += 59 * SECOND;
        assertThat(delivery.takeDue(now, true)).isEmpty();
        now += SECOND;
        assertThat(delivery.takeDue(now, true)).hasSize(1);
    }

    @Test
    void waitsAFewMinutesAtMostHoweverLongAThrottlingResponseAsks() {
        offer(1);
        delivery.onResponse(takeOne(true), new ApiOutcome.Throttled(Optional.of(Duration.ofHours(1))), now);
        now += 299 * SECOND;
        assertThat(delivery.takeDue(now, true)).isEmpty();
        now += SECOND;
        assertThat(delivery.takeDue(now, true)).hasSize(1);
    }

    @Test
    void forgetsAdAccountsThatNothingWasSentForInALongTime() {
        delivery.takeDue(now, true);
        for (int account = 0; account < 500; account++) {
            offerTo(new AdAccountId(Integer.toString(1_000 + account)), 1);
        }
        for (int round = 0; round < 100; round++) {
            respondToAll(new ApiOutcome.Delivered());
        }
        assertThat(delivery.bufferedEvents()).isZero();
        assertThat(delivery.accounts()).isEqualTo(500);
        now += 599 * SECOND;
        delivery.takeDue(now, true);
        assertThat(delivery.accounts()).isEqualTo(500);
        offer(1);
        now += 11 * SECOND;
        respondToAll(new ApiOutcome.Delivered());
        assertThat(delivery.accounts()).isEqualTo(1);
        assertThat(permits.closed).isTrue();
        assertThat(delivery.results()).hasSize(501);
    }

    @Test
    void forgetsAdAccountsAlsoWhereTheClockIsNegative() {
        now = Long.MIN_VALUE / 2;
        offer(1);
        respondToAll(new ApiOutcome.Delivered());
        now += 601 * SECOND;
        delivery.takeDue(now, true);
        assertThat(delivery.accounts()).isZero();
    }

    @Test
    void neverHoldsManyAdAccountsForLongHoweverManyRecordsName() {
        int most = 0;
        for (int account = 0; account < 60_000; account++) {
            offerTo(new AdAccountId(Integer.toString(1_000 + account)), 1);
            respondToAll(new ApiOutcome.Delivered());
            now += SECOND / 20;
            most = Math.max(most, delivery.accounts());
        }
        assertThat(most).isLessThan(2_500);
    }

    private static AccessPolicy access(Duration timeout, AccessPolicy.OnDenied onDenied) {
        return new AccessPolicy(timeout, Optional.of(ACCOUNT), onDenied, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    private void offerTo(AdAccountId account, int events) {
        for (int i = 0; i < events; i++) {
            delivery.offer(account, ByteBuffer.wrap(JSON), JSON.length, false, now + HOUR, i, now);
        }
    }

    @Test
    void stopsRetryingOnlyWhereARetryLimitIsSet() {
        delivery = delivery(1000, Optional.of(Duration.ofMinutes(5)), OnAmbiguous.RESEND);
        offer(1);
        respondToAll(new ApiOutcome.Unavailable("503", false, Optional.empty()));
        now += 301 * SECOND;
        respondToAll(new ApiOutcome.Unavailable("503", false, Optional.empty()));
        assertThat(delivery.failure()).get().asString().contains("retry.timeout.ms");
    }

    @Test
    void doesNotResendAmbiguousOfflineEventsWhereThatIsForbidden() {
        delivery = delivery(1000, Optional.empty(), OnAmbiguous.DLQ);
        delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, true, now + HOUR, 1, now);
        delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, false, now + HOUR, 2, now);
        delivery.onResponse(takeOne(true), new ApiOutcome.Unavailable("time-out", true, Optional.empty()), now);
        assertThat(delivery.results()).singleElement().satisfies(settled -> {
            assertThat(settled.origin()).isEqualTo(1);
            assertThat(settled.rejection()).isPresent();
        });
        now += 60 * SECOND;
        assertThat(takeOne(true).events()).extracting(BufferedEvent::origin).containsExactly(2);
    }

    @Test
    void neitherSendsNorKeepsWhatNobodyWaitsFor() {
        offer(1_500);
        List<Request<Integer>> sent = delivery.takeDue(now, false);
        IntStream.range(0, 1_500).forEach(unwanted::add);
        delivery.discardAbandoned();
        delivery.onResponse(sent.get(0), new ApiOutcome.Unavailable("503", true, Optional.empty()), now);
        now += 3600 * SECOND;
        assertThat(delivery.takeDue(now, true)).isEmpty();
        assertThat(delivery.bufferedEvents()).isZero();
        assertThat(delivery.bufferedBytes()).isZero();
        assertThat(delivery.results()).isEmpty();
    }

    @Test
    void anUnreadableResponseIsRetriedAFewTimesOnly() {
        offer(1);
        for (int attempt = 0; attempt < 5; attempt++) {
            delivery.onResponse(takeOne(true), new ApiOutcome.Unreadable("not JSON"), now);
            now += 60 * SECOND;
        }
        assertThat(delivery.results())
                .singleElement()
                .satisfies(settled ->
                        assertThat(settled.rejection()).get().asString().contains("not JSON"));
    }

    @Test
    void theTextsOfEventsLieWhereThoseOfSettledOnesLay() {
        offer(1000);
        Request<Integer> first = takeOne(false);
        Set<byte[]> before = arraysOf(first);
        assertThat(before).hasSizeLessThan(100);
        delivery.onResponse(first, new ApiOutcome.Delivered(), now);
        offer(1000);
        Set<byte[]> after = arraysOf(takeOne(false));
        after.removeAll(before);
        assertThat(after).hasSizeLessThanOrEqualTo(BufferPool.MIN_BATCH_FOR_POOLING);
    }

    @Test
    void invalidTokensThatDifferEachTimeEndInAFailureAndAreNotRetriedAtOnce() {
        offer(1);
        int calls = 0;
        long begin = now;
        while (now - begin < 1_200 * SECOND && delivery.failure().isEmpty()) {
            for (Request<Integer> request : delivery.takeDue(now, true)) {
                calls++;
                delivery.onResponse(request, new ApiOutcome.Unauthorized("no"), now);
            }
            if (delivery.isTokenRejected()) {
                delivery.tokenReloaded(true);
            }
            now += SECOND / 10;
        }
        assertThat(delivery.failure()).isPresent();
        assertThat(calls).isLessThan(100);
    }

    @Test
    void aDeniedAdAccountWithoutEventsDoesNotKeepTheOthersFromBeingDrained() {
        offerTo(STRANGER, 1);
        respondToAll(new ApiOutcome.Forbidden(403, "no", true));
        for (int i = 0; i < 400 && delivery.bufferedEvents() > 0; i++) {
            offer(1);
            for (Request<Integer> request : delivery.takeDue(now, true)) {
                boolean denied = request.account().equals(STRANGER);
                delivery.onResponse(
                        request, denied ? new ApiOutcome.Forbidden(403, "no", true) : new ApiOutcome.Delivered(), now);
            }
            now += SECOND;
        }
        assertThat(delivery.bufferedEvents()).isZero();
        now += 60 * SECOND;
        offer(1);
        assertThat(delivery.isHealthy(now)).isTrue();
        assertThat(delivery.deniedAccess()).isEmpty();
    }

    private static Set<byte[]> arraysOf(Request<Integer> request) {
        Set<byte[]> arrays = new HashSet<>();
        request.events().forEach(event -> arrays.add(event.bytes()));
        return arrays;
    }

    private Delivery<Integer> delivery(int maxEvents, Optional<Duration> retryTimeout, OnAmbiguous onAmbiguous) {
        return delivery(maxEvents, retryTimeout, onAmbiguous, ACCESS);
    }

    private Delivery<Integer> delivery(
            int maxEvents, Optional<Duration> retryTimeout, OnAmbiguous onAmbiguous, AccessPolicy access) {
        DeliveryPolicy policy = new DeliveryPolicy(
                maxEvents,
                2_000_000,
                Duration.ofSeconds(1),
                8,
                Long.MAX_VALUE,
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), () -> 0.5),
                retryTimeout,
                5,
                20,
                access,
                AmbiguityPolicies.policy(onAmbiguous),
                false);
        return new Delivery<>(policy, account -> permits, origin -> !unwanted.contains(origin));
    }

    private void offer(int events) {
        for (int i = 0; i < events; i++) {
            delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, false, now + HOUR, i, now);
        }
    }

    private Request<Integer> takeOne(boolean flush) {
        List<Request<Integer>> requests = delivery.takeDue(now, flush);
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private void respondToAll(ApiOutcome outcome) {
        List<Request<Integer>> requests = new ArrayList<>(delivery.takeDue(now, true));
        requests.forEach(request -> delivery.onResponse(request, outcome, now));
    }
}
