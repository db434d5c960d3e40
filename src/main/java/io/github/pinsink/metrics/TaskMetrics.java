package io.github.pinsink.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The values of a task's metrics. The task's thread writes, the HTTP client's threads count calls, and any thread reads. It
 * stores counts and timestamps; an age is computed on each read, so that it also increases while the task is blocked.
 */
public final class TaskMetrics {
    private final LongSupplier clock;
    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(Metric.values().length).toArray(LongAdder[]::new);
    private final TaggedCounter droppedFields = new TaggedCounter(Metric.FIELDS_DROPPED, "field");
    private final TaggedCounter warnings = new TaggedCounter(Metric.API_WARNINGS, "kind");
    private final LatencyWindow latencies;

    private volatile TaskGauges state = TaskGauges.AT_START;
    private volatile OptionalLong oldestUnsettled = OptionalLong.empty();
    private volatile long deliveredAt;

    /** @param clock the time in nanoseconds, as {@link System#nanoTime} returns it; called from any thread */
    public TaskMetrics(LongSupplier clock) {
        this.clock = clock;
        this.deliveredAt = clock.getAsLong();
        this.latencies = new LatencyWindow(deliveredAt);
    }

    public void count(Metric counter) {
        counts[counter.ordinal()].increment();
    }

    /** @param counter a metric of type {@link Metric.Type#COUNTER} */
    public void count(Metric counter, long more) {
        counts[counter.ordinal()].add(more);
    }

    /** Raises a counter to a total that is counted elsewhere. Only for the task's thread. */
    public void countTo(Metric counter, long total) {
        LongAdder count = counts[counter.ordinal()];
        count.add(total - count.sum());
    }

    /** @param path the path of the dropped field in the event, without list indices, which would be many */
    public void dropped(String path) {
        count(Metric.FIELDS_DROPPED);
        droppedFields.count(path);
    }

    /**
     * @param kind the kind of the warning, without personal data
     * @param events the total number of events with a warning of this kind
     * @return whether it is the first warning of this kind
     */
    public boolean warned(String kind, long events) {
        TaggedCounter.Progress progress = warnings.countTo(kind, events);
        count(Metric.API_WARNINGS, progress.more());
        return progress.isNew();
    }

    public void delivered(long events) {
        count(Metric.EVENTS_DELIVERED, events);
        deliveredAt = clock.getAsLong();
    }

    /** A call received a response or failed. */
    public void requestCompleted(Metric kind, long nanos) {
        count(Metric.REQUESTS);
        count(kind);
        latencies.record(nanos, clock.getAsLong());
    }

    /** The 99th percentile of the latency of calls, in nanoseconds; 0 if there were none in the last minutes. */
    public long usualLatencyNanos() {
        return (long) (latencies.percentile(0.99, clock.getAsLong()) * TimeUnit.MILLISECONDS.toNanos(1));
    }

    /** Updates the gauges of the task. */
    public void observe(TaskGauges now) {
        state = now;
    }

    /** @param acceptedAt when the task received the oldest record that is not settled, in nanoseconds of the clock */
    public void oldestUnsettled(OptionalLong acceptedAt) {
        oldestUnsettled = acceptedAt;
    }

    Number read(Metric metric) {
        long now = clock.getAsLong();
        TaskGauges seen = state;
        return switch (metric) {
            case REQUEST_LATENCY_P50 -> latencies.percentile(0.50, now);
            case REQUEST_LATENCY_P95 -> latencies.percentile(0.95, now);
            case REQUEST_LATENCY_P99 -> latencies.percentile(0.99, now);
            case REQUEST_LATENCY_MAX -> latencies.max(now);
            case REQUESTS_IN_FLIGHT -> seen.inFlight();
            case EVENTS_QUEUED -> seen.eventsQueued();
            case BYTES_QUEUED -> seen.bytesQueued();
            case RATE_LIMIT -> seen.ratePerMinute();
            case OLDEST_UNSETTLED_AGE -> {
                OptionalLong since = oldestUnsettled;
                yield since.isPresent() ? millis(now - since.getAsLong()) : 0L;
            }
            case LAST_DELIVERY_AGE -> millis(now - deliveredAt);
            case PARTITIONS -> seen.partitions();
            case PAUSED -> seen.paused() ? 1 : 0;
            case FAILED -> seen.failed() ? 1 : 0;
            default -> counts[metric.ordinal()].sum();
        };
    }

    private static long millis(long nanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    List<MetricGauge> gauges() {
        List<MetricGauge> gauges = new ArrayList<>();
        for (Metric metric : Metric.rows()) {
            gauges.add(new MetricGauge(metric.attribute(), metric.text(), Map.of(), () -> read(metric)));
        }
        return gauges;
    }

    /** The number of tagged gauges, which only increases. */
    int taggedCount() {
        return droppedFields.size() + warnings.size();
    }

    List<MetricGauge> taggedGauges() {
        List<MetricGauge> gauges = droppedFields.gauges();
        gauges.addAll(warnings.gauges());
        return gauges;
    }
}
