package io.github.pinsink.sandbox;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The API's rules for an event. They are written a second time on purpose: if the sandbox shared the connector's table, it
 * could not detect mistakes in it. Where the documentation is unclear (nulls, empty values, malformed hashes) the rules
 * here are the stricter ones, so that the API accepts whatever passes here.
 */
public final class EventValidator {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final long CLOCK_TOLERANCE_SECONDS = 3_600;

    private static final Rule STRING = stringOf(Integer.MAX_VALUE);
    private static final Rule DECIMAL_STRING = matching(DECIMAL);
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
            throw Rejection.invalid(value + " is not a past time in seconds since the epoch");
        }
    };

    private static final Map<String, Rule> USER_DATA = Map.ofEntries(
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
            entry("client_ip_address", STRING),
            entry("client_user_agent", STRING),
            entry("click_id", STRING),
            entry("partner_id", STRING));

    private static final Map<String, Rule> CONTENT = Map.of(
            "id", STRING,
            "item_price", DECIMAL_STRING,
            "quantity", INTEGER,
            "item_name", STRING,
            "item_category", STRING,
            "item_brand", STRING);

    private static final Map<String, Rule> CUSTOM_DATA = Map.ofEntries(
            entry("currency", matching(Pattern.compile("[A-Z]{3}"))),
            entry("value", DECIMAL_STRING),
            entry("content_ids", listOf(STRING, Integer.MAX_VALUE)),
            entry("num_items", INTEGER),
            entry("order_id", STRING),
            entry("search_string", STRING),
            entry("opt_out_type", STRING),
            entry("content_name", STRING),
            entry("content_category", STRING),
            entry("content_brand", STRING),
            entry("predicted_ltv", DECIMAL_STRING),
            entry("np", STRING),
            entry("external_measurement_id", STRING),
            entry("external_measurement_vendor_id", INTEGER));

    private static final Rule APP_INFO = object(
            Map.of(
                    "app_id", stringOf(200),
                    "app_name", stringOf(200),
                    "app_package_name", stringOf(200),
                    "app_store", stringOf(100),
                    "app_version", stringOf(100),
                    "install_time", between(0, Long.MAX_VALUE),
                    "user_agent", stringOf(16_384),
                    "window_height", PIXELS,
                    "window_width", PIXELS),
            Set.of());

    private static final Rule DEVICE_INFO = object(
            Map.ofEntries(
                    entry("battery_level", between(0, 100)),
                    entry("brand", stringOf(100)),
                    entry("carrier", stringOf(100)),
                    entry("kernel_version", stringOf(100)),
                    entry("model", stringOf(100)),
                    entry("os_name", stringOf(100)),
                    entry("os_release_name", stringOf(100)),
                    entry("os_version", stringOf(100)),
                    entry("type", stringOf(100)),
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
                    entry("languages", listOf(STRING, 100)),
                    entry("locale", stringOf(35)),
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
                    entry("timezone", stringOf(40)),
                    entry("timezone_abbr", stringOf(5))),
            Set.of());

    private static final Map<String, Rule> EVENT = Map.ofEntries(
            entry("event_name", stringOf(100)),
            entry("action_source", oneOf("app_android", "app_ios", "web", "offline")),
            entry("event_time", EVENT_TIME),
            entry("event_id", stringOf(256)),
            entry("event_source_url", STRING),
            entry("opt_out", BOOLEAN),
            entry("partner_name", STRING),
            entry("app_info", APP_INFO),
            entry("device_info", DEVICE_INFO),
            entry("language", matching(Pattern.compile("[a-z]{2}"))),
            entry("wifi", BOOLEAN),
            entry("app_id", STRING),
            entry("app_name", STRING),
            entry("app_version", STRING),
            entry("device_brand", STRING),
            entry("device_carrier", STRING),
            entry("device_model", STRING),
            entry("device_type", STRING),
            entry("os_version", STRING));

    private static final Rule PUBLISHED_EVENT = event(Map.of(), Map.of(), Map.of());
    private static final Rule NEWER_EVENT = event(
            Map.of("advertiser_tracking_enabled", BOOLEAN),
            Map.of("customer_type", oneOf("new", "returning")),
            Map.of("item_brand_id", stringOf(64)));

    /** The API's descriptions, of which newer ones have more properties. */
    public enum Description {
        PUBLISHED(PUBLISHED_EVENT),
        NEWER(NEWER_EVENT);

        private final Rule event;

        Description(Rule event) {
            this.event = event;
        }
    }

    private EventValidator() {}

    /** With the properties that a description adds to the published one. */
    private static Rule event(Map<String, Rule> ofEvent, Map<String, Rule> ofUser, Map<String, Rule> ofContent) {
        Rule contents = listOf(object(with(CONTENT, ofContent), Set.of()), Integer.MAX_VALUE);
        Map<String, Rule> objects = Map.of(
                "user_data",
                object(with(USER_DATA, ofUser), Set.of()),
                "custom_data",
                object(with(CUSTOM_DATA, Map.of("contents", contents)), Set.of()));
        return object(
                with(with(EVENT, objects), ofEvent),
                Set.of("event_name", "action_source", "event_time", "event_id", "user_data"));
    }

    private static Map<String, Rule> with(Map<String, Rule> properties, Map<String, Rule> more) {
        Map<String, Rule> all = new HashMap<>(properties);
        all.putAll(more);
        return all;
    }

    /** Checks it by the published description. */
    public static void check(JsonNode event) {
        check(event, Description.PUBLISHED);
    }

    /** @throws Rejection of the whole request that contains this event */
    public static void check(JsonNode event, Description description) {
        description.event.check("event", event);
        JsonNode user = event.get("user_data");
        boolean identified = user.has("em")
                || user.has("hashed_maids")
                || (user.has("client_ip_address") && user.has("client_user_agent"));
        if (!identified) {
            throw Rejection.invalid(
                    "user_data requires em, hashed_maids, or both client_ip_address and client_user_agent");
        }
    }

    @FunctionalInterface
    private interface Rule {
        void check(String name, JsonNode value);
    }

    private static Rule object(Map<String, Rule> properties, Set<String> required) {
        return (name, value) -> {
            if (!value.isObject()) {
                throw wrongType(value, "object");
            }
            rejectIfEmpty(name, value.isEmpty());
            for (Map.Entry<String, JsonNode> property : value.properties()) {
                Rule rule = properties.get(property.getKey());
                if (rule == null) {
                    throw Rejection.invalid(
                            "Additional properties are not allowed ('" + property.getKey() + "' was unexpected)");
                }
                rule.check(property.getKey(), property.getValue());
            }
            for (String property : required) {
                if (!value.has(property)) {
                    throw Rejection.invalid("'" + property + "' is a required property");
                }
            }
        };
    }

    private static Rule listOf(Rule elements, int maxSize) {
        return (name, value) -> {
            if (!value.isArray()) {
                throw wrongType(value, "array");
            }
            rejectIfEmpty(name, value.isEmpty());
            if (value.size() > maxSize) {
                throw Rejection.invalid("'" + name + "' has more than " + maxSize + " elements");
            }
            value.forEach(element -> elements.check(name, element));
        };
    }

    private static Rule stringOf(int maxLength) {
        return (name, value) -> {
            if (!value.isTextual()) {
                throw wrongType(value, "string");
            }
            rejectIfEmpty(name, value.textValue().isBlank());
            if (value.textValue().length() > maxLength) {
                throw Rejection.invalid(value + " is longer than " + maxLength + " characters");
            }
        };
    }

    private static Rule matching(Pattern pattern) {
        return (name, value) -> {
            STRING.check(name, value);
            if (!pattern.matcher(value.textValue()).matches()) {
                throw Rejection.invalid(value + " does not match '" + pattern + "'");
            }
        };
    }

    private static Rule oneOf(String... allowed) {
        List<String> values = List.of(allowed);
        return (name, value) -> {
            STRING.check(name, value);
            if (!values.contains(value.textValue())) {
                throw Rejection.invalid(value + " is not one of " + values);
            }
        };
    }

    private static Rule between(long min, long max) {
        return (name, value) -> {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw wrongType(value, "integer");
            }
            if (value.longValue() < min || value.longValue() > max) {
                throw Rejection.invalid(value + " is not between " + min + " and " + max);
            }
        };
    }

    private static void rejectIfEmpty(String name, boolean empty) {
        if (empty) {
            throw Rejection.invalid("'" + name + "' is empty");
        }
    }

    /** Quotes the value, as JSON schema validators do: a client must not copy these messages into its log. */
    private static Rejection wrongType(JsonNode value, String expected) {
        return Rejection.invalid(value + " is not of type '" + expected + "'");
    }
}
