package io.github.pinsink.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** How fast, how often and how long delivery is tried. */
final class DeliverySettings {
    static final String IN_FLIGHT = "max.in.flight.requests";
    static final String RATE = "rate.limit.per.minute";
    static final String BACKOFF = "retry.backoff.ms";
    static final String BACKOFF_MAX = "retry.backoff.max.ms";
    static final String RETRY_TIMEOUT = "retry.timeout.ms";
    static final String FLUSH_TIMEOUT = "flush.timeout.ms";
    static final String AMBIGUOUS = "offline.ambiguous";

    private DeliverySettings() {}

    static List<Setting> rows() {
        return List.of(
                Setting.withDefault(
                                IN_FLIGHT,
                                Type.INT,
                                32,
                                "Requests in flight",
                                "Requests under way at once. What is needed is calls per second times seconds per call.")
                        .check(Range.between(1, 512)),
                Setting.withDefault(
                                RATE,
                                Type.INT,
                                4900,
                                "Calls per minute",
                                "Calls per minute and ad account, shared by the tasks of this connector. Pinterest takes 5,000; the"
                                        + " default leaves room for the burst of one second that the limiter allows.")
                        .check(Range.between(1, 1_000_000))
                        .importance(Importance.MEDIUM),
                Setting.withDefault(
                                BACKOFF,
                                Type.LONG,
                                500L,
                                "First retry (ms)",
                                "The longest wait before the first retry, in milliseconds; it doubles with each one.")
                        .check(Range.between(1, 600_000)),
                Setting.withDefault(
                                BACKOFF_MAX,
                                Type.LONG,
                                60_000L,
                                "Longest wait (ms)",
                                "The longest wait before any retry, in milliseconds; at least retry.backoff.ms.")
                        .check(Range.between(1, 3_600_000)),
                Setting.withDefault(
                                RETRY_TIMEOUT,
                                Type.LONG,
                                -1L,
                                "Retry limit (ms)",
                                "How long a request is retried before the task fails, in milliseconds; -1 for ever.")
                        .check(Range.atLeast(-1)),
                Setting.withDefault(
                                FLUSH_TIMEOUT,
                                Type.LONG,
                                1500L,
                                "Wait at a commit (ms)",
                                "How long a commit may wait for answers, in milliseconds. A worker grants 5 s to all its stopping tasks.")
                        .check(Range.between(0, 4000)),
                Setting.withDefault(
                                AMBIGUOUS,
                                Type.STRING,
                                "resend",
                                "Ambiguous offline events",
                                "What happens to an offline event when it is unknown whether Pinterest took it: resend it, which may"
                                        + " count it twice, or hand it to the dead letter queue.")
                        .oneOf("resend", "errant"));
    }
}
