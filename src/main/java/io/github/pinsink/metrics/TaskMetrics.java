package io.github.pinsink.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
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
    private final Map<Metric, TaggedCounter> tagged = new EnumMap<>(Map.of(
            Metric.RECORDS_ERRANT, new TaggedCounter(Metric.RECORDS_ERRANT),
            Metric.EVENTS_REJECTED, new TaggedCounter(Metric.EVENTS_REJECTED),
            Metric.FIELDS_DROPPED, new TaggedCounter(Metric.FIELDS_DROPPED),
            Metric.API_WARNINGS, new TaggedCounter(Metric.API_WARNINGS)));
    private final RecordCounts records = new RecordCounts();
    private final EventCounts events;
    private final LatencyWindow latencies;
    private final LatencyWindow deliveryLatencies;

    private volatile TaskGauges state = TaskGauges.AT_START;
    private volatile OptionalLong oldestUnsettled = OptionalLong.empty();
    private volatile long deliveredAt;

    /**
     * @param clock the time in nanoseconds, as {@link System#nanoTime} returns it; called from any thread
     * @param fields names of the fields whose presence in events is counted, at most 31
     */
    public TaskMetrics(LongSupplier clock, List<String> fields) {
        this.clock = clock;
        this.events = new EventCounts(fields);
        this.deliveredAt = clock.getAsLong();
        this.latencies = new LatencyWindow(deliveredAt);
        this.deliveryLatencies = new LatencyWindow(deliveredAt);
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
        tagged(Metric.FIELDS_DROPPED).count(path);
    }

    /** @param topic the topic of a record that became at least one event */
    public void recordMapped(String topic) {
        count(Metric.RECORDS_MAPPED);
        records.mapped(topic);
    }

    /** @param topic the topic of a record of which at least one event could not be mapped */
    public void recordInvalid(String topic) {
        count(Metric.RECORDS_INVALID);
        records.invalid(topic);
    }

    /**
     * @param topic the topic of a record that became no event, on purpose
     * @param why one of the {@link Metric}s {@code RECORDS_SKIPPED_…}
     */
    public void recordSkipped(String topic, Metric why) {
        count(why);
        records.skipped(topic, why);
    }

    /** @param codes the codes of the record's problems, each once */
    public void recordErrant(Set<String> codes) {
        count(Metric.RECORDS_ERRANT);
        codes.forEach(tagged(Metric.RECORDS_ERRANT)::count);
    }

    /**
     * An event was mapped.
     *
     * @param name the name of the event
     * @param fields which of the fields it has, as bits in their order
     */
    public void eventMapped(String name, int fields) {
        count(Metric.EVENTS_MAPPED);
        events.mapped(name, fields);
    }

    /** @param code the code of the problem for which the event was rejected */
    public void eventRejected(String code) {
        count(Metric.EVENTS_REJECTED);
        tagged(Metric.EVENTS_REJECTED).count(code);
    }

    private TaggedCounter tagged(Metric metric) {
        return Objects.requireNonNull(tagged.get(metric));
    }

    /**
     * @param kind the kind of the warning, without personal data
     * @param events the total number of events with a warning of this kind
     * @return whether it is the first warning of this kind
     */
    public boolean warned(String kind, long events) {
        TaggedCounter.Progress progress = tagged(Metric.API_WARNINGS).countTo(kind, events);
        count(Metric.API_WARNINGS, progress.more());
        return progress.isNew();
    }

    public void delivered(long events) {
        count(Metric.EVENTS_DELIVERED, events);
        deliveredAt = clock.getAsLong();
    }

    /** @param nanos the time from the timestamp of the record to the acceptance of its event */
    public void deliveryLatency(long nanos, long now) {
        deliveryLatencies.record(nanos, now);
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
            case DELIVERY_LATENCY_P50 -> deliveryLatencies.percentile(0.50, now);
            case DELIVERY_LATENCY_P95 -> deliveryLatencies.percentile(0.95, now);
            case DELIVERY_LATENCY_P99 -> deliveryLatencies.percentile(0.99, now);
            case DELIVERY_LATENCY_MAX -> deliveryLatencies.max(now);
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
        for (Metric metric : Metric.totals()) {
            gauges.add(new MetricGauge(metric.attribute(), metric.text(), Map.of(), () -> read(metric)));
        }
        return gauges;
    }

    /** The number of tagged gauges, which only increases. */
    int taggedCount() {
        int size = records.size() + events.size();
        for (TaggedCounter counter : tagged.values()) {
            size += counter.size();
        }
        return size;
    }

    List<MetricGauge> taggedGauges() {
        List<MetricGauge> gauges = records.gauges();
        gauges.addAll(events.gauges());
        tagged.values().forEach(counter -> gauges.addAll(counter.gauges()));
        return gauges;
    }
}
