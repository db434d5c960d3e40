package io.github.pinsink.config;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.preset.Preset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** What becomes of a record: which records count, and an expression for each field of the event. */
final class MappingSettings {
    static final String PREFIX = MappingDefinition.FIELD;
    static final String FILTER = MappingDefinition.FILTER;
    static final String EXPLODE = MappingDefinition.EXPLODE;
    static final String MAPPED_ACCOUNT = MappingDefinition.ACCOUNT;
    static final String PRESET = PREFIX + "preset";
    static final String STATUS_COLUMN = PRESET + "." + Preset.STATUS_COLUMN;
    static final String STATUS_VALUES = PRESET + "." + Preset.STATUS_VALUES;
    static final String ON_INVALID_FIELD = "mapping.on.invalid.field";
    static final String ON_UNKNOWN_EVENT = "mapping.on.unknown.event";
    static final String ON_UNKNOWN_PROPERTY = "mapping.on.unknown.property";
    static final String CUSTOM_NAMES = "mapping.custom.event.names";
    static final String HASH_DETECTION = "mapping.hash.detection";
    static final String PHONE_COUNTRY = "mapping.phone.default.country";
    static final String BIRTH_DATE_PATTERN = "mapping.birth.date.pattern";
    static final String STATE_NAMES = "mapping.state.names";
    static final String EXTERNAL_ID_CASE = "mapping.external.id.case";
    static final String EXPRESSION_TIMEOUT = "mapping.expression.timeout.ms";
    static final String EXPRESSION_DEPTH = "mapping.expression.max.depth";
    static final String MAX_AGE = "event.max.age";
    static final String DEAD_LETTER_TOPICS = "dead.letter.topics";

    private static final Duration LONGEST_AGE = Duration.ofDays(36_500);
    private static final int LONGEST_DATE_PATTERN = 100;
    private static final Pattern AGE = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private MappingSettings() {}

