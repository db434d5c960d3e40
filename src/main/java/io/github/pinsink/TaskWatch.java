package io.github.pinsink;

import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.DeliveryCounts;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.ShownMetrics;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.metrics.TaskState;
import io.github.pinsink.offset.OffsetTracker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what the task's rooms know of themselves to its metrics, a few times a second; no more, for it looks at all of it. */
final class TaskWatch {
    private static final Logger log = LoggerFactory.getLogger(TaskWatch.class);

    private final TaskMetrics metrics;
    private final ShownMetrics shown;
    private final Delivery<?> delivery;
    private final OffsetTracker offsets;
    private final Backpressure backpressure;
    private final Rarely look = new Rarely(Duration.ofMillis(200));

    TaskWatch(
            TaskMetrics metrics,
            ShownMetrics shown,
            Delivery<?> delivery,
            OffsetTracker offsets,
            Backpressure backpressure) {
        this.metrics = metrics;
        this.shown = shown;
        this.delivery = delivery;
        this.offsets = offsets;
        this.backpressure = backpressure;
    }

    void observe(boolean failed, long now) {
        // The last look is never left out.
        if (look.isTime(now) || failed) {
            metrics.oldestUnsettled(offsets.oldestUnsettled());
            metrics.observe(new TaskState(
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
            shown.tick(now);
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
                        "Pinterest took events and warns: {}. Each kind of warning is told once; the metric {} counts"
                                + " them",
                        kind,
                        Metric.API_WARNINGS.attribute());
            }
        });
    }
}
