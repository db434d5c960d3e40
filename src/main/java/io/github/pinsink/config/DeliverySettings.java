package io.github.pinsink.config;

import io.github.pinsink.delivery.AccessPolicy;
import io.github.pinsink.delivery.AmbiguityPolicy;
import io.github.pinsink.mapping.MappingDefinition;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Rate limit, retries, timeouts, and what happens to events that cannot be delivered. */
final class DeliverySettings {
    static final String IN_FLIGHT = "max.in.flight.requests";
    static final String RATE = "rate.limit.per.minute";
    static final String BACKOFF = "retry.backoff.ms";
    static final String BACKOFF_MAX = "retry.backoff.max.ms";
    static final String RETRY_TIMEOUT = "retry.timeout.ms";
    static final String MAX_EXCESS_REJECTIONS = "max.excess.rejections";
    static final String MAX_REJECTED_RECORDS = "max.rejected.records";
    static final String FLUSH_TIMEOUT = "flush.timeout.ms";
    static final EnumSetting<AmbiguityPolicy.OnAmbiguous> ON_AMBIGUOUS =
            EnumSetting.lowerCase("offline.on.ambiguous", AmbiguityPolicy.OnAmbiguous.RESEND);
    static final String DENIED_TIMEOUT = "access.denied.timeout.ms";
    static final EnumSetting<AccessPolicy.OnDenied> ON_ACCOUNT_DENIED =
            EnumSetting.lowerCase("ad.account.on.denied", AccessPolicy.OnDenied.DLQ);
    static final String DEAD_LETTER_TIMEOUT = "dead.letter.timeout.ms";

    private static final long ONE_YEAR = 31_536_000_000L;

    private DeliverySettings() {}

