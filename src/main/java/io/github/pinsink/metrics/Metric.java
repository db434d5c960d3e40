package io.github.pinsink.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * Every metric of a task: one row each. They are attributes of {@code kafka.connect:type=plugins,connector=…,task=…},
 * whatever the version of the worker. Counters count from the start of the task.
 */
public enum Metric {
    RECORDS_RECEIVED("records-received-total", Type.COUNTER, Unit.RECORDS, "Records the worker handed to the task."),
    RECORDS_MAPPED(
            "records-mapped-total", Type.COUNTER, Unit.RECORDS, "Records that became at least one event to be sent."),
    RECORDS_SKIPPED_TOMBSTONE(
            "records-skipped-tombstone-total", Type.COUNTER, Unit.RECORDS, "Records without a value, skipped."),
    RECORDS_SKIPPED_FILTERED(
            "records-skipped-filtered-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Records for which the filter was not true, skipped."),
    RECORDS_SKIPPED_NOTHING_TO_EXPLODE(
            "records-skipped-nothing-to-explode-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Records in which explode found no element, skipped."),
    RECORDS_SKIPPED_UNKNOWN_EVENT(
            "records-skipped-unknown-event-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Records whose event name is unknown, skipped because mapping.on.unknown.event=skip."),
    RECORDS_INVALID(
            "records-invalid-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Records of which no event, or not every event, could be made."),
    RECORDS_ERRANT(
            "records-errant-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Reports of records that did not become a conversion, invalid ones and those with a refused event: written"
                    + " to the dead letter queue where there is one, skipped with errors.tolerance=all where there is"
                    + " none."),
    DEAD_LETTERS_RETRIED(
            "dead-letters-retried-total",
            Type.COUNTER,
            Unit.RECORDS,
            "Attempts to write a record to the dead letter queue again after an attempt that was not confirmed."),

    EVENTS_MAPPED("events-mapped-total", Type.COUNTER, Unit.EVENTS, "Events made of records and queued to be sent."),
    EVENTS_DELIVERED("events-delivered-total", Type.COUNTER, Unit.EVENTS, "Events that Pinterest confirmed."),
    EVENTS_REJECTED(
            "events-rejected-total",
            Type.COUNTER,
            Unit.EVENTS,
            "Events that Pinterest refused, or that were given up; their records are errant."),
    EVENTS_LATE(
            "events-late-total",
            Type.COUNTER,
            Unit.EVENTS,
            "Events that were more than an hour old when they were mapped."),
    EVENTS_AMBIGUOUS(
            "events-ambiguous-total",
            Type.COUNTER,
            Unit.EVENTS,
            "Events sent again although Pinterest may have taken them before; it deduplicates them by event_id, but"
                    + " not those with the action source offline."),
    FIELDS_DROPPED(
            "fields-dropped-total",
            Type.COUNTER,
            Unit.FIELDS,
            "Optional fields left out of events since their values did not fit. Also there for each field, under the"
                    + " tag field."),
    API_WARNINGS(
            "api-warnings-total",
            Type.COUNTER,
            Unit.WARNINGS,
            "Warnings of Pinterest about events it took, such as identifiers it would like to have. Also there for each"
                    + " kind of warning, under the tag kind."),

