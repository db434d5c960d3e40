package io.github.pinsink.config;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventRules;
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

/** Which records become events, the expression for each field of the event, and the rules for field values. */
final class MappingSettings {
    static final String PREFIX = MappingDefinition.FIELD;
    static final String EVENT_NAME = PREFIX + "event_name";
    static final String PRESET = PREFIX + "preset";
    static final String STATUS_COLUMN = PRESET + "." + Preset.STATUS_COLUMN;
    static final String STATUS_VALUES = PRESET + "." + Preset.STATUS_VALUES;
    static final EnumSetting<EventRules.OnInvalidField> ON_INVALID_FIELD =
            EnumSetting.lowerCase("mapping.on.invalid.field", EventRules.OnInvalidField.DROP);
    static final EnumSetting<EventRules.OnUnknownEvent> ON_UNKNOWN_EVENT =
            EnumSetting.lowerCase("mapping.on.unknown.event", EventRules.OnUnknownEvent.REJECT);
    static final EnumSetting<OnUnknownProperty> ON_UNKNOWN_PROPERTY =
            EnumSetting.lowerCase("mapping.on.unknown.property", OnUnknownProperty.IGNORE);
    static final String CUSTOM_NAMES = "mapping.custom.event.names";
    static final EnumSetting<EventRules.HashDetection> HASH_DETECTION =
            EnumSetting.lowerCase("mapping.hash.detection", EventRules.HashDetection.AUTO);
    static final String PHONE_COUNTRY = "mapping.phone.default.country";
    static final String BIRTH_DATE_PATTERN = "mapping.birth.date.pattern";
    static final EnumSetting<EventRules.StateNames> STATE_NAMES =
            EnumSetting.lowerCase("mapping.state.names", EventRules.StateNames.DROP);
    static final EnumSetting<EventRules.ExternalIdCase> EXTERNAL_ID_CASE =
            EnumSetting.lowerCase("mapping.external.id.case", EventRules.ExternalIdCase.KEEP);
    static final String EXPRESSION_TIMEOUT = "mapping.expression.timeout.ms";
    static final String EXPRESSION_DEPTH = "mapping.expression.max.depth";
    static final String MAX_AGE = "event.max.age";
    static final String DEAD_LETTER_TOPICS = "dead.letter.topics";

    /** What happens when a record has a property that the API does not know. */
    enum OnUnknownProperty {
        IGNORE,
        /** It counts as a dropped field. */
        REPORT
    }

    private static final Duration MAX_AGE_LIMIT = Duration.ofDays(36_500);
    private static final int MAX_DATE_PATTERN_LENGTH = 100;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern CUSTOM_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private MappingSettings() {}

