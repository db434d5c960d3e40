package io.github.pinsink.sandbox;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the API takes as an event. Written down a second time on purpose: a sandbox that shared the connector's table would
 * agree with all its mistakes. Where the documentation leaves a choice (nulls, empty values, malformed hashes) this is
 * the strict side, so that whatever passes here is safe there.
 */
public final class EventValidator {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final long CLOCK_TOLERANCE_SECONDS = 3_600;

    private static final Rule TEXT = textOf(Integer.MAX_VALUE);
    private static final Rule DECIMAL_TEXT = matching(DECIMAL);
    private static final Rule INTEGER = between(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final Rule HASHES = listOf(matching(HASH), Integer.MAX_VALUE);
    private static final Rule GIGABYTES = between(0, 1_048_576);
    private static final Rule PIXELS = between(0, 30_720);

    private static final Rule BOOLEAN = (name, value) -> {
        if (!value.isBoolean()) {
            throw wrongType(value, "boolean");
        }
    };

    private static final Rule EVENT_TIME = (name, value) -> {
        INTEGER.check(name, value);
        long latest = Instant.now().getEpochSecond() + CLOCK_TOLERANCE_SECONDS;
        if (value.longValue() <= 0 || value.longValue() > latest) {
            throw Rejection.invalid(value + " is not a time in the past in seconds");
        }
    };

    private static final Rule USER_DATA = object(
            Map.ofEntries(
                    entry("em", HASHES),
                    entry("ph", HASHES),
                    entry("ge", HASHES),
                    entry("db", HASHES),
                    entry("ln", HASHES),
                    entry("fn", HASHES),
                    entry("ct", HASHES),
                    entry("st", HASHES),
                    entry("zp", HASHES),
                    entry("country", HASHES),
                    entry("external_id", HASHES),
                    entry("hashed_maids", HASHES),
                    entry("client_ip_address", TEXT),
                    entry("client_user_agent", TEXT),
                    entry("click_id", TEXT),
                    entry("partner_id", TEXT)),
            Set.of());

    private static final Rule CONTENT = object(
            Map.of(
                    "id", TEXT,
                    "item_price", DECIMAL_TEXT,
                    "quantity", INTEGER,
                    "item_name", TEXT,
                    "item_category", TEXT,
                    "item_brand", TEXT),
            Set.of());

    private static final Rule CUSTOM_DATA = object(
            Map.ofEntries(
                    entry("currency", matching(Pattern.compile("[A-Z]{3}"))),
                    entry("value", DECIMAL_TEXT),
                    entry("content_ids", listOf(TEXT, Integer.MAX_VALUE)),
                    entry("contents", listOf(CONTENT, Integer.MAX_VALUE)),
                    entry("num_items", INTEGER),
                    entry("order_id", TEXT),
                    entry("search_string", TEXT),
                    entry("opt_out_type", TEXT),
                    entry("content_name", TEXT),
                    entry("content_category", TEXT),
                    entry("content_brand", TEXT),
                    entry("predicted_ltv", DECIMAL_TEXT),
                    entry("np", TEXT),
                    entry("external_measurement_id", TEXT),
                    entry("external_measurement_vendor_id", INTEGER)),
            Set.of());

    private static final Rule APP_INFO = object(
            Map.of(
                    "app_id", textOf(200),
                    "app_name", textOf(200),
                    "app_package_name", textOf(200),
                    "app_store", textOf(100),
                    "app_version", textOf(100),
                    "install_time", between(0, Long.MAX_VALUE),
                    "user_agent", textOf(16_384),
                    "window_height", PIXELS,
                    "window_width", PIXELS),
            Set.of());

    private static final Rule DEVICE_INFO = object(
            Map.ofEntries(
                    entry("battery_level", between(0, 100)),
                    entry("brand", textOf(100)),
                    entry("carrier", textOf(100)),
                    entry("kernel_version", textOf(100)),
                    entry("model", textOf(100)),
                    entry("os_name", textOf(100)),
                    entry("os_release_name", textOf(100)),
                    entry("os_version", textOf(100)),
                    entry("type", textOf(100)),
                    entry("cpu_cores", between(0, 1_152)),
                    entry("external_storage_free_space", GIGABYTES),
                    entry("external_storage_size", GIGABYTES),
                    entry("storage_free_space", GIGABYTES),
                    entry("storage_size", GIGABYTES),
                    entry(
                            "form_factor",
                            oneOf(
                                    "desktop",
                                    "laptop",
                                    "cellphone",
                                    "tablet",
                                    "smartwatch",
                                    "tv",
                                    "vr",
                                    "console",
                                    "other")),
                    entry("languages", listOf(TEXT, 100)),
                    entry("locale", textOf(35)),
                    entry(
                            "network_type",
                            oneOf(
                                    "wifi",
                                    "cellular_2g",
                                    "cellular_3g",
                                    "cellular_4g",
                                    "cellular_5g",
                                    "cellular_6g",
                                    "ethernet",
                                    "unknown")),
                    entry("os_family", oneOf("ios", "android", "macos", "windows", "linux", "bsd", "other")),
                    entry("screen_density", between(0, 100_000)),
                    entry("screen_height", PIXELS),
                    entry("screen_width", PIXELS),
                    entry("timezone", textOf(40)),
                    entry("timezone_abbr", textOf(5))),
            Set.of());

    private static final Rule EVENT = object(
            Map.ofEntries(
                    entry("event_name", textOf(100)),
                    entry("action_source", oneOf("app_android", "app_ios", "web", "offline")),
                    entry("event_time", EVENT_TIME),
                    entry("event_id", textOf(256)),
                    entry("user_data", USER_DATA),
                    entry("event_source_url", TEXT),
                    entry("opt_out", BOOLEAN),
                    entry("partner_name", TEXT),
                    entry("custom_data", CUSTOM_DATA),
                    entry("app_info", APP_INFO),
                    entry("device_info", DEVICE_INFO),
                    entry("language", matching(Pattern.compile("[a-z]{2}"))),
                    entry("wifi", BOOLEAN),
                    entry("app_id", TEXT),
                    entry("app_name", TEXT),
                    entry("app_version", TEXT),
                    entry("device_brand", TEXT),
                    entry("device_carrier", TEXT),
                    entry("device_model", TEXT),
                    entry("device_type", TEXT),
                    entry("os_version", TEXT)),
            Set.of("event_name", "action_source", "event_time", "event_id", "user_data"));

    private EventValidator() {}

    /** @throws Refusal with the answer for the whole request this event is in */
    public static void check(JsonNode event) {
        EVENT.check("event", event);
        JsonNode user = event.get("user_data");
        boolean identified = user.has("em")
                || user.has("hashed_maids")
                || (user.has("client_ip_address") && user.has("client_user_agent"));
        if (!identified) {
            throw Rejection.invalid("user_data needs em, hashed_maids, or client_ip_address with client_user_agent");
        }
    }

    @FunctionalInterface
    private interface Rule {
        void check(String name, JsonNode value);
    }

    private static Rule object(Map<String, Rule> members, Set<String> required) {
        return (name, value) -> {
            if (!value.isObject()) {
                throw wrongType(value, "object");
            }
            refuseEmpty(name, value.isEmpty());
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                Rule rule = members.get(member.getKey());
                if (rule == null) {
                    throw Rejection.invalid(
                            "Additional properties are not allowed ('" + member.getKey() + "' was unexpected)");
                }
                rule.check(member.getKey(), member.getValue());
            }
            for (String member : required) {
                if (!value.has(member)) {
                    throw Rejection.invalid("'" + member + "' is a required property");
                }
            }
        };
    }