    REQUESTS("requests-total", Type.COUNTER, Unit.REQUESTS, "Requests that were answered or failed, retries included."),
    REQUESTS_ANSWERED(
            "requests-answered-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests whose answer says what became of each event (2xx, or 422 with statuses)."),
    REQUESTS_REJECTED(
            "requests-rejected-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests refused as a whole for what is in them (400, 413, 422)."),
    REQUESTS_UNAUTHORIZED(
            "requests-unauthorized-total", Type.COUNTER, Unit.REQUESTS, "Requests whose token was refused (401)."),
    REQUESTS_FORBIDDEN(
            "requests-forbidden-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests without access to the ad account, or to a wrong address (403, 404, 3xx, and 4xx such as 405 and"
                    + " 407)."),
    REQUESTS_THROTTLED(
            "requests-throttled-total", Type.COUNTER, Unit.REQUESTS, "Requests beyond the rate limit (429)."),
    REQUESTS_SERVER_ERROR(
            "requests-server-error-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests"
                    + " answered with 5xx, with a 4xx that will pass (408, 409, 421, 425), or with a body that is not"
                    + " the API's (such as the page of a proxy with 400, 413 or 422)."),
    REQUESTS_NETWORK_ERROR(
            "requests-network-error-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests without an answer: no connection, a broken one, TLS, or a time-out."),
    REQUESTS_UNREADABLE(
            "requests-unreadable-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests with a success status whose answer could not be read."),
    RETRIES(
            "retries-total",
            Type.COUNTER,
            Unit.REQUESTS,
            "Requests put back to be sent again, throttled ones and those with a refused token included."),
    SPLITS("splits-total", Type.COUNTER, Unit.REQUESTS, "Requests halved to find the events that are refused."),
    RATE_LIMIT_WAIT(
            "rate-limit-wait-ms-total",
            Type.COUNTER,
            Unit.MILLISECONDS,
            "Time during which a request was ready and waited for the rate limit."),
    TOKEN_RELOADS(
            "token-reloads-total",
            Type.COUNTER,
            Unit.COUNT,
            "How often the token was read again after it was refused."),

    REQUEST_LATENCY_P50(
            "request-latency-p50-ms",
            Type.GAUGE,
            Unit.MILLISECONDS,
            "Half of the requests of the last minute or two took no longer. 0 where there were none, as below."),
    REQUEST_LATENCY_P95(
            "request-latency-p95-ms", Type.GAUGE, Unit.MILLISECONDS, "95% of these requests took no longer."),
    REQUEST_LATENCY_P99(
            "request-latency-p99-ms", Type.GAUGE, Unit.MILLISECONDS, "99% of these requests took no longer."),
    REQUEST_LATENCY_MAX("request-latency-max-ms", Type.GAUGE, Unit.MILLISECONDS, "The slowest of these requests."),
    REQUESTS_IN_FLIGHT("requests-in-flight", Type.GAUGE, Unit.REQUESTS, "Requests under way now."),
    EVENTS_QUEUED(
            "events-queued",
            Type.GAUGE,
            Unit.EVENTS,
            "Events held in memory and not settled, those in flight included."),
    BYTES_QUEUED(
            "bytes-queued",
            Type.GAUGE,
            Unit.BYTES,
            "Memory these events and their records take, as buffer.max.bytes counts it."),
    RATE_LIMIT(
            "rate-limit-per-minute",
            Type.GAUGE,
            Unit.REQUESTS,
            "Calls per minute allowed now; the lowest where there are several ad accounts. Below the configured share"
                    + " after Pinterest throttled."),
    OLDEST_UNSETTLED_AGE(
            "oldest-unsettled-age-ms",
            Type.GAUGE,
            Unit.MILLISECONDS,
            "How long the oldest record that is neither delivered nor errant nor skipped has been in the task; 0 when"
                    + " there is none."),
    LAST_DELIVERY_AGE(
            "last-delivery-age-ms",
            Type.GAUGE,
            Unit.MILLISECONDS,
            "Time since Pinterest last confirmed an event; since the start of the task while there was none."),
    PARTITIONS("partitions-assigned", Type.GAUGE, Unit.COUNT, "Topic partitions the task reads."),
    PAUSED("paused", Type.GAUGE, Unit.FLAG, "1 while reading is paused because the buffers are full, else 0."),
    FAILED(
            "failed",
            Type.GAUGE,
            Unit.FLAG,
            "1 from the moment the task comes to an end that needs a person (its log says which) until the worker takes its"
                    + " metrics away, seconds later; else 0. The worker's own count of failed tasks stays.");

    /** How the value moves. */
    public enum Type {
        /** Only grows, until the task ends. */
        COUNTER,
        GAUGE
    }

    /** What is counted. */
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

    Metric(String attribute, Type type, Unit unit, String text) {
        this.attribute = attribute;
        this.type = type;
        this.unit = unit;
        this.text = text;
    }

    /** The name of the attribute. */
    public String attribute() {
        return attribute;
    }

    public Type type() {
        return type;
    }

    public Unit unit() {
        return unit;
    }

    /** What it means, for a person who reads a dashboard. */
    public String text() {
        return text;
    }

    /** All rows in the order in which a person wants to read them. */
    public static List<Metric> rows() {
        return Arrays.asList(values());
    }
}