    static List<Setting> all() {
        List<Setting> rows = new ArrayList<>();
        rows.add(Setting.optional(
                        PRESET,
                        Type.STRING,
                        "Preset",
                        "A complete mapping for a well-known record format: " + String.join(", ", Preset.names())
                                + ". Explicit keys override the preset; an empty value removes the field.")
                .check(MappingSettings::checkPreset)
                .suggest(Preset.names())
                .dependents(STATUS_COLUMN, STATUS_VALUES)
                .importance(Importance.HIGH));
        rows.add(expression(
                MappingDefinition.FILTER,
                "Filter",
                "A JSONata expression. Records for which its result is not true are skipped."));
        rows.add(expression(
                MappingDefinition.EXPLODE,
                "Explode",
                "A JSONata expression that returns a list. Each element becomes an event of its own, and the mapping"
                        + " expressions see the element: the whole record is in $record, and the index of the element"
                        + " (from 0) in $index. A record without elements is skipped. The maximum is 1,000 elements."
                        + " " + MappingDefinition.FILTER + " sees the whole record; to select elements, filter in this"
                        + " expression, such as events[name = 'purchase']."));
        rows.add(expression(
                MappingDefinition.ACCOUNT,
                "Ad account of a record",
                "A JSONata expression for the ad account of a record. Overrides " + PinterestSettings.AD_ACCOUNT
                        + "."));
        rows.add(expression(
                MappingDefinition.PHONE_COUNTRY,
                "Country of phone numbers",
                "A JSONata expression for the country of a record's phone numbers that start with neither + nor 00: an ISO"
                        + " 3166 code, such as DE or DEU, or an English name. Overrides " + PHONE_COUNTRY
                        + ", which is used where the expression returns nothing or no country."));
        rows.add(
                expression(
                        MappingDefinition.TIME_ZONE,
                        "Zone of local times",
                        "The time zone of times without an offset, in event_time and app_info.install_time: a name of the IANA"
                                + " database such as Europe/Berlin, or a JSONata expression that returns one, such as store.zone."
                                + " Without it, such times are in UTC. Where the expression returns nothing, they are in UTC too, which"
                                + " is reported. Where it returns an unknown zone, a record with a local event_time is rejected."));
        for (EventField field : EventSchema.fields()) {
            rows.add(expression(
                            MappingDefinition.key(field),
                            field.path(),
                            "A JSONata expression for " + field.path() + ". " + field.documentation()
                                    + (field.extra() ? " Sent only if " + ExtraFields.KEY + " lists it." : ""))
                    .importance(field.required() ? Importance.HIGH : Importance.MEDIUM));
        }
        rows.add(Setting.optional(
                STATUS_COLUMN,
                Type.STRING,
                "Status column",
                "For the preset debezium-orders: the column that holds the status of an order. Default: status."));
        rows.add(Setting.optional(
                STATUS_VALUES,
                Type.STRING,
                "Paid statuses",
                "For the preset debezium-orders: a comma-separated list of the statuses of a paid order, not"
                        + " case-sensitive. Default: paid."));
        rows.add(ON_INVALID_FIELD.declare(
                "On an invalid field",
                "What happens when the value of an optional field is invalid, or its expression fails: drop the field, or"
                        + " reject the record. An opt-out that is not understood always rejects it."));
        rows.add(ON_UNKNOWN_EVENT.declare(
                "On an unknown event",
                "What happens to a record with an unknown event name: reject it, skip it, or send it as the event"
                        + " custom."));
        rows.add(ON_UNKNOWN_PROPERTY.declare(
                "On an unknown property",
                "Whether properties of a record that the API does not know are reported as dropped fields (report) or"
                        + " ignored (ignore). Meant for records in the API's own format; the preset pinterest sets it to"
                        + " report."));
        rows.add(Setting.withDefault(
                        CUSTOM_NAMES,
                        Type.LIST,
                        "",
                        "Custom event names",
                        "A comma-separated list of event names that you have defined at Pinterest, accepted in addition to"
                                + " the API's own. Spell them exactly as you defined them: the name is sent as it is listed"
                                + " here, and Pinterest reports an event with any other name as unknown. Records may"
                                + " have them in upper or lower case.")
                .check(MappingSettings::checkEventNames)
                .width(Width.LONG));
        rows.add(ExtraFields.setting());
        rows.add(HASH_DETECTION.declare(
                "Hash detection",
                "How a SHA-256 digest in a personal field is handled: it is already a hash (auto), or it is hashed like any"
                        + " other value (plain). With hashed, values that are not SHA-256 digests are invalid."));
        rows.add(Setting.withDefault(
                        PHONE_COUNTRY,
                        Type.STRING,
                        "",
                        "Default country of phone numbers",
                        "The country of phone numbers that start with neither + nor 00, as an ISO 3166 code such as DE."
                                + " A number that is not valid there, but valid with its own country code, keeps its digits."
                                + " If no country is known, a number that starts with 0 is dropped, and the digits of others are"
                                + " used unchanged; Pinterest can match only those that include a country code. "
                                + MappingDefinition.PHONE_COUNTRY + " overrides it for each record.")
                .check(MappingSettings::checkCountry)
                .suggest(countries()));
        rows.add(Setting.withDefault(
                        BIRTH_DATE_PATTERN,
                        Type.STRING,
                        "",
                        "Pattern of birth dates",
                        "The format of birth dates that do not start with the year, as a pattern of"
                                + " java.time.format.DateTimeFormatter, such as dd/MM/yyyy. Dates that start with the year"
                                + " are still accepted.")
                .check(MappingSettings::checkDatePattern));
        rows.add(STATE_NAMES.declare(
                "State names",
                "What happens to the name of a state or region without a two-letter code: drop the field (drop), or hash"
                        + " the name (hash)."));
        rows.add(EXTERNAL_ID_CASE.declare(
                "Case of external IDs",
                "Whether external_id is hashed unchanged (keep) or in lower case (lower). It must match what your"
                        + " Pinterest tag sends."));
        rows.add(Setting.withDefault(
                        EXPRESSION_TIMEOUT,
                        Type.LONG,
                        2000L,
                        "Expression timeout (ms)",
                        "Maximum total time for the expressions of one record, in milliseconds. A record that exceeds it is"
                                + " rejected, and so is a record whose expressions take too many steps or create too"
                                + " many characters.")
                .check(Range.between(1, 60_000)));
        rows.add(Setting.withDefault(
                        EXPRESSION_DEPTH,
                        Type.INT,
                        100,
                        "Maximum expression depth",
                        "Maximum nesting depth of the evaluation of an expression.")
                .check(Range.between(10, 1000)));
        rows.add(Setting.withDefault(
                        MAX_AGE,
                        Type.STRING,
                        "7d",
                        "Maximum event age",
                        "Maximum age of an event, such as 7d, 12h or PT12H. Older events are rejected.")
                .check(MappingSettings::checkAge));
        rows.add(Setting.withDefault(
                        DEAD_LETTER_TOPICS,
                        Type.LIST,
                        "",
                        "Dead letter queues to replay",
                        "A comma-separated list of those topics of this connector that are dead letter queues. The default"
                                + " event IDs of their records are derived from the original topic, partition and offset,"
                                + " which the queue keeps in headers, so that Pinterest can recognize an event that it already"
                                + " has. In other"
                                + " topics these headers are ignored, because anyone who writes to a topic can set them.")
                .width(Width.LONG));
        return rows;
    }

