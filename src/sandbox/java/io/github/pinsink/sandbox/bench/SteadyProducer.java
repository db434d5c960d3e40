package io.github.pinsink.sandbox.bench;

import io.github.pinsink.sandbox.AcceptedEvent;
import io.github.pinsink.sandbox.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Orders that come one by one, and how long after each one came the call began that carried its event. */
final class SteadyProducer {
    private final Instant[] sent;
    private final long nanosBetween;

    SteadyProducer(int orders, int perSecond) {
        sent = new Instant[orders];
        nanosBetween = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** @param order sends the order of that number, and returns at once */
    void run(IntConsumer order) {
        long start = System.nanoTime();
        for (int i = 0; i < sent.length; i++) {
            Await.pass(Duration.ofNanos(start + i * nanosBetween - System.nanoTime()));
            sent[i] = Instant.now();
            order.accept(i);
        }
    }

    /** What is kept of it: milliseconds from an order to the call with its event. */
    record Waits(int orders, double median, double ninetyNinth, double longest) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d orders, from an order to the call with its event: median %.0f ms, 99 %% within %.0f ms, longest %.0f ms",
                    orders,
                    median,
                    ninetyNinth,
                    longest);
        }
    }

    Waits waits(List<AcceptedEvent> events) {
        double[] millis = events.stream()
                .mapToDouble(event -> Duration.between(sent[FixedOrders.number(event.eventId())], event.at())
                                .toNanos()
                        / 1e6)
                .sorted()
                .toArray();
        return new Waits(millis.length, at(millis, 0.5), at(millis, 0.99), millis[millis.length - 1]);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