    private static Rule listOf(Rule entries, int most) {
        return (name, value) -> {
            if (!value.isArray()) {
                throw wrongType(value, "array");
            }
            refuseEmpty(name, value.isEmpty());
            if (value.size() > most) {
                throw Rejection.invalid("'" + name + "' has more than " + most + " entries");
            }
            value.forEach(entry -> entries.check(name, entry));
        };
    }

    private static Rule textOf(int longest) {
        return (name, value) -> {
            if (!value.isTextual()) {
                throw wrongType(value, "string");
            }
            refuseEmpty(name, value.textValue().isBlank());
            if (value.textValue().length() > longest) {
                throw Rejection.invalid(value + " is too long");
            }
        };
    }

    private static Rule matching(Pattern pattern) {
        return (name, value) -> {
            TEXT.check(name, value);
            if (!pattern.matcher(value.textValue()).matches()) {
                throw Rejection.invalid(value + " does not match '" + pattern + "'");
            }
        };
    }

    private static Rule oneOf(String... allowed) {
        List<String> values = List.of(allowed);
        return (name, value) -> {
            TEXT.check(name, value);
            if (!values.contains(value.textValue())) {
                throw Rejection.invalid(value + " is not one of " + values);
            }
        };
    }

    private static Rule between(long least, long most) {
        return (name, value) -> {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw wrongType(value, "integer");
            }
            if (value.longValue() < least || value.longValue() > most) {
                throw Rejection.invalid(value + " is not between " + least + " and " + most);
            }
        };
    }

    private static void refuseEmpty(String name, boolean empty) {
        if (empty) {
            throw Rejection.invalid("'" + name + "' is empty");
        }
    }

    /** Quotes the value, as such checks do: a client must not copy these texts into its log. */
    private static Rejection wrongType(JsonNode value, String wanted) {
        return Rejection.invalid(value + " is not of type '" + wanted + "'");
    }
}
