package io.github.pinsink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A request rejected as a whole: the bad events are isolated in the end, the others are delivered, and few calls are made. */
class BatchBisectorProperties {
    private static final AdAccountId ACCOUNT = new AdAccountId("549755885175");
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Delivery<Integer> delivery = delivery(NO_LIMIT);
    private int calls;

    @Property(tries = 500)
    void theBadEventsAreIsolatedWithinTheBound(
            @ForAll @IntRange(min = 2, max = 1000) int events, @ForAll @IntRange(min = 1, max = 1000) int some) {
        int badEvents = Math.min(events, some);
        check(events, badEventsAmong(events, badEvents), 400);
    }

    @Property(tries = 100)
    void oneBadEventIsFoundWithinTheBoundWhereverItIs(
            @ForAll @IntRange(min = 2, max = 1000) int events, @ForAll @IntRange(max = 999) int place) {
        check(events, Set.of(place % events), 422);
    }

    @Test
    void theBoundHoldsForEverySmallRequest() {
        for (int events = 2; events <= 10; events++) {
            for (int badEvents = 1; badEvents < 1 << events; badEvents++) {
                int bits = badEvents;
                check(
                        events,
                        IntStream.range(0, events)
                                .filter(i -> (bits >> i & 1) == 1)
                                .boxed()
                                .collect(Collectors.toSet()),
                        400);
            }
        }
    }

    @Test
    void oneBadEventInEachOfTwentyBatchesCostsTwentyErrantEventsAndFewCalls() {
        delivery = delivery(100);
        calls = 0;
        Set<Integer> badEvents = new HashSet<>();
        for (int batch = 0; batch < 20; batch++) {
            badEvents.add(batch * 1000 + random.nextInt(1000));
        }
        Outcome outcome = run(20_000, badEvents, 400);
        assertThat(outcome.rejected).isEqualTo(badEvents);
        assertThat(outcome.delivered).isEqualTo(19_980);
        assertThat(calls - 20).isLessThanOrEqualTo((int) (20 * 2 * (Math.log(1000) / Math.log(2))));
        assertThat(delivery.failure()).isEmpty();
    }

    @Test
    void whatIsTooLargeAsAWholeGoesInPartsAndTheNextBatchesAreSmaller() {
        delivery = delivery(100);
        offer(3_000);
        List<Integer> sizes = new ArrayList<>();
        for (List<Request<Integer>> sent = delivery.takeDue(0, true);
                !sent.isEmpty();
                sent = delivery.takeDue(0, true)) {
            for (Request<Integer> request : sent) {
                boolean tooLarge = request.bytes() > 60_000;
                sizes.add(request.events().size());
                delivery.onResponse(
                        request, tooLarge ? new ApiOutcome.Rejected(413, "too large") : new ApiOutcome.Delivered(), 0);
            }
        }
        assertThat(delivery.results())
                .hasSize(3_000)
                .allSatisfy(one -> assertThat(one.rejection()).isEmpty());
        sizes.clear();
        offer(1_000);
        delivery.takeDue(0, true).forEach(request -> sizes.add(request.events().size()));
        assertThat(sizes)
                .hasSizeGreaterThan(1)
                .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(600));
    }

    private record Outcome(Set<Integer> rejected, int delivered) {}

    private void check(int events, Set<Integer> badEvents, int status) {
        delivery = delivery(NO_LIMIT);
        calls = 0;
        Outcome outcome = run(events, badEvents, status);
        assertThat(outcome.rejected).as("rejected of %s events", events).isEqualTo(badEvents);
        assertThat(outcome.delivered).isEqualTo(events - badEvents.size());
        assertThat((double) calls - 1)
                .as("further calls for %s bad events in %s events, seed %s", badEvents.size(), events, seed)
                .isLessThanOrEqualTo(2 * badEvents.size() * Math.log(events) / Math.log(2) + 1e-9);
        assertThat(delivery.bufferedEvents()).isZero();
        assertThat(delivery.bufferedBytes()).isZero();
    }

    /** Answers come in any order. */
    private Outcome run(int events, Set<Integer> badEvents, int status) {
        offer(events);
        List<Request<Integer>> under = new ArrayList<>(delivery.takeDue(0, true));
        while (!under.isEmpty()) {
            Request<Integer> request = under.remove(random.nextInt(under.size()));
            calls++;
            boolean rejected = request.events().stream().anyMatch(event -> badEvents.contains(event.origin()));
            delivery.onResponse(
                    request, rejected ? new ApiOutcome.Rejected(status, "bad") : new ApiOutcome.Delivered(), 0);
            under.addAll(delivery.takeDue(0, true));
        }
        Set<Integer> rejected = new HashSet<>();
        Set<Integer> delivered = new HashSet<>();
        for (DeliveryResult<Integer> settled : delivery.results()) {
            assertThat((settled.rejection().isPresent() ? rejected : delivered).add(settled.origin()))
                    .as("settled once")
                    .isTrue();
        }
        return new Outcome(rejected, delivered.size());
    }

    private Set<Integer> badEventsAmong(int events, int badEvents) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, events).boxed().toList());
        Collections.shuffle(all, random);
        return new HashSet<>(all.subList(0, badEvents));
    }

    private void offer(int events) {
        byte[] json = "x".repeat(100).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < events; i++) {
            delivery.offer(ACCOUNT, ByteBuffer.wrap(json), json.length, false, HOUR, i, 0);
        }
    }

    private static Delivery<Integer> delivery(int maxExcessRejections) {
        return new Delivery<>(
                new DeliveryPolicy(
                        1000,
                        2_000_000,
                        Duration.ofSeconds(1),
                        32,
                        Long.MAX_VALUE,
                        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), () -> 0.5),
                        Optional.empty(),
                        5,
                        maxExcessRejections,
                        AccessPolicies.policy(Optional.empty()),
                        AmbiguityPolicies.RESEND,
                        false),
                account -> new UnlimitedPermits(),
                origin -> true);
    }
}
