package io.github.pinsink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.delivery.AmbiguityPolicy.OnAmbiguous;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Memory is used again, and yet each event is sent as it was offered, whatever becomes of its neighbours. */
class BufferedBytesProperties {
    private static final List<AdAccountId> ACCOUNTS =
            List.of(new AdAccountId("549755885175"), new AdAccountId("549755885176"), new AdAccountId("77"));
    private static final int MOVES = 100;
    private static final int MOST_HELD = 1_500;

    private final Map<Integer, byte[]> offered = new HashMap<>();
    /** Written over by each event, as the encoder's array is. */
    private final byte[] encoded = new byte[2 * BufferPool.CHUNK_BYTES];

    private final Set<Integer> unwanted = new HashSet<>();
    private final List<Request<Integer>> underWay = new ArrayList<>();
    private Random random = new Random();
    private Delivery<Integer> delivery = delivery(OnAmbiguous.RESEND);
    private long now;

    @Property(tries = 30)
    void theEventsOfARequestAreThoseOfferedByteForByteUntilItsResponse(@ForAll long seed) {
        random = new Random(seed);
        delivery = delivery(OnAmbiguous.values()[random.nextInt(OnAmbiguous.values().length)]);
        for (int move = 0; move < MOVES; move++) {
            move();
            underWay.forEach(this::isAsOffered);
        }
        while (delivery.bufferedEvents() > 0) {
            now += Duration.ofMinutes(2).toNanos();
            take(true);
            underWay.forEach(this::isAsOffered);
            while (!underWay.isEmpty()) {
                delivery.onResponse(anyInFlight(), new ApiOutcome.Delivered(), now);
            }
        }
        assertThat(delivery.bufferedBytes()).isZero();
    }

    private void move() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> offer(1 + random.nextInt(400));
            case 3, 4 -> take(random.nextBoolean());
            case 5, 6 -> {
                for (int answers = random.nextInt(4); answers > 0 && !underWay.isEmpty(); answers--) {
                    Request<Integer> request = anyInFlight();
                    delivery.onResponse(request, outcome(request.events().size()), now);
                }
            }
            default -> {
                offered.keySet().stream()
                        .filter(event -> random.nextInt(20) == 0)
                        .forEach(unwanted::add);
                delivery.discardAbandoned();
            }
        }
        now += random.nextLong(Duration.ofSeconds(20).toNanos());
    }

    private void offer(int events) {
        AdAccountId account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        for (int i = 0; i < events && delivery.bufferedEvents() < MOST_HELD; i++) {
            byte[] json = new byte[length()];
            random.nextBytes(json);
            offered.put(offered.size(), json);
            // As the encoder gives it: a stretch of an array in which it writes the next one.
            ByteBuffer text = ByteBuffer.wrap(encoded, random.nextInt(100), json.length);
            text.duplicate().put(json);
            long lateAt = now + random.nextLong(Duration.ofMinutes(10).toNanos());
            delivery.offer(account, text, json.length, random.nextInt(5) == 0, lateAt, offered.size() - 1, now);
        }
    }

    private int length() {
        return switch (random.nextInt(100)) {
            case 0 -> BufferPool.CHUNK_BYTES + random.nextInt(3) - 1;
            case 1, 2 -> BufferPool.MAX_POOLED_EVENT + random.nextInt(3) - 1;
            default -> 2 + random.nextInt(1_500);
        };
    }

    private void take(boolean flush) {
        underWay.addAll(delivery.takeDue(now, flush));
    }

    private Request<Integer> anyInFlight() {
        return underWay.remove(random.nextInt(underWay.size()));
    }

    private ApiOutcome outcome(int events) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> new ApiOutcome.Delivered();
            case 2 ->
                new ApiOutcome.PartlyDelivered(random.ints(events, 0, 3)
                        .mapToObj(chance -> chance == 0 ? Optional.of("too old") : Optional.<String>empty())
                        .toList());
            case 3 -> new ApiOutcome.Rejected(400, "unknown property");
            case 4 -> new ApiOutcome.Rejected(413, "too large");
            case 5 -> new ApiOutcome.Throttled(Optional.empty());
            case 6 -> new ApiOutcome.Unavailable("HTTP 500", true, Optional.empty());
            case 7 -> new ApiOutcome.Unreachable("time-out", random.nextBoolean());
            default -> new ApiOutcome.Unreadable("not JSON");
        };
    }

    private void isAsOffered(Request<Integer> request) {
        List<BufferedEvent<Integer>> events = request.events();
        for (int i = 0; i < events.size(); i++) {
            BufferedEvent<Integer> event = events.get(i);
            byte[] expected = offered.get(event.origin());
            if (!Arrays.equals(
                    event.bytes(), event.offset(), event.offset() + event.length(), expected, 0, expected.length)) {
                throw new AssertionError("event " + event.origin() + " is not what was offered");
            }
        }
    }

    private Delivery<Integer> delivery(OnAmbiguous onAmbiguous) {
        return new Delivery<>(
                new DeliveryPolicy(
                        300,
                        200_000,
                        Duration.ofSeconds(1),
                        8,
                        Long.MAX_VALUE,
                        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), () -> 0.5),
                        Optional.empty(),
                        3,
                        Integer.MAX_VALUE,
                        AccessPolicies.policy(Optional.empty()),
                        AmbiguityPolicies.policy(onAmbiguous),
                        false),
                account -> new UnlimitedPermits(),
                origin -> !unwanted.contains(origin));
    }
}
