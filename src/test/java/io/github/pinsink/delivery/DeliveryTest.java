package io.github.pinsink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
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
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final AdAccountId ACCOUNT = new AdAccountId("549755885175");
    private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Set<Integer> unwanted = new HashSet<>();
    private final FreePermits permits = new FreePermits();
    private Delivery<Integer> delivery = delivery(1000, Optional.empty(), true);
    private long now = Long.MAX_VALUE - 30 * SECOND;

    @Test
    void sendsAFullBatchAtOnce() {
        offer(1000);
        assertThat(delivery.take(now, false))
                .singleElement()
                .satisfies(request -> assertThat(request.events()).hasSize(1000));
    }

    @Test
    void keepsAPartialBatchUntilItsLingerTimeIsOver() {
        offer(3);
        assertThat(delivery.take(now, false)).isEmpty();
        assertThat(delivery.untilNextMove(now, Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
        now += SECOND;
        assertThat(delivery.take(now, false)).hasSize(1);
    }

    @Test
    void neverHasMoreRequestsUnderWayThanAllowed() {
        offer(20_000);
        assertThat(delivery.take(now, false)).hasSize(8);
        assertThat(delivery.take(now, false)).isEmpty();
    }

    @Test
    void adAccountsTakeTurnsSoThatABusyOneDoesNotHoldUpTheOthers() {
        offer(20_000);
        AdAccountId another = new AdAccountId("77");
        delivery.offer(another, ByteBuffer.wrap(JSON), JSON.length, false, 1, now);
        assertThat(delivery.take(now, true))
                .extracting(Request::account)
                .contains(another)
                .hasSize(8);
    }

    @Test
    void givesItsShareBackWhenItIsClosed() {
        offer(1);
        delivery.close();
        assertThat(permits.closed).isTrue();
    }

    @Test
    void a422ThatMayHaveTakenSomeDoesNotResendOfflineEventsWhereThatIsForbidden() {
        delivery = delivery(1000, Optional.empty(), false);
        delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, true, 1, now);
        delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, false, 2, now);
        delivery.answered(takeOne(true), new ApiOutcome.Rejected(422, "not all"), now);
        assertThat(delivery.settled()).extracting(Settled::origin).containsExactly(1);
        assertThat(takeOne(true).events()).extracting(HeldEvent::origin).containsExactly(2);
    }

    @Test
    void anEventLeftOverFromARefusedRequestIsNotTheCulpritUntilItWasRefusedAlone() {
        offer(2);
        Request<Integer> refused = takeOne(true);
        unwanted.add(1);
        delivery.answered(refused, new ApiOutcome.Rejected(400, "bad"), now);
        assertThat(delivery.settled()).isEmpty();
        delivery.answered(takeOne(true), new ApiOutcome.Delivered(), now);
        assertThat(delivery.settled())
                .singleElement()
                .satisfies(settled -> assertThat(settled.refusal()).isEmpty());
        assertThat(delivery.bufferedEvents()).isZero();
    }

    @Test
    void doesNotSleepOnAfterAnOutageIsOver() {
        offer(3_000);
        for (int minute = 0; minute < 30; minute++) {
            answerAll(new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty()));
            now += 60 * SECOND;
        }
        List<Request<Integer>> first = delivery.take(now, true);
        for (Request<Integer> request : first.subList(1, first.size())) {
            delivery.answered(request, new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty()), now);
        }
        delivery.answered(first.get(0), new ApiOutcome.Delivered(), now);
        now += SECOND;
        assertThat(delivery.take(now, true)).hasSize(2);
    }

    @Test
    void takesAPermitForEveryAttempt() {
        offer(1);
        permits.left = 1;
        Request<Integer> request = takeOne(true);
        delivery.answered(request, new ApiOutcome.Unavailable("503", false, Optional.empty()), now);
        now += 60 * SECOND;
        assertThat(delivery.take(now, true)).isEmpty();
        permits.left = 1;
        assertThat(delivery.take(now, true)).hasSize(1);
    }

    @Test
    void hoursOfOutageSettleNothingAndThenEverythingIsDelivered() {
        offer(5_000);
        for (int minute = 0; minute < 600; minute++) {
            answerAll(new ApiOutcome.Unavailable("503", false, Optional.empty()));
            now += 60 * SECOND;
        }
        assertThat(delivery.settled()).isEmpty();
        assertThat(delivery.halt()).isEmpty();
        assertThat(delivery.bufferedEvents()).isEqualTo(5_000);
        answerAll(new ApiOutcome.Delivered());
        assertThat(delivery.settled())
                .hasSize(5_000)
                .allSatisfy(settled -> assertThat(settled.refusal()).isEmpty());
        assertThat(delivery.bufferedEvents()).isZero();
        assertThat(delivery.bufferedBytes()).isZero();
    }

    @Test
    void waitsAsLongAsAThrottlingAnswerAsks() {
        offer(2_000);
        List<Request<Integer>> sent = delivery.take(now, false);
        delivery.answered(sent.get(0), new ApiOutcome.Throttled(Optional.of(Duration.ofSeconds(7))), now);
        assertThat(delivery.isHealthy(now)).isFalse();
        offer(1_000);
        now += 6 * SECOND;
        assertThat(delivery.take(now, true)).isEmpty();
        now += SECOND;
        assertThat(delivery.take(now, true)).hasSize(2);
        assertThat(permits.throttled).isEqualTo(1);
    }

    @Test
    void findsThePoisonAmongAThousandWithinTheBound() {
        offer(1000);
        int calls = 0;
        ArrayDeque<Request<Integer>> queue = new ArrayDeque<>(delivery.take(now, false));
        while (!queue.isEmpty()) {
            Request<Integer> request = queue.remove();
            calls++;
            boolean poisoned = request.events().stream().anyMatch(event -> event.origin() == 617);
            delivery.answered(
                    request,
                    poisoned ? new ApiOutcome.Rejected(400, "unknown property") : new ApiOutcome.Delivered(),
                    now);
            queue.addAll(delivery.take(now, false));
        }
        List<Settled<Integer>> settled = delivery.settled();
        assertThat(settled).hasSize(1000);
        assertThat(settled.stream().filter(one -> one.refusal().isPresent()).map(Settled::origin))
                .containsExactly(617);
        assertThat(calls - 1).isLessThanOrEqualTo(2 * 10);
    }

    @Test
    void haltsRatherThanDeadLetterATopicThatIsRefusedAsAWhole() {
        offer(1000);
        for (int round = 0; round < 2_000 && delivery.halt().isEmpty(); round++) {
            answerAll(new ApiOutcome.Rejected(400, "the account is closed"));
        }
        assertThat(delivery.halt()).get().asString().contains("the account is closed");
        assertThat(delivery.settled()).hasSizeLessThanOrEqualTo(20);
        assertThat(delivery.take(now, true)).isEmpty();
    }

    @Test
    void settlesEachEventByItsOwnStatus() {
        offer(3);
        delivery.answered(
                takeOne(true),
                new ApiOutcome.PartlyDelivered(List.of(Optional.empty(), Optional.of("bad"), Optional.empty())),
                now);
        assertThat(delivery.settled())
                .extracting(Settled::refusal)
                .containsExactly(Optional.empty(), Optional.of("bad"), Optional.empty());
    }

    @Test
    void standsStillUntilTheTokenWasReadAgain() {
        offer(1);
        delivery.answered(takeOne(true), new ApiOutcome.Unauthorised("no"), now);
        assertThat(delivery.tokenRefused()).isTrue();
        assertThat(delivery.take(now, true)).isEmpty();
        delivery.tokenReread(true);
        delivery.answered(takeOne(true), new ApiOutcome.Delivered(), now);
        assertThat(delivery.settled()).hasSize(1);
    }

    @Test
    void haltsWhenTheTokenIsRefusedAfterItWasReadAgain() {
        offer(1);
        delivery.answered(takeOne(true), new ApiOutcome.Unauthorised("no"), now);
        delivery.tokenReread(false);
        delivery.answered(takeOne(true), new ApiOutcome.Unauthorised("no"), now);
        assertThat(delivery.halt()).get().asString().contains("pinterest.access.token");
        assertThat(delivery.settled()).isEmpty();
    }

    @Test
    void readsTheTokenAgainAsLongAsItIsAnotherOneEachTime() {
        offer(1);
        for (int rotation = 0; rotation < 5; rotation++) {
            delivery.answered(takeOne(true), new ApiOutcome.Unauthorised("no"), now);
            assertThat(delivery.tokenRefused()).isTrue();
            delivery.tokenReread(true);
        }
        delivery.answered(takeOne(true), new ApiOutcome.Delivered(), now);
        assertThat(delivery.settled()).hasSize(1);
    }

    @Test
    void lateRefusalsOfTheOldTokenDoNotCountAgainstTheNewOne() {
        offer(2_000);
        List<Request<Integer>> sent = delivery.take(now, false);
        delivery.answered(sent.get(0), new ApiOutcome.Unauthorised("no"), now);
        delivery.tokenReread(true);
        delivery.answered(sent.get(1), new ApiOutcome.Unauthorised("no"), now);
        assertThat(delivery.halt()).isEmpty();
        assertThat(delivery.tokenRefused()).isFalse();
        answerAll(new ApiOutcome.Delivered());
        assertThat(delivery.settled()).hasSize(2_000);
    }

    @Test
    void deniedAccessHaltsAndKeepsEveryEvent() {
        offer(10);
        delivery.answered(takeOne(true), new ApiOutcome.Forbidden(403, "no role"), now);
        assertThat(delivery.halt()).get().asString().contains("no role");
        assertThat(delivery.settled()).isEmpty();
        assertThat(delivery.bufferedEvents()).isEqualTo(10);
    }

    @Test
    void givesUpOnlyWhereARetryLimitWasSet() {
        delivery = delivery(1000, Optional.of(Duration.ofMinutes(5)), true);
        offer(1);
        answerAll(new ApiOutcome.Unavailable("503", false, Optional.empty()));
        now += 301 * SECOND;
        answerAll(new ApiOutcome.Unavailable("503", false, Optional.empty()));
        assertThat(delivery.halt()).get().asString().contains("retry.timeout.ms");
    }

    @Test
    void doesNotResendAmbiguousOfflineEventsWhereThatIsForbidden() {
        delivery = delivery(1000, Optional.empty(), false);
        delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, true, 1, now);
        delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, false, 2, now);
        delivery.answered(takeOne(true), new ApiOutcome.Unavailable("time-out", true, Optional.empty()), now);
        assertThat(delivery.settled()).singleElement().satisfies(settled -> {
            assertThat(settled.origin()).isEqualTo(1);
            assertThat(settled.refusal()).isPresent();
        });
        now += 60 * SECOND;
        assertThat(takeOne(true).events()).extracting(HeldEvent::origin).containsExactly(2);
    }

    @Test
    void neitherSendsNorKeepsWhatNobodyWaitsFor() {
        offer(1_500);
        List<Request<Integer>> sent = delivery.take(now, false);
        IntStream.range(0, 1_500).forEach(unwanted::add);
        delivery.discardUnwanted();
        delivery.answered(sent.get(0), new ApiOutcome.Unavailable("503", true, Optional.empty()), now);
        now += 3600 * SECOND;
        assertThat(delivery.take(now, true)).isEmpty();
        assertThat(delivery.bufferedEvents()).isZero();
        assertThat(delivery.bufferedBytes()).isZero();
        assertThat(delivery.settled()).isEmpty();
    }

    @Test
    void anUnreadableAnswerIsTriedAgainAFewTimesOnly() {
        offer(1);
        for (int attempt = 0; attempt < 5; attempt++) {
            delivery.answered(takeOne(true), new ApiOutcome.Unreadable("not JSON"), now);
            now += 60 * SECOND;
        }
        assertThat(delivery.settled())
                .singleElement()
                .satisfies(settled ->
                        assertThat(settled.refusal()).get().asString().contains("not JSON"));
    }

    @Test
    void theTextsOfEventsLieWhereThoseOfSettledOnesLay() {
        offer(1000);
        Request<Integer> first = takeOne(false);
        Set<byte[]> before = arraysOf(first);
        assertThat(before).hasSizeLessThan(100);
        delivery.answered(first, new ApiOutcome.Delivered(), now);
        offer(1000);
        Set<byte[]> after = arraysOf(takeOne(false));
        after.removeAll(before);
        assertThat(after).hasSizeLessThanOrEqualTo(Chunks.COMPANY);
    }

    private static Set<byte[]> arraysOf(Request<Integer> request) {
        Set<byte[]> arrays = new HashSet<>();
        request.events().forEach(event -> arrays.add(event.bytes()));
        return arrays;
    }

    private Delivery<Integer> delivery(int maxEvents, Optional<Duration> retryTimeout, boolean resend) {
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
                Duration.ofMinutes(5),
                resend);
        return new Delivery<>(policy, account -> permits, origin -> !unwanted.contains(origin));
    }

    private void offer(int events) {
        for (int i = 0; i < events; i++) {
            delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, false, i, now);
        }
    }

    private Request<Integer> takeOne(boolean flush) {
        List<Request<Integer>> requests = delivery.take(now, flush);
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private void answerAll(ApiOutcome outcome) {
        List<Request<Integer>> requests = new ArrayList<>(delivery.take(now, true));
        requests.forEach(request -> delivery.answered(request, outcome, now));
    }
}