    static List<Setting> all() {
        return List.of(
                Setting.withDefault(
                                IN_FLIGHT,
                                Type.INT,
                                64,
                                "Maximum requests in flight",
                                "Maximum number of requests in flight. The actual number follows from the rate limit and"
                                        + " the latency: requests per second times seconds per request, plus a margin.")
                        .check(Range.between(1, 512)),
                Setting.withDefault(
                                RATE,
                                Type.INT,
                                4900,
                                "Requests per minute",
                                "Maximum number of requests per minute and ad account, including retries; never more in"
                                        + " any 60 seconds. Each task may use its share, the limit divided by the number"
                                        + " of tasks. Tasks on the same worker, including those of other connectors, lend"
                                        + " each other their unused shares. If connectors on different workers send to"
                                        + " the same ad account, divide the limit among them. Pinterest allows 5,000; the"
                                        + " default leaves a margin for requests that overtake each other on the network.")
                        .check(Range.between(1, 1_000_000))
                        .importance(Importance.MEDIUM),
                Setting.withDefault(
                                BACKOFF,
                                Type.LONG,
                                500L,
                                "Retry backoff (ms)",
                                "Maximum wait before the first retry, in milliseconds. It doubles with each retry.")
                        .check(Range.between(1, 600_000)),
                Setting.withDefault(
                                BACKOFF_MAX,
                                Type.LONG,
                                60_000L,
                                "Maximum retry backoff (ms)",
                                "Maximum wait before any retry, in milliseconds. Must be at least " + BACKOFF + ".")
                        .check(Range.between(1, 3_600_000)),
                Setting.withDefault(
                                RETRY_TIMEOUT,
                                Type.LONG,
                                -1L,
                                "Retry timeout (ms)",
                                "How long a request is retried before the task fails, in milliseconds; -1 to retry"
                                        + " indefinitely. Throttled attempts (429) do not count.")
                        .check(Range.between(-1, ONE_YEAR)),
                Setting.withDefault(
                                MAX_EXCESS_REJECTIONS,
                                Type.INT,
                                100,
                                "Maximum excess rejections",
                                "How many more events Pinterest may reject with the same error than it accepts in the"
                                        + " meantime. Beyond that, the error looks systematic and the task fails, so that"
                                        + " the topic is not emptied into the dead letter queue. -1 for no limit.")
                        .check(Range.atLeast(-1)),
                Setting.withDefault(
                                MAX_REJECTED_RECORDS,
                                Type.INT,
                                1_000,
                                "Maximum rejected records",
                                "How many records in a row the mapping may reject before the task fails, if"
                                        + " errors.tolerance=all. One valid record makes up for 20 rejected ones, so the"
                                        + " task fails only if nearly every record is rejected, and the topic is not"
                                        + " emptied into the dead letter queue. The task has then written that many"
                                        + " records to the dead letter queue, or dropped them without one; the offsets stay"
                                        + " before the others. The count starts anew when the task restarts; until it has"
                                        + " mapped a record, a tenth of the limit counts, but not less than 100 records. If"
                                        + " a topic begins with N invalid records, set it to more than 10 × N until they"
                                        + " are past. -1 for no limit.")
                        .check(Range.atLeast(-1)),
                Setting.withDefault(
                                DENIED_TIMEOUT,
                                Type.LONG,
                                300_000L,
                                "Timeout for denied access (ms)",
                                "How long access may be denied before the task fails, in milliseconds: the token (401), the"
                                        + " ad account (403, 404), the URL or a proxy (3xx, 405, 407 and similar), or an"
                                        + " untrusted certificate. Until then the task retries with a backoff; a successful"
                                        + " response resets the timeout. 0 fails the task at the first denial. A rejected"
                                        + " token is first reloaded once.")
                        .check(Range.between(0, 86_400_000)),
                ON_ACCOUNT_DENIED.declare(
                        "On a denied ad account",
                        "What happens to the records of an ad account that was selected by " + MappingDefinition.ACCOUNT
                                + ", if Pinterest denies access to it (403, 404) for " + DENIED_TIMEOUT
                                + ": they become errant records, which go to the dead letter queue (dlq), or the task"
                                + " fails (fail). Until then their events stay buffered, and delivery to other ad accounts"
                                + " continues. They become errant earlier when they fill a quarter of the buffers. Denied"
                                + " access to the ad account of " + PinterestSettings.AD_ACCOUNT
                                + " always fails the task."),
                Setting.withDefault(
                                FLUSH_TIMEOUT,
                                Type.LONG,
                                3500L,
                                "Flush timeout (ms)",
                                "How long a task waits for responses when it stops or its partitions are revoked, in"
                                        + " milliseconds, measured from the earliest time the stop could have been"
                                        + " requested. Events without a response by then are sent again by the next owner"
                                        + " of the partitions. A worker allows 5 s for all of its stopping tasks, and"
                                        + " committing takes part of it. If requests take seconds, raise this together with"
                                        + " task.shutdown.graceful.timeout.ms of the worker. It must be lower than"
                                        + " max.poll.interval.ms of the consumer (default 5 min); otherwise the consumer is"
                                        + " removed from the group while the task waits. If it is above"
                                        + " offset.flush.timeout.ms of the worker (default 5 s), the worker may warn that a"
                                        + " commit timed out; raise both together.")
                        .check(Range.between(0, 60_000)),
                ON_AMBIGUOUS.declare(
                        "On ambiguous offline events",
                        "What happens to an offline event when it is unknown whether Pinterest accepted it, since Pinterest"
                                + " does not deduplicate offline events: send it again, which may count it twice (resend),"
                                + " or send its record to the dead letter queue (dlq). Pinterest counts web and app events"
                                + " that arrive more than an hour after they happened as offline conversions;"
                                + " dlq-including-late treats them like offline events, by their age when they would be"
                                + " sent again. Other web and app events are always sent again, with the same event_id."),
                Setting.withDefault(
                                DEAD_LETTER_TIMEOUT,
                                Type.LONG,
                                120_000L,
                                "Dead letter timeout (ms)",
                                "How long a write to the dead letter queue (" + ConnectorConfig.DEAD_LETTER_QUEUE
                                        + ") is retried until the worker confirms it, in milliseconds. After that the task"
                                        + " fails, and no offsets are committed past the record. Also set"
                                        + " producer.override.max.block.ms, for example to 2000: otherwise the worker"
                                        + " blocks the task until the broker is reachable.")
                        .check(Range.between(1_000, ONE_YEAR)));
    }
}