    static List<Setting> rows() {
        List<Setting> rows = new ArrayList<>();
        rows.add(Setting.optional(
                        PRESET,
                        Type.STRING,
                        "Preset",
                        "A ready mapping for a well-known shape of records: " + String.join(", ", Preset.names())
                                + ". Keys that are given win over it; one that is given empty leaves its field out.")
                .check(MappingSettings::preset)
                .offer(Preset.names())
                .dependents(STATUS_COLUMN, STATUS_VALUES)
                .importance(Importance.HIGH));
        rows.add(Setting.optional(
                        FILTER,
                        Type.STRING,
                        "Filter",
                        "A JSONata expression; records for which it is not true are skipped.")
                .importance(Importance.MEDIUM)
                .width(Width.LONG));
        rows.add(Setting.optional(
                        EXPLODE,
                        Type.STRING,
                        "Events of a record",
                        "A JSONata expression for a list; each of its elements becomes an event of its own. The mapping"
                                + " then sees the element, with the whole record at $record and the element's number,"
                                + " from 0, at $index. A record without elements is skipped; it may have 1,000 of them."
                                + " The filter sees the whole record; to choose elements, filter in this expression, such"
                                + " as events[name = 'purchase'].")
                .importance(Importance.MEDIUM)
                .width(Width.LONG));
        rows.add(Setting.optional(
                        MAPPED_ACCOUNT,
                        Type.STRING,
                        "Ad account of a record",
                        "A JSONata expression for the ad account of a record; wins over pinterest.ad.account.id.")
                .importance(Importance.MEDIUM)
                .width(Width.LONG));
        for (EventField field : EventSchema.fields()) {
            rows.add(Setting.optional(
                            PREFIX + field.path(),
                            Type.STRING,
                            field.path(),
                            "A JSONata expression for " + field.path() + ". " + field.documentation())
                    .importance(field.required() ? Importance.HIGH : Importance.MEDIUM)
                    .width(Width.LONG));
        }
        rows.add(Setting.optional(
                STATUS_COLUMN,
                Type.STRING,
                "Status column",
                "For the preset debezium-orders: the column that tells the state of an order. By default status."));
        rows.add(Setting.optional(
                STATUS_VALUES,
                Type.STRING,
                "Paid states",
                "For the preset debezium-orders: the states in which an order is paid, separated by commas, in any case."
                        + " By default paid."));
        rows.add(Setting.withDefault(
                        ON_INVALID_FIELD,
                        Type.STRING,
                        "drop",
                        "On an invalid field",
                        "What happens when an optional field cannot be brought into its form: leave it out, or reject the record.")
                .oneOf("drop", "reject"));
        rows.add(Setting.withDefault(
                        ON_UNKNOWN_EVENT,
                        Type.STRING,
                        "reject",
                        "On an unknown event",
                        "What happens to a record whose event name is unknown: reject it, skip it, or send it as custom.")
                .oneOf("reject", "skip", "custom"));
        rows.add(Setting.withDefault(
                        ON_UNKNOWN_PROPERTY,
                        Type.STRING,
                        "ignore",
                        "On an unknown member",
                        "Whether members of a record that the API's events do not have count as fields that were left out"
                                + " (tell) or not (ignore). For records in the API's own shape; the preset pinterest sets it.")
                .oneOf("ignore", "report"));
        rows.add(Setting.withDefault(
                        CUSTOM_NAMES,
                        Type.LIST,
                        "",
                        "Custom event names",
                        "Event names you have defined at Pinterest, accepted beside the API's own.")
                .check(MappingSettings::eventNames)
                .width(Width.LONG));
        rows.add(Setting.withDefault(
                        HASH_DETECTION,
                        Type.STRING,
                        "auto",
                        "Detection of hashes",
                        "Whether 64 hex digits in a personal field count as already hashed (auto), are hashed again (plain),"
                                + " or nothing else is accepted (hashed).")
                .oneOf("auto", "plain", "hashed"));
        rows.add(Setting.withDefault(
                        PHONE_COUNTRY,
                        Type.STRING,
                        "",
                        "Country of phone numbers",
                        "The country of phone numbers that begin with neither + nor 00, as an ISO 3166 code such as DE. Without"
                                + " it their digits are taken as they are, and only numbers with a country code can be matched.")
                .check(MappingSettings::country)
                .offer(countries()));
        rows.add(Setting.withDefault(
                        BIRTH_DATE_PATTERN,
                        Type.STRING,
                        "",
                        "Pattern of dates of birth",
                        "How dates of birth are written where the year does not come first, as a pattern of"
                                + " java.time.format.DateTimeFormatter, such as dd/MM/yyyy. Dates with the year first are still understood.")
                .check(MappingSettings::pattern));
        rows.add(Setting.withDefault(
                        STATE_NAMES,
                        Type.STRING,
                        "drop",
                        "Names of states",
                        "What happens to the name of a state or region for which there is no code of two letters: leave it out"
                                + " (drop), or hash the name (send).")
                .oneOf("drop", "hash"));
        rows.add(Setting.withDefault(
                        EXTERNAL_ID_CASE,
                        Type.STRING,
                        "keep",
                        "Case of external ids",
                        "Whether external_id is hashed as it is (keep) or in lower case (lower). It has to be what your tag sends.")
                .oneOf("keep", "lower"));
        rows.add(Setting.withDefault(
                        EXPRESSION_TIMEOUT,
                        Type.LONG,
                        2000L,
                        "Time for the expressions of a record (ms)",
                        "How long the expressions of one record may take together, in milliseconds. A record that takes longer"
                                + " is rejected, as is one whose expressions take too many steps or make too many characters.")
                .check(Range.between(1, 60_000)));
        rows.add(Setting.withDefault(
                        EXPRESSION_DEPTH, Type.INT, 100, "Deepest evaluation", "How deep one expression may nest.")
                .check(Range.between(10, 1000)));
        rows.add(Setting.withDefault(
                        MAX_AGE,
                        Type.STRING,
                        "7d",
                        "Oldest event",
                        "How long ago an event may have happened, such as 7d, 12h or PT12H; older ones are rejected.")
                .check(MappingSettings::age));
        rows.add(Setting.withDefault(
                        DEAD_LETTER_TOPICS,
                        Type.LIST,
                        "",
                        "Dead letter queues to replay",
                        "Topics of this connector that are dead letter queues, separated by commas. Only the default event"
                                + " ids of their records are made from the place where the record was first read, which"
                                + " the queue keeps in headers, so that a replay counts nothing twice. In other topics"
                                + " these headers are ignored, since whoever writes to a topic can set them.")
                .width(Width.LONG));
        return rows;
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

    static void preset(String key, Object value) {
        if (value != null
                && !value.toString().isBlank()
                && Preset.named(value.toString().strip()).isEmpty()) {
            throw new ConfigException(
                    key + ": there is no such preset; there are " + String.join(", ", Preset.names()));
        }
    }

    private static void age(String key, Object value) {
        try {
            Duration age = duration(String.valueOf(value));
            if (age.compareTo(LONGEST_AGE) > 0) {
                throw new ConfigException(key + ": at most " + LONGEST_AGE.toDays() + "d");
            }
            if (!age.isNegative()) {
                return;
            }
        } catch (DateTimeParseException e) {
            throw new ConfigException(key + ": expected a number with ms, s, m, h or d, or an ISO-8601 duration");
        }
        throw new ConfigException(key + ": must not be negative");
    }

    static DateTimeFormatter datePattern(String pattern) {
        // Strictly, a year of yyyy would need an era as well, and everybody writes yyyy.
        return DateTimeFormatter.ofPattern(pattern.strip().replace('y', 'u'), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static void pattern(String key, Object value) {
        try {
            String pattern = String.valueOf(value);
            if (pattern.length() > LONGEST_DATE_PATTERN) {
                throw new ConfigException(key + ": has " + pattern.length() + " characters; at most "
                        + LONGEST_DATE_PATTERN + " are allowed");
            }
            if (!pattern.isBlank()) {
                LocalDate day = LocalDate.of(1996, 3, 14);
                if (!LocalDate.parse(day.format(datePattern(pattern)), datePattern(pattern))
                        .equals(day)) {
                    throw new ConfigException(key + ": the pattern does not tell day, month and year");
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigException(key + ": is no pattern of a date such as dd/MM/yyyy: " + e.getMessage());
        }
    }

    private static List<String> countries() {
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                .sorted()
                .toList();
    }

    private static void country(String key, Object value) {
        String code = String.valueOf(value).strip().toUpperCase(Locale.ROOT);
        if (!code.isEmpty() && !countries().contains(code)) {
            throw new ConfigException(key + ": expected an ISO 3166 code of two letters, such as DE");
        }
    }

    private static void eventNames(String key, Object value) {
        for (Object name : (List<?>) value) {
            if (!EVENT_NAME.matcher(name.toString()).matches()) {
                throw new ConfigException(key + ": an event name has 1 to 100 letters, digits, underscores and dashes");
            }
        }
    }
}
