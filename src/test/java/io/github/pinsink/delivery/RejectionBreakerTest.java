package io.github.pinsink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few bad events are the events' fault; nearly all of them bad is somebody else's, and then nothing is thrown away. */
class RejectionBreakerTest {
    private static final AdAccountId ACCOUNT = new AdAccountId("549755885175");
    private static final int LIMIT = 100;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Random random = new Random(7);
    private Delivery<Integer> delivery = stoppingAt(LIMIT);

    private int rejected;
    private int delivered;
    private long now;

    @Test
    void aThousandBadEventsSpreadOverATopicNeverStopIt() {
        for (int i = 0; i < 100; i++) {
            offer(1000, i * 1000);
            answer(event -> event % 100 == 37, this::asAWhole);
        }
        assertThat(delivery.failure()).isEmpty();
        assertThat(rejected).isEqualTo(1000);
        assertThat(delivered).isEqualTo(99_000);
    }

    @Test
    void aTopicRejectedAsAWholeFailsTheTaskAtTheLimitHoweverManyRequestsAreInFlight() {
        offer(32_000, 0);
        answer(event -> true, this::asAWhole);
        assertThat(delivery.failure())
                .get()
                .asString()
                .contains("max.excess.rejections")
                .contains("unknown property");
        assertThat(rejected).isLessThanOrEqualTo(LIMIT);
        assertThat(delivery.bufferedEvents()).isEqualTo(32_000 - rejected);
    }

    @Test
    void anEventThatPassesNowAndThenDoesNotHideAFaultCommonToNearlyAll() {
        offer(32_000, 0);
        answer(event -> event % 50 != 0, this::asAWhole);
        assertThat(delivery.failure()).isPresent();
        assertThat(rejected).isLessThanOrEqualTo(LIMIT + delivered);
    }

    @Test
    void statusesThatAllFailCountTheSame() {
        offer(5_000, 0);
        answer(event -> true, this::eachByItself);
        assertThat(delivery.failure()).isPresent();
        assertThat(rejected).isLessThanOrEqualTo(LIMIT);
        assertThat(delivery.bufferedEvents()).isEqualTo(5_000 - rejected);
    }

    @Test
    void aRequestWithAsManyGoodEventsAsBadOnesStopsNothing() {
        offer(50_000, 0);
        answer(event -> event % 2 == 0, this::eachByItself);
        assertThat(delivery.failure()).isEmpty();
        assertThat(rejected).isEqualTo(25_000);
        assertThat(delivered).isEqualTo(25_000);
    }

    @Test
    void messagesThatDifferOnlyInTheValuesTheyQuoteAreOneKind() {
        offer(5_000, 0);
        answer(
                event -> true,
                (request, bad) -> new ApiOutcome.Rejected(
                        400,
                        "'" + request.events().get(0).origin() + "' is not of type 'string' in event "
                                + request.events().get(0).origin()));
        assertThat(delivery.failure()).isPresent();
        assertThat(rejected).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void responsesThatAreNeverReadableFailItToo() {
        offer(3_000, 0);
        answer(event -> true, (request, bad) -> new ApiOutcome.Unreadable("the answer is not a JSON object"));
        assertThat(delivery.failure()).isPresent();
        assertThat(rejected).isLessThanOrEqualTo(LIMIT);
        assertThat(delivery.bufferedEvents()).isEqualTo(3_000 - rejected);
    }

    @Test
    void oneEventWhoseResponseIsNeverReadableIsFoundAndTheOthersAreDelivered() {
        offer(3_000, 0);
        answer(
                event -> event == 1234,
                (request, bad) -> new ApiOutcome.Unreadable("the answer has no status for each of the events sent"));
        assertThat(delivery.failure()).isEmpty();
        assertThat(rejected).isEqualTo(1);
        assertThat(delivered).isEqualTo(2_999);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1_000})
    void anyLimitIsKept(int limit) {
        delivery = stoppingAt(limit);
        offer(5_000, 0);
        answer(event -> true, this::asAWhole);
        assertThat(delivery.failure()).isPresent();
        assertThat(rejected).isEqualTo(limit);
    }

    @Test
    void withoutALimitEverythingThatIsRejectedBecomesErrant() {
        delivery = stoppingAt(Integer.MAX_VALUE);
        offer(5_000, 0);
        answer(event -> true, this::asAWhole);
        assertThat(delivery.failure()).isEmpty();
        assertThat(rejected).isEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doesNotSayThatNothingIsLostWhereRejectedRecordsAreDropped(boolean dropsRejected) {
        delivery = stoppingAt(10, dropsRejected);
        offer(5_000, 0);
        answer(event -> true, this::asAWhole);
        assertThat(delivery.failure().orElseThrow())
                .contains(
                        dropsRejected
                                ? ". The records of the rejected events were dropped; set errors.deadletterqueue.topic.name to"
                                        + " keep such records. No offsets are committed past undelivered records. Check"
                                : ". No data is lost; no offsets are committed past undelivered records. Check");
    }

    private static Delivery<Integer> stoppingAt(int limit) {
        return stoppingAt(limit, false);
    }

    private static Delivery<Integer> stoppingAt(int limit, boolean dropsRejected) {
        return new Delivery<>(
                new DeliveryPolicy(
                        1000,
                        2_000_000,
                        Duration.ofSeconds(1),
                        32,
                        Long.MAX_VALUE,
                        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), () -> 0.5),
                        Optional.empty(),
                        3,
                        limit,
                        AccessPolicies.policy(Optional.of(ACCOUNT)),
                        AmbiguityPolicies.RESEND,
                        dropsRejected),
                account -> new UnlimitedPermits(),
                origin -> true);
    }

    private interface Reply {
        ApiOutcome of(Request<Integer> request, IntPredicate bad);
    }

    private ApiOutcome asAWhole(Request<Integer> request, IntPredicate bad) {
        return new ApiOutcome.Rejected(400, "unknown property");
    }

    private ApiOutcome eachByItself(Request<Integer> request, IntPredicate bad) {
        return new ApiOutcome.PartlyDelivered(request.events().stream()
                .map(event -> bad.test(event.origin()) ? Optional.of("too old") : Optional.<String>empty())
                .toList());
    }

    private void offer(int events, int first) {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < events; i++) {
            delivery.offer(ACCOUNT, ByteBuffer.wrap(json), json.length, false, now + HOUR, first + i, now);
        }
    }

    private void answer(IntPredicate bad, Reply reply) {
        List<Request<Integer>> under = new ArrayList<>(delivery.takeDue(now, true));
        while (!under.isEmpty()) {
            Request<Integer> request = under.remove(random.nextInt(under.size()));
            boolean any = request.events().stream().anyMatch(event -> bad.test(event.origin()));
            delivery.onResponse(request, any ? reply.of(request, bad) : new ApiOutcome.Delivered(), now);
            now += Duration.ofMinutes(2).toNanos();
            under.addAll(delivery.takeDue(now, true));
        }
        for (DeliveryResult<Integer> settled : delivery.results()) {
            if (settled.rejection().isPresent()) {
                rejected++;
            } else {
                delivered++;
            }
        }
    }
}
