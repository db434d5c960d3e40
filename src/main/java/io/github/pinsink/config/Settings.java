package io.github.pinsink.config;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiSettings;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Every key of the connector: type, default, bounds and text. */
public final class Settings {
    public static final String MAPPING = "mapping.";
    public static final String AD_ACCOUNT = "pinterest.ad.account.id";
    public static final String TOKEN = "pinterest.access.token";
    public static final String API_URL = "pinterest.api.url";
    public static final String TEST_MODE = "pinterest.test.mode";
    public static final String FILTER = "filter";
    public static final String MAPPED_ACCOUNT = "mapping.ad_account_id";
    public static final String ON_INVALID_FIELD = "mapping.on.invalid.field";
    public static final String ON_UNKNOWN_EVENT = "mapping.on.unknown.event";
    public static final String CUSTOM_NAMES = "mapping.custom.event.names";
    public static final String HASH_DETECTION = "mapping.hash.detection";
    public static final String EXPRESSION_TIMEOUT = "mapping.expression.timeout.ms";
    public static final String EXPRESSION_DEPTH = "mapping.expression.max.depth";
    public static final String MAX_AGE = "event.max.age";
    public static final String BATCH_EVENTS = "batch.max.events";
    public static final String BATCH_BYTES = "batch.max.bytes";
    public static final String LINGER = "linger.ms";
    public static final String BUFFER_EVENTS = "buffer.max.events";
    public static final String BUFFER_BYTES = "buffer.max.bytes";
    public static final String IN_FLIGHT = "max.in.flight.requests";
    public static final String RATE = "rate.limit.per.minute";
    public static final String BACKOFF = "retry.backoff.ms";
    public static final String BACKOFF_MAX = "retry.backoff.max.ms";
    public static final String RETRY_TIMEOUT = "retry.timeout.ms";
    public static final String FLUSH_TIMEOUT = "flush.timeout.ms";
    public static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    public static final String REQUEST_TIMEOUT = "request.timeout.ms";
    public static final String AMBIGUOUS = "offline.ambiguous";
    /** Set by the connector for its tasks, which share the rate limit. */
    public static final String TASK_COUNT = "task.count";

    private static final Pattern AGE = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final ConfigDef definition = new ConfigDef();
    private int order;

