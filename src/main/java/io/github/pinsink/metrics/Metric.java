package io.github.pinsink.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * The metrics of a task. They are attributes of {@code kafka.connect:type=plugins,connector=…,task=…} on every version of
 * the worker. Counters start at 0 when the task starts.
 */
public enum Metric {
    RECORDS_RECEIVED(
            "records-received-total", Type.COUNTER, Unit.RECORDS, "Records that the worker passed to the task."),
    RECORDS_MAPPED(
            "records-mapped-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Records that were mapped to at least one event.",
            Metric.TOPIC),
    RECORDS_SKIPPED_TOMBSTONE(
            "records-skipped-tombstone-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Records skipped because their value is null."),
    RECORDS_SKIPPED_FILTERED(
            "records-skipped-filtered-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Records skipped because the filter was not true."),
    RECORDS_SKIPPED_NOTHING_TO_EXPLODE(
            "records-skipped-nothing-to-explode-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Records skipped because explode found no element."),
    RECORDS_SKIPPED_UNKNOWN_EVENT(
            "records-skipped-unknown-event-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Records skipped because their event name is unknown (mapping.on.unknown.event=skip)."),
    RECORDS_SKIPPED(
            "records-skipped-total",
            Type.COUNTER,
            Unit.RECORDS,
            "The same by topic and reason: tombstone, filtered, nothing-to-explode or unknown-event.",
            Metric.TOPIC,
            Metric.REASON),
    RECORDS_INVALID(
            "records-invalid-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Records of which at least one event could not be mapped.",
            Metric.TOPIC),
    RECORDS_ERRANT(
            "records-errant-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Invalid records, and records with a rejected event. They are written to the dead letter queue; without one"
                    + " they are dropped (errors.tolerance=all) or fail the task (errors.tolerance=none). By code, a record"
                    + " counts once for each code of its problems, those of its dropped fields included.",
            Metric.CODE),
    DEAD_LETTERS_RETRIED(
            "dead-letters-retried-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Retried writes to the dead letter queue, after a write that was not confirmed."),

    EVENTS_MAPPED(
            "events-mapped-total",
            Type.COUNTER,
            Unit.EVENTS,
            "Events mapped from records and buffered for delivery. Counted when they are mapped, before Pinterest accepts or"
                    + " rejects them.",
            Metric.EVENT),
    EVENTS_WITH_FIELD(
            "events-with-field-total",
            Type.COUNTER,
            Unit.EVENTS,
            "Mapped events that have the field; divided by the mapped events with that name, it is the coverage of the"
                    + " field. The fields are the components of Pinterest's Event Quality Score, see operations.md. Counted"
                    + " when events are mapped.",
            Metric.EVENT,
            Metric.FIELD),
    EVENTS_DELIVERED("events-delivered-total", Type.COUNTER, Unit.EVENTS, "Events that Pinterest accepted."),
    EVENTS_REJECTED(
            "events-rejected-total",
            Type.COUNTER,
            Unit.EVENTS,
            "Events that Pinterest rejected, or whose delivery was abandoned. Their records are errant.",
            Metric.CODE),
    EVENTS_LATE(
            "events-late-total",
            Type.COUNTER,
            Unit.EVENTS,
            "Events that were more than one hour old when they were mapped. Pinterest counts them as offline conversions, so"
                    + " a repeat may count twice."),
    EVENTS_AMBIGUOUS(
            "events-ambiguous-total",
            Type.COUNTER,
            Unit.EVENTS,
            "Events resent although Pinterest may already have accepted them. Pinterest deduplicates them by event_id,"
                    + " except events with action_source=offline and perhaps those that are more than an hour old."),
    FIELDS_DROPPED(
            "fields-dropped-total",
            Type.COUNTER,
            Unit.FIELDS,
            "Optional fields dropped from events because their values are invalid or their expressions failed.",
            Metric.FIELD),
    API_WARNINGS(
            "api-warnings-total",
            Type.COUNTER,
            Unit.WARNINGS,
            "Warnings of Pinterest about accepted events, such as recommended identifiers.",
            Metric.KIND),

    REQUESTS(
            "requests-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests that received a response or failed, including retries."),
    REQUESTS_ANSWERED(
            "requests-answered-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests whose response has a result for each event (2xx, or 422 with statuses)."),
    REQUESTS_REJECTED(
            "requests-rejected-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests rejected as a whole because of their content (400, 413, 422)."),
    REQUESTS_UNAUTHORIZED(
            "requests-unauthorized-total", Type.COUNTER, Unit.REQUESTS, "Requests whose token was rejected (401)."),
    REQUESTS_FORBIDDEN(
            "requests-forbidden-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests that were denied access to the ad account or the address (403, 404, 3xx, and other 4xx such as 405"
                    + " and 407)."),
    REQUESTS_THROTTLED(
            "requests-throttled-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests that exceeded the rate limit of Pinterest (429)."),
    REQUESTS_SERVER_ERROR(
            "requests-server-error-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests with a 5xx response, a temporary 4xx (408, 409, 421, 425), or a body that is not from the API"
                    + " (such as an error page of a proxy with 400, 413 or 422)."),
    REQUESTS_NETWORK_ERROR(
            "requests-network-error-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests without a response: connection failed or closed, TLS error, or timeout."),
    REQUESTS_UNREADABLE(
            "requests-unreadable-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests with a success status whose response could not be parsed."),
    RETRIES(
            "retries-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests queued for a retry, including throttled ones and those with a rejected token."),
    SPLITS("splits-total", Type.COUNTER, Unit.REQUESTS, "Requests split in two to isolate rejected events."),
    RATE_LIMIT_WAIT(
            "rate-limit-wait-ms-total",
            Type.COUNTER,
            Unit.MILLISECONDS,
            "Time that ready requests waited for the rate limit."),
    TOKEN_RELOADS(
            "token-reloads-total", Type.COUNTER, Unit.COUNT, "Reloads of the access token after it was rejected."),

