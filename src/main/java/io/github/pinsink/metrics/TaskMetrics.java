package io.github.pinsink.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values of a task's metrics. The task's thread writes, the client's threads count calls, and any thread reads: what
 * is kept are counts and moments, and an age is reckoned when it is asked for, so that it also grows while the task hangs.
 */
public final class TaskMetrics {
    private static final Pattern INDEX = Pattern.compile("\\[\\d*]");

    private final LongSupplier clock;
    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(Metric.values().length).toArray(LongAdder[]::new);
    private final TaggedCounter droppedFields = new TaggedCounter(Metric.FIELDS_DROPPED, "field");
    private final TaggedCounter warnings = new TaggedCounter(Metric.API_WARNINGS, "kind");
    private final LatencyWindow latencies;

    private volatile TaskGauges state = TaskGauges.AT_START;
    private volatile OptionalLong oldestUnsettled = OptionalLong.empty();
    private volatile long deliveredAt;

    /** @param clock the time in nanoseconds, as {@link System#nanoTime} gives it; called from any thread */
    public TaskMetrics(LongSupplier clock) {
        this.clock = clock;
        this.deliveredAt = clock.getAsLong();
        this.latencies = new LatencyWindow(deliveredAt);
    }

    public void count(Metric counter) {
        counts[counter.ordinal()].increment();
    }

    /** @param counter a row of type {@link Metric.Type#COUNTER} */
    public void count(Metric counter, long more) {
        counts[counter.ordinal()].add(more);
    }

    /** Brings a counter to a total that is counted elsewhere. Only the task's thread may. */
    public void countTo(Metric counter, long total) {
        LongAdder count = counts[counter.ordinal()];
        count.add(total - count.sum());
    }

    /** @param path of the field in the event, with or without indices */
    public void dropped(String path) {
        count(Metric.FIELDS_DROPPED);
        droppedFields.count(path.indexOf('[') < 0 ? path : INDEX.matcher(path).replaceAll(""));
    }

    /**
     * @param kind of the warning, without anything personal
     * @param events how many there have been of this kind
     * @return whether this kind is new
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

    /** A call was answered or failed. */
    public void answered(Metric kind, long nanos) {
        count(Metric.REQUESTS);
        count(kind);
        latencies.record(nanos, clock.getAsLong());
    }

    /** How long almost all calls take, in nanoseconds; 0 while nothing is known. */
    public long usualLatencyNanos() {
        return (long) (latencies.percentile(0.99, clock.getAsLong()) * TimeUnit.MILLISECONDS.toNanos(1));
    }

    /** What the task looks like now. */
    public void observe(TaskGauges now) {
        state = now;
    }

    /** @param acceptedAt when the oldest record that is not settled came, in the clock's nanoseconds */
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

    List<MetricGauge> readings() {
        List<MetricGauge> readings = new ArrayList<>();
        for (Metric metric : Metric.rows()) {
            readings.add(new MetricGauge(metric.attribute(), metric.text(), Map.of(), () -> read(metric)));
        }
        return readings;
    }

    /** How many readings there are with a tag by now; they only become more. */
    int taggedCount() {
        return droppedFields.size() + warnings.size();
    }

    List<MetricGauge> taggedReadings() {
        List<MetricGauge> readings = droppedFields.readings();
        readings.addAll(warnings.readings());
        return readings;
    }
}