    private Settings() {
        String account = "Pinterest";
        add(
                account,
                AD_ACCOUNT,
                Type.STRING,
                null,
                Settings::adAccount,
                Importance.HIGH,
                "The ad account that receives the events: up to 18 digits. Needed unless mapping.ad_account_id gives one"
                        + " for each record.");
        add(
                account,
                TOKEN,
                Type.PASSWORD,
                ConfigDef.NO_DEFAULT_VALUE,
                Settings::token,
                Importance.HIGH,
                "The conversion token. Refer to it through a config provider, such as ${file:/path:token}.");
        add(
                account,
                API_URL,
                Type.STRING,
                "https://api.pinterest.com/v5",
                Settings::url,
                Importance.LOW,
                "Where the API is, up to and including its version. HTTPS, unless the host is a loopback address.");
        add(
                account,
                TEST_MODE,
                Type.BOOLEAN,
                false,
                null,
                Importance.LOW,
                "Sends with test=true: events are validated and answered, but not recorded. Batches hold at most 20.");

        String mapping = "Mapping";
        add(
                mapping,
                FILTER,
                Type.STRING,
                null,
                null,
                Importance.MEDIUM,
                "A JSONata expression; records for which it is not true are skipped.");
        add(
                mapping,
                MAPPED_ACCOUNT,
                Type.STRING,
                null,
                null,
                Importance.MEDIUM,
                "A JSONata expression for the ad account of a record; wins over pinterest.ad.account.id.");
        for (EventField field : EventSchema.fields()) {
            add(
                    mapping,
                    MAPPING + field.path(),
                    Type.STRING,
                    null,
                    null,
                    field.required() ? Importance.HIGH : Importance.MEDIUM,
                    "A JSONata expression for " + field.path() + ". " + field.documentation());
        }
        add(
                mapping,
                ON_INVALID_FIELD,
                Type.STRING,
                "drop",
                ValidString.in("drop", "reject"),
                Importance.LOW,
                "What happens when an optional field cannot be brought into its form: leave it out, or reject the record.");
        add(
                mapping,
                ON_UNKNOWN_EVENT,
                Type.STRING,
                "reject",
                ValidString.in("reject", "skip", "custom"),
                Importance.LOW,
                "What happens to a record whose event name is unknown: reject it, skip it, or send it as custom.");
        add(
                mapping,
                CUSTOM_NAMES,
                Type.LIST,
                "",
                Settings::eventNames,
                Importance.LOW,
                "Event names you have defined at Pinterest, accepted beside the API's own.");
        add(
                mapping,
                HASH_DETECTION,
                Type.STRING,
                "auto",
                ValidString.in("auto", "plain", "hashed"),
                Importance.LOW,
                "Whether 64 hex digits in a personal field count as already hashed (auto), are hashed again (plain),"
                        + " or nothing else is accepted (hashed).");
        add(
                mapping,
                EXPRESSION_TIMEOUT,
                Type.LONG,
                2000L,
                Range.between(1, 60_000),
                Importance.LOW,
                "How long one expression may take for one record, in milliseconds.");
        add(
                mapping,
                EXPRESSION_DEPTH,
                Type.INT,
                100,
                Range.between(10, 1000),
                Importance.LOW,
                "How deep one expression may nest.");
        add(
                mapping,
                MAX_AGE,
                Type.STRING,
                "7d",
                Settings::age,
                Importance.LOW,
                "How long ago an event may have happened, such as 7d, 12h or PT12H; older ones are rejected.");

        String batching = "Batching";
        add(batching, BATCH_EVENTS, Type.INT, 1000, Range.between(1, 1000), Importance.LOW, "Events per request.");
        add(
                batching,
                BATCH_BYTES,
                Type.INT,
                2_000_000,
                Range.between(1_000, 50_000_000),
                Importance.LOW,
                "Bytes of events per request.");
        add(
                batching,
                LINGER,
                Type.LONG,
                1000L,
                Range.between(0, 600_000),
                Importance.MEDIUM,
                "How long an event may wait for others to share a request with, in milliseconds.");
        add(
                batching,
                BUFFER_EVENTS,
                Type.INT,
                50_000,
                Range.atLeast(1),
                Importance.LOW,
                "Events held in memory before the partitions are paused; at least batch.max.events.");
        add(
                batching,
                BUFFER_BYTES,
                Type.LONG,
                67_108_864L,
                Range.atLeast(1_000),
                Importance.LOW,
                "Bytes of events held in memory before the partitions are paused.");

        String delivery = "Delivery";
        add(
                delivery,
                IN_FLIGHT,
                Type.INT,
                32,
                Range.between(1, 512),
                Importance.LOW,
                "Requests under way at once. What is needed is calls per second times seconds per call.");
        add(
                delivery,
                RATE,
                Type.INT,
                4900,
                Range.between(1, 1_000_000),
                Importance.MEDIUM,
                "Calls per minute and ad account, shared by the tasks of this connector. Pinterest takes 5,000; the"
                        + " default leaves room for the burst of one second that the limiter allows.");
        add(
                delivery,
                BACKOFF,
                Type.LONG,
                500L,
                Range.between(1, 600_000),
                Importance.LOW,
                "The longest wait before the first retry, in milliseconds; it doubles with each one.");
        add(
                delivery,
                BACKOFF_MAX,
                Type.LONG,
                60_000L,
                Range.between(1, 3_600_000),
                Importance.LOW,
                "The longest wait before any retry, in milliseconds; at least retry.backoff.ms.");
        add(
                delivery,
                RETRY_TIMEOUT,
                Type.LONG,
                -1L,
                Range.atLeast(-1),
                Importance.LOW,
                "How long a request is retried before the task fails, in milliseconds; -1 for ever.");
        add(
                delivery,
                FLUSH_TIMEOUT,
                Type.LONG,
                1500L,
                Range.between(0, 4000),
                Importance.LOW,
                "How long a commit may wait for answers, in milliseconds. A worker grants 5 s to all its stopping tasks.");
        add(
                delivery,
                CONNECT_TIMEOUT,
                Type.LONG,
                10_000L,
                Range.between(1, 600_000),
                Importance.LOW,
                "How long connecting may take, in milliseconds.");
        add(
                delivery,
                REQUEST_TIMEOUT,
                Type.LONG,
                30_000L,
                Range.between(1, 600_000),
                Importance.LOW,
                "How long a call may take, in milliseconds.");
        add(
                delivery,
                AMBIGUOUS,
                Type.STRING,
                "resend",
                ValidString.in("resend", "errant"),
                Importance.LOW,
                "What happens to an offline event when it is unknown whether Pinterest took it: resend it, which may"
                        + " count it twice, or hand it to the dead letter queue.");
        definition.defineInternal(TASK_COUNT, Type.INT, 1, Importance.LOW);
    }

    /** All keys, as the framework wants them. */
    public static ConfigDef definition() {
        return new Settings().definition;
    }

    private void add(
            String group,
            String key,
            Type type,
            Object byDefault,
            Validator validator,
            Importance importance,
            String text) {
        definition.define(key, type, byDefault, validator, importance, text, group, ++order, Width.LONG, key);
    }

    static Duration duration(String text) {
        Matcher matcher = AGE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Duration.parse(text.strip());
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static void adAccount(String key, Object value) {
        if (value != null && !AdAccountId.isValid(value.toString())) {
            throw new ConfigException(
                    key + ": found text of " + value.toString().length()
                            + " characters, and expected 1 to 18 digits. Ads Manager shows the id of the ad account");
        }
    }

    private static void token(String key, Object value) {
        if (value instanceof Password password && password.value().isBlank()) {
            throw new ConfigException(key + ": is blank. Put the conversion token behind it");
        }
    }

    private static void url(String key, Object value) {
        try {
            if (value != null && ApiSettings.isSafe(new URI(value.toString()))) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new ConfigException(key + ": is not a URL: " + e.getReason());
        }
        throw new ConfigException(key + ": expected an https URL without user, query or fragment; http is accepted for"
                + " a loopback address only");
    }

    private static void age(String key, Object value) {
        try {
            if (!duration(String.valueOf(value)).isNegative()) {
                return;
            }
        } catch (DateTimeParseException e) {
            throw new ConfigException(key + ": expected a number with ms, s, m, h or d, or an ISO-8601 duration");
        }
        throw new ConfigException(key + ": must not be negative");
    }

    private static void eventNames(String key, Object value) {
        for (Object name : (List<?>) value) {
            if (!EVENT_NAME.matcher(name.toString()).matches()) {
                throw new ConfigException(key + ": an event name has 1 to 100 letters, digits, underscores and dashes");
            }
        }
    }
}