    private static Setting expression(String key, String displayName, String documentation) {
        return Setting.optional(key, Type.STRING, displayName, documentation)
                .importance(Importance.MEDIUM)
                .width(Width.LONG);
    }

    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
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

    private static void checkPreset(String key, Object value) {
        if (value != null
                && !value.toString().isBlank()
                && Preset.named(value.toString().strip()).isEmpty()) {
            throw new ConfigException(key + ": unknown preset. Valid presets: " + String.join(", ", Preset.names()));
        }
    }

    private static void checkAge(String key, Object value) {
        try {
            Duration age = duration(String.valueOf(value));
            if (age.compareTo(MAX_AGE_LIMIT) > 0) {
                throw new ConfigException(key + ": expected at most " + MAX_AGE_LIMIT.toDays() + "d");
            }
            if (!age.isNegative()) {
                return;
            }
        } catch (DateTimeParseException e) {
            throw new ConfigException(
                    key + ": expected a number with a unit (ms, s, m, h or d), or an ISO 8601 duration");
        }
        throw new ConfigException(key + ": must not be negative");
    }

    static DateTimeFormatter datePattern(String pattern) {
        // Strict parsing of yyyy (year of era) would also require an era, but yyyy is what users write.
        return DateTimeFormatter.ofPattern(pattern.strip().replace('y', 'u'), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static void checkDatePattern(String key, Object value) {
        try {
            String pattern = String.valueOf(value);
            if (pattern.length() > MAX_DATE_PATTERN_LENGTH) {
                throw new ConfigException(
                        key + ": expected at most " + MAX_DATE_PATTERN_LENGTH + " characters, got " + pattern.length());
            }
            if (!pattern.isBlank()) {
                LocalDate day = LocalDate.of(1996, 3, 14);
                if (!LocalDate.parse(day.format(datePattern(pattern)), datePattern(pattern))
                        .equals(day)) {
                    throw new ConfigException(key + ": must contain day, month and year");
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigException(
                    key + ": invalid date pattern; expected one such as dd/MM/yyyy: " + e.getMessage());
        }
    }

    private static List<String> countries() {
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                .sorted()
                .toList();
    }

    private static void checkCountry(String key, Object value) {
        String code = String.valueOf(value).strip().toUpperCase(Locale.ROOT);
        if (!code.isEmpty() && !countries().contains(code)) {
            throw new ConfigException(key + ": expected a two-letter ISO 3166 country code, such as DE");
        }
    }

    private static void checkEventNames(String key, Object value) {
        for (Object name : (List<?>) value) {
            if (!CUSTOM_NAME.matcher(name.toString()).matches()) {
                throw new ConfigException(
                        key + ": expected event names of 1 to 100 letters, digits, underscores and hyphens");
            }
        }
    }
}
