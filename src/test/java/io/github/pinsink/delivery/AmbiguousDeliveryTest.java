package io.github.pinsink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.delivery.AmbiguityPolicy.OnAmbiguous;
import io.github.pinsink.event.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which events are sent again when it is unknown whether Pinterest accepted them. */
class AmbiguousDeliveryTest {
    private static final AdAccountId ACCOUNT = new AdAccountId("549755885175");
    private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);
    private static final ApiOutcome NO_RESPONSE = new ApiOutcome.Unreachable("timeout", true);
    private static final ApiOutcome NOT_REACHED = new ApiOutcome.Unreachable("connection refused", false);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private long now = Long.MAX_VALUE - 30 * MINUTE;
    private Delivery<String> delivery = delivery(OnAmbiguous.DLQ_INCLUDING_LATE);

    @ParameterizedTest
    @EnumSource
    void theSettingDecidesAboutOfflineAndLateEvents(OnAmbiguous onAmbiguous) {
        delivery = delivery(onAmbiguous);
        offer("web", false, 10);
        offer("late", false, 61);
        offer("offline", true, 10);
        respond(NO_RESPONSE);
        assertThat(rejected())
                .isEqualTo(
                        switch (onAmbiguous) {
                            case RESEND -> List.of();
                            case DLQ -> List.of("offline");
                            case DLQ_INCLUDING_LATE -> List.of("late", "offline");
                        });
        now += MINUTE;
        assertThat(sent())
                .isEqualTo(
                        switch (onAmbiguous) {
                            case RESEND -> List.of("web", "late", "offline");
                            case DLQ -> List.of("web", "late");
                            case DLQ_INCLUDING_LATE -> List.of("web");
                        });
    }

    @Test
    void anEventThatGrowsLateWhileItWaitsIsNotSentAgain() {
        offer("web", false, 50);
        respond(NO_RESPONSE);
        assertThat(rejected()).isEmpty();
        now += 9 * MINUTE;
        respond(NO_RESPONSE);
        assertThat(rejected()).isEmpty();
        now += 2 * MINUTE;
        assertThat(sent()).isEmpty();
        assertThat(rejected()).containsExactly("web");
        assertThat(delivery.bufferedEvents()).isZero();
        assertThat(delivery.bufferedBytes()).isZero();
    }

    @Test
    void anHourIsNotYetLate() {
        offer("web", false, 50);
        respond(NO_RESPONSE);
        now += 10 * MINUTE;
        assertThat(sent()).containsExactly("web");
    }

    @Test
    void aLateEventThatWasNeverAcceptedIsSentUntilItIs() {
        offer("late", false, 600);
        for (int attempt = 0; attempt < 3; attempt++) {
            respond(NOT_REACHED);
            now += MINUTE;
        }
        respond(new ApiOutcome.Delivered());
        assertThat(delivery.results())
                .singleElement()
                .satisfies(result -> assertThat(result.rejection()).isEmpty());
    }

    @Test
    void anEventOfTheSameRequestThatIsNotLateIsSentAgain() {
        offer("old", false, 58);
        offer("new", false, 1);
        respond(NO_RESPONSE);
        now += 3 * MINUTE;
        assertThat(sent()).containsExactly("new");
        assertThat(rejected()).containsExactly("old");
    }

    /** It was not in the request whose response was lost. */
    @Test
    void theOtherHalfOfARejectedRequestIsSentAlthoughItIsLate() {
        offer("first", false, 50);
        offer("second", false, 58);
        respond(new ApiOutcome.Rejected(400, "bad"));
        respond(NO_RESPONSE);
        now += 3 * MINUTE;
        respond(new ApiOutcome.Delivered());
        assertThat(sent()).containsExactly("second");
    }

    /** Otherwise an outage of minutes would move the whole topic to the dead letter queue. */
    @Test
    void anOutageThatCostsEventsIsProbedWithABackoff() {
        for (int i = 0; i < 100_000; i++) {
            offer("late", false, 61);
        }
        int calls = 0;
        for (int second = 0; second < 600; second++) {
            List<Request<String>> requests = delivery.takeDue(now, true);
            assertThat(requests).hasSizeLessThanOrEqualTo(second == 0 ? 8 : 1);
            calls += requests.size();
            requests.forEach(request -> delivery.onResponse(request, NO_RESPONSE, now));
            assertThat(delivery.untilNextAction(now, Duration.ofMinutes(2))).isPositive();
            now += MINUTE / 60;
        }
        assertThat(calls).isBetween(15, 30);
        assertThat(rejected()).hasSize(calls * 1_000);
        assertThat(delivery.isHealthy(now)).isFalse();

        now += MINUTE;
        respond(new ApiOutcome.Delivered());
        assertThat(delivery.isHealthy(now)).isTrue();
        assertThat(delivery.takeDue(now, true)).hasSize(8);
    }

    @Test
    void anOutageThatCostsNoEventsIsNotSlowedDown() {
        delivery = delivery(OnAmbiguous.RESEND);
        for (int i = 0; i < 20_000; i++) {
            offer("late", false, 61);
        }
        respond(NO_RESPONSE);
        assertThat(delivery.takeDue(now, true)).hasSize(8);
    }

    @Test
    void theReasonNamesTheSettingAndWhatIsKnown() {
        offer("late", false, 61);
        offer("offline", true, 61);
        respond(NO_RESPONSE);
        assertThat(delivery.results())
                .extracting(result -> result.rejection().orElseThrow())
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.DELIVERY_AMBIGUOUS))
                .extracting(problem -> problem.text())
                .containsExactly(
                        "It is unknown whether Pinterest accepted this event, which is more than an hour old (timeout); not"
                                + " retried because on.ambiguous=DLQ_INCLUDING_LATE.",
                        "It is unknown whether Pinterest accepted this offline event (timeout); not retried because"
                                + " on.ambiguous=DLQ_INCLUDING_LATE.");
    }

    private void offer(String origin, boolean offline, int ageInMinutes) {
        long lateAt = now + (60 - ageInMinutes) * MINUTE;
        delivery.offer(ACCOUNT, ByteBuffer.wrap(JSON), JSON.length, offline, lateAt, origin, now);
    }

    private void respond(ApiOutcome outcome) {
        List<Request<String>> requests = delivery.takeDue(now, true);
        assertThat(requests).isNotEmpty();
        requests.forEach(request -> delivery.onResponse(request, outcome, now));
    }

    private List<String> sent() {
        return delivery.takeDue(now, true).stream()
                .flatMap(request -> request.events().stream())
                .map(BufferedEvent::origin)
                .toList();
    }

    private List<String> rejected() {
        return delivery.results().stream()
                .filter(result -> result.rejection().isPresent())
                .map(DeliveryResult::origin)
                .toList();
    }

    private static Delivery<String> delivery(OnAmbiguous onAmbiguous) {
        DeliveryPolicy policy = new DeliveryPolicy(
                1000,
                2_000_000,
                Duration.ofSeconds(1),
                8,
                Long.MAX_VALUE,
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), () -> 0.5),
                Optional.empty(),
                5,
                20,
                AccessPolicies.policy(Optional.of(ACCOUNT)),
                AmbiguityPolicies.policy(onAmbiguous),
                false);
        return new Delivery<>(policy, account -> new UnlimitedPermits(), origin -> true);
    }
}
