package io.github.pinsink.runtime;

import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.DeliveryCounts;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.MetricsRegistrar;
import io.github.pinsink.metrics.TaskGauges;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.Offsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies the state of a task's parts into its metrics a few times a second; more often would cost CPU. */
final class MetricsSampler {
    private static final Logger log = LoggerFactory.getLogger(MetricsSampler.class);

    private final TaskMetrics metrics;
    private final MetricsRegistrar registrar;
    private final Delivery<?> delivery;
    private final Offsets offsets;
    private final Backpressure backpressure;
    private static final long INTERVAL = Duration.ofMillis(200).toNanos();

    private boolean sampled;
    private long lastSample;

    MetricsSampler(
            TaskMetrics metrics,
            MetricsRegistrar registrar,
            Delivery<?> delivery,
            Offsets offsets,
            Backpressure backpressure) {
        this.metrics = metrics;
        this.registrar = registrar;
        this.delivery = delivery;
        this.offsets = offsets;
        this.backpressure = backpressure;
    }

    void sample(boolean failed, long now) {
        if (failed || !sampled || now - lastSample >= INTERVAL) {
            sampled = true;
            lastSample = now;
            metrics.oldestUnsettled(offsets.oldestUnsettled());
            metrics.observe(new TaskGauges(
                    delivery.inFlight(),
                    delivery.bufferedEvents(),
                    delivery.bufferedBytes(),
                    delivery.ratesPerMinute().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .min()
                            .orElse(0),
                    offsets.partitions(),
                    backpressure.isPaused(),
                    failed));
            count(delivery.counts());
            registrar.registerNew(now);
        }
    }

    private void count(DeliveryCounts counts) {
        metrics.countTo(Metric.RETRIES, counts.retries());
        metrics.countTo(Metric.SPLITS, counts.splits());
        metrics.countTo(Metric.EVENTS_AMBIGUOUS, counts.ambiguousEvents());
        metrics.countTo(Metric.RATE_LIMIT_WAIT, TimeUnit.NANOSECONDS.toMillis(counts.rateLimitWaitNanos()));
        counts.warnings().forEach((kind, events) -> {
            if (metrics.warned(kind, events)) {
                log.warn(
                        "Pinterest accepted events with warning: {}. Each kind of warning is logged once; the metric {}"
                                + " counts them",
                        kind,
                        Metric.API_WARNINGS.attribute());
            }
        });
    }
}
