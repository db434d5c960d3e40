package io.github.pinsink.bench;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.delivery.AccessPolicies;
import io.github.pinsink.delivery.AmbiguityPolicies;
import io.github.pinsink.delivery.Backoff;
import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.DeliveryPolicy;
import io.github.pinsink.delivery.Permits;
import io.github.pinsink.delivery.Request;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Delivers an event without mapping it or calling the API: it is added to a batch, leaves in a request of 1,000, and is
 * settled on the response while ten other requests are in flight.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeliveryBenchmark {
    private static final int IN_FLIGHT = 10;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final byte[] EVENT = new byte[1_200];

    @Param({"1", "50"})
    private int accounts;

    private final ArrayDeque<Request<Integer>> inFlight = new ArrayDeque<>();
    private AdAccountId[] receivers;
    private Delivery<Integer> delivery;
    private int next;
    private long now;

    @Setup
    public void open() {
        receivers = new AdAccountId[accounts];
        for (int i = 0; i < accounts; i++) {
            receivers[i] = new AdAccountId(Long.toString(549_755_885_175L + i));
        }
        delivery = new Delivery<>(
                new DeliveryPolicy(
                        1_000,
                        Integer.MAX_VALUE,
                        Duration.ofSeconds(1),
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), () -> 0.5),
                        Optional.empty(),
                        3,
                        100,
                        AccessPolicies.policy(Optional.empty()),
                        AmbiguityPolicies.RESEND,
                        false),
                account -> new Unlimited(),
                origin -> true);
    }

    @Benchmark
    public int anEvent() {
        now += 10_000;
        int event = next++;
        delivery.offer(
                receivers[event % accounts], ByteBuffer.wrap(EVENT), EVENT.length, false, now + HOUR, event, now);
        int settled = 0;
        if (event % 64 == 0) {
            inFlight.addAll(delivery.takeDue(now, false));
            while (inFlight.size() > IN_FLIGHT) {
                delivery.onResponse(inFlight.remove(), new ApiOutcome.Delivered(), now);
                settled += delivery.results().size();
            }
        }
        return settled;
    }

    private static final class Unlimited implements Permits {
        @Override
        public boolean tryAcquire(long now) {
            return true;
        }

        @Override
        public long nanosToNext(long now) {
            return 0;
        }

        @Override
        public boolean isPaused(long now) {
            return false;
        }

        @Override
        public void onThrottled(long now, long until) {}

        @Override
        public void onResponse(long now) {}

        @Override
        public double perMinute() {
            return Double.MAX_VALUE;
        }

        @Override
        public void close() {}
    }
}
