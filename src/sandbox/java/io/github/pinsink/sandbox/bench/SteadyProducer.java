package io.github.pinsink.sandbox.bench;

import io.github.pinsink.sandbox.AcceptedEvent;
import io.github.pinsink.sandbox.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Produces orders at a constant rate, and measures the time from each order to the call with its event. */
final class SteadyProducer {
    private final Instant[] produced;
    private final long intervalNanos;

    SteadyProducer(int orders, int perSecond) {
        produced = new Instant[orders];
        intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** @param send sends the order with that number asynchronously */
    void run(IntConsumer send) {
        long start = System.nanoTime();
        for (int i = 0; i < produced.length; i++) {
            Await.sleep(Duration.ofNanos(start + i * intervalNanos - System.nanoTime()));
            produced[i] = Instant.now();
            send.accept(i);
        }
    }

    /** Milliseconds from producing an order until the call with its event arrived. */
    record Latencies(int orders, double median, double percentile99, double max) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d orders, latency from an order to the call with its event: median %.0f ms, p99 %.0f ms, max %.0f ms",
                    orders,
                    median,
                    percentile99,
                    max);
        }
    }

    Latencies latencies(List<AcceptedEvent> events) {
        double[] millis = events.stream()
                .mapToDouble(event -> Duration.between(produced[FixedOrders.number(event.eventId())], event.at())
                                .toNanos()
                        / 1e6)
                .sorted()
                .toArray();
        return new Latencies(
                millis.length, percentile(millis, 0.5), percentile(millis, 0.99), millis[millis.length - 1]);
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