    REQUEST_LATENCY_P50(
            "request-latency-p50-ms",
            Type.GAUGE,
            Unit.MILLISECONDS,
            "Median latency of the requests of the last one to two minutes; 0 if there were none."),
    REQUEST_LATENCY_P95(
            "request-latency-p95-ms",
            Type.GAUGE,
            Unit.MILLISECONDS,
            "95th percentile of the latency of the same requests."),
    REQUEST_LATENCY_P99(
            "request-latency-p99-ms",
            Type.GAUGE,
            Unit.MILLISECONDS,
            "99th percentile of the latency of the same requests."),
    REQUEST_LATENCY_MAX(
            "request-latency-max-ms", Type.GAUGE, Unit.MILLISECONDS, "Highest latency of the same requests."),
    DELIVERY_LATENCY_P50(
            "delivery-latency-p50-ms",
            Type.GAUGE,
            Unit.MILLISECONDS,
            "Median time from the timestamp of a record to the acceptance of its events, of the events that Pinterest"
                    + " accepted in the last one to two minutes; 0 if there were none. Times above 24 days count as 24 days;"
                    + " records without a timestamp do not count."),
    DELIVERY_LATENCY_P95(
            "delivery-latency-p95-ms", Type.GAUGE, Unit.MILLISECONDS, "95th percentile of the same times."),
    DELIVERY_LATENCY_P99(
            "delivery-latency-p99-ms", Type.GAUGE, Unit.MILLISECONDS, "99th percentile of the same times."),
    DELIVERY_LATENCY_MAX("delivery-latency-max-ms", Type.GAUGE, Unit.MILLISECONDS, "Longest of the same times."),
    REQUESTS_IN_FLIGHT("requests-in-flight", Type.GAUGE, Unit.REQUESTS, "Requests that are in flight."),
    EVENTS_QUEUED("events-queued", Type.GAUGE, Unit.EVENTS, "Events buffered in memory, including those in flight."),
    BYTES_QUEUED(
            "bytes-queued",
            Type.GAUGE,
            Unit.BYTES,
            "Estimated memory of these events and their records, as counted by buffer.max.bytes."),
    RATE_LIMIT(
            "rate-limit-per-minute",
            Type.GAUGE,
            Unit.REQUESTS,
            "Requests per minute that the task may send; the lowest value if there are several ad accounts. Lower than"
                    + " the configured share after throttling."),
    OLDEST_UNSETTLED_AGE(
            "oldest-unsettled-age-ms",
            Type.GAUGE,
            Unit.MILLISECONDS,
            "Time since the task received the oldest record that is not yet delivered, errant or skipped; 0 if there is"
                    + " none."),
    LAST_DELIVERY_AGE(
            "last-delivery-age-ms",
            Type.GAUGE,
            Unit.MILLISECONDS,
            "Time since Pinterest last accepted an event; before the first one, time since the start of the task."),
    PARTITIONS("partitions-assigned", Type.GAUGE, Unit.COUNT, "Topic partitions assigned to the task."),
    PAUSED(
            "paused",
            Type.GAUGE,
            Unit.FLAG,
            "1 while the task has paused its partitions because its buffers are full, else 0. Not the state PAUSED of Connect."),
    FAILED(
            "failed",
            Type.GAUGE,
            Unit.FLAG,
            "1 when the task has failed and needs operator action (see its log), else 0. The worker removes the metric"
                    + " seconds later; its own count of failed tasks remains.");

    private static final String TOPIC = "topic";
    private static final String REASON = "reason";
    private static final String EVENT = "event";
    private static final String FIELD = "field";
    private static final String CODE = "code";
    private static final String KIND = "kind";

    /** How the value changes. */
    public enum Type {
        /** Only increases while the task runs. */
        COUNTER,
        GAUGE
    }

    public enum Unit {
        RECORDS,
        EVENTS,
        FIELDS,
        WARNINGS,
        REQUESTS,
        BYTES,
        MILLISECONDS,
        COUNT,
        FLAG
    }

    private final String attribute;
    private final Type type;
    private final Unit unit;
    private final String text;
    private final List<String> tags;

    Metric(String attribute, Type type, Unit unit, String text, String... tags) {
        this.attribute = attribute;
        this.type = type;
        this.unit = unit;
        this.text = text;
        this.tags = List.of(tags);
    }

    /** The name of the JMX attribute. */
    public String attribute() {
        return attribute;
    }

    public Type type() {
        return type;
    }

    public Unit unit() {
        return unit;
    }

    /** What it means, for a dashboard and the reference page. */
    public String text() {
        return text;
    }

    /** By which tags it is reported as well, besides connector and task, in their order. */
    public List<String> tags() {
        return tags;
    }

    /** Whether it is also reported without tags. A sum over two tags would count the same thing several times. */
    public boolean hasTotal() {
        return tags.size() < 2;
    }

    /** All metrics in the order of the reference page. */
    public static List<Metric> rows() {
        return Arrays.asList(values());
    }

    /** Those that are reported without tags. */
    public static List<Metric> totals() {
        return rows().stream().filter(Metric::hasTotal).toList();
    }
}
