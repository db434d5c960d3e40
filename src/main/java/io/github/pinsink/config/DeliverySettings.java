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
    static final String MAX_EXCESS_REJECTIONS = "max.excess.rejections";
    static final String FLUSH_TIMEOUT = "flush.timeout.ms";
    static final String AMBIGUOUS = "offline.on.ambiguous";
    static final String DENIED_TIMEOUT = "access.denied.timeout.ms";
    static final String ACCOUNT_DENIED = "ad.account.on.denied";
    static final String DEAD_LETTER_TIMEOUT = "dead.letter.timeout.ms";

    private static final long ONE_YEAR = 31_536_000_000L;

    private DeliverySettings() {}

    static List<Setting> rows() {
        return List.of(
                Setting.withDefault(
                                IN_FLIGHT,
                                Type.INT,
                                64,
                                "Requests in flight",
                                "Requests under way at once, at most. How many there are follows from the rate limit and"
                                        + " from how long calls take: calls per second times seconds per call, and some more.")
                        .check(Range.between(1, 512)),
                Setting.withDefault(
                                RATE,
                                Type.INT,
                                4900,
                                "Calls per minute",
                                "Calls per minute and ad account, retries included; no 60 seconds hold more. Each task may make"
                                        + " its share, the limit divided by the number of tasks. Tasks on the same worker, of"
                                        + " other connectors too, lend each other what they do not use. Connectors that send"
                                        + " for the same ad account from different workers have to divide the limit among"
                                        + " them. Pinterest takes 5,000; the default leaves room for calls that overtake"
                                        + " each other on the way.")
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
                                "How long a request is retried before the task fails, in milliseconds; -1 for ever. Throttled"
                                        + " attempts (429) do not count.")
                        .check(Range.between(-1, ONE_YEAR)),
                Setting.withDefault(
                                MAX_EXCESS_REJECTIONS,
                                Type.INT,
                                100,
                                "Refusals before the task stops",
                                "By how many events Pinterest may refuse, with the same message, more than it has taken"
                                        + " since, before that counts as a fault common to all of them and the task fails"
                                        + " rather than empty the topic into the dead letter queue. -1 for never.")
                        .check(Range.atLeast(-1)),
                Setting.withDefault(
                                DENIED_TIMEOUT,
                                Type.LONG,
                                300_000L,
                                "Timeout for denied access (ms)",
                                "How long access may be denied before the task fails, in milliseconds: the token (401), the"
                                        + " ad account (403, 404), the address or a proxy (3xx, 405, 407 and the like), or"
                                        + " an untrusted certificate. Until then the task retries with a backoff, and a"
                                        + " good response starts the time again. 0 fails at the first denial; a rejected"
                                        + " token is reloaded once before.")
                        .check(Range.between(0, 86_400_000)),
                Setting.withDefault(
                                ACCOUNT_DENIED,
                                Type.STRING,
                                "dlq",
                                "Denied ad account of a record",
                                "What happens to the records of an ad account that mapping.ad_account_id named, and to which"
                                        + " Pinterest denies access (403, 404) for access.denied.timeout.ms: they are"
                                        + " errant, that is, go to the dead letter queue (dlq), or the task fails (fail)."
                                        + " Until then they wait, and other ad accounts go on. Before that time they are"
                                        + " errant as well when they fill a quarter of the buffers. The ad account of"
                                        + " pinterest.ad.account.id always fails the task.")
                        .oneOf("dlq", "fail"),
                Setting.withDefault(
                                FLUSH_TIMEOUT,
                                Type.LONG,
                                3500L,
                                "Wait before a handover (ms)",
                                "How long a task that stops or hands partitions over may wait for answers, in milliseconds,"
                                        + " counted from when it may have been told. What is not answered by then is sent"
                                        + " again by whoever reads the partitions next. A worker grants 5 s to all its"
                                        + " stopping tasks, and some of it is needed to commit; raise this only together"
                                        + " with task.shutdown.graceful.timeout.ms of the worker, where calls take seconds."
                                        + " It has to stay below max.poll.interval.ms of the consumer (5 min unless set), or"
                                        + " the group takes the partitions away while the task waits. Above"
                                        + " offset.flush.timeout.ms of the worker (5 s) the worker may warn that a commit"
                                        + " timed out; raise that together with this.")
                        .check(Range.between(0, 60_000)),
                Setting.withDefault(
                                AMBIGUOUS,
                                Type.STRING,
                                "resend",
                                "Ambiguous offline events",
                                "What happens to an offline event when it is unknown whether Pinterest took it: resend it, which may"
                                        + " count it twice, or hand it to the dead letter queue.")
                        .oneOf("resend", "dlq"),
                Setting.withDefault(
                                DEAD_LETTER_TIMEOUT,
                                Type.LONG,
                                120_000L,
                                "Dead letter retry limit (ms)",
                                "How long a write to the dead letter queue (errors.deadletterqueue.topic.name) is retried"
                                        + " when the worker does not confirm it, in milliseconds. Then the task fails, and"
                                        + " no offsets are committed past the record. Set producer.override.max.block.ms"
                                        + " as well, to 2000 for example: without it the worker blocks the task until the"
                                        + " broker can be reached.")
                        .check(Range.between(1_000, ONE_YEAR)));
    }
}
