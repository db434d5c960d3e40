package io.github.pinsink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.Backpressure.Decision;
import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.delivery.Backoff;
import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.DeliveryPolicy;
import io.github.pinsink.delivery.FreePermits;
import io.github.pinsink.delivery.Payload;
import io.github.pinsink.delivery.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackpressureTest {
    private static final AdAccountId ACCOUNT = new AdAccountId("549755885175");

    private final Delivery<String> delivery = new Delivery<>(
            new DeliveryPolicy(
                    1,
                    1_000_000,
                    Duration.ZERO,
                    100,
                    Long.MAX_VALUE,
                    new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 0),
                    Optional.empty(),
                    3,
                    10,
                    Duration.ofMinutes(5),
                    true),
            account -> new FreePermits(),
            origin -> true);

    private final ArrayDeque<Request<String>> inFlight = new ArrayDeque<>();

    @Test
    void pausesAtTheHighMarkOfEventsAndResumesAtHalfOfIt() {
        Backpressure backpressure = new Backpressure(4, Long.MAX_VALUE);
        buffer(3, 1);
        assertThat(backpressure.decide(delivery, false)).isEqualTo(Decision.KEEP);
        buffer(1, 1);
        assertThat(backpressure.decide(delivery, false)).isEqualTo(Decision.PAUSE);
        assertThat(backpressure.isPaused()).isTrue();
        assertThat(backpressure.decide(delivery, false)).isEqualTo(Decision.KEEP);
        settle(1);
        assertThat(backpressure.decide(delivery, false)).as("between the marks").isEqualTo(Decision.KEEP);
        settle(1);
        assertThat(backpressure.decide(delivery, false)).isEqualTo(Decision.RESUME);
        assertThat(backpressure.isPaused()).isFalse();
    }

    @Test
    void pausesAtTheHighMarkOfBytesHoweverFewTheEventsAre() {
        Backpressure backpressure = new Backpressure(1_000, 10_000);
        buffer(1, 9_999);
        assertThat(backpressure.isOver(delivery)).isFalse();
        buffer(1, 1);
        assertThat(backpressure.decide(delivery, false)).isEqualTo(Decision.PAUSE);
        settle(1);
        assertThat(backpressure.decide(delivery, false)).isEqualTo(Decision.RESUME);
    }

    @Test
    void staysPausedWhileRecordsWaitToBeMapped() {
        Backpressure backpressure = new Backpressure(4, Long.MAX_VALUE);
        assertThat(backpressure.decide(delivery, true)).isEqualTo(Decision.PAUSE);
        assertThat(backpressure.isOver(delivery)).isFalse();
        assertThat(backpressure.decide(delivery, true)).isEqualTo(Decision.KEEP);
        assertThat(backpressure.decide(delivery, false)).isEqualTo(Decision.RESUME);
    }

    private void buffer(int events, long heldBytes) {
        for (int i = 0; i < events; i++) {
            delivery.offer(ACCOUNT, new Payload("{}".getBytes(StandardCharsets.UTF_8), heldBytes), false, "origin", 0);
        }
    }

    /** The oldest first. */
    private void settle(int events) {
        delivery.take(0, true).forEach(inFlight::add);
        for (int i = 0; i < events; i++) {
            delivery.answered(inFlight.remove(), new ApiOutcome.Delivered(), 0);
        }
    }
}
