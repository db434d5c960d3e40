package io.github.pinsink.event;

import io.github.pinsink.event.EventField.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Every member of the event as Pinterest's OpenAPI description 5.23.0 has it (with the event names of later ones), in its
 * order. What is not here cannot be sent: the API refuses a whole request for one member it does not know.
 */
public final class EventSchema {
    private static final int ANY_LENGTH = Integer.MAX_VALUE;
    private static final Map<String, EventField> FIELDS = new LinkedHashMap<>();

    static {
        required("event_name", Forms.text(100), "What happened: one of the API's names, or a usual spelling of one.");
        required(
                "action_source",
                Forms.oneOf("app_android", "app_ios", "web", "offline"),
                "Where it happened: app_android, app_ios, web or offline.");
        required("event_time", Forms::time, "When it happened. Unix time in s, ms, µs or ns, or ISO-8601 text.");
        required("event_id", Forms.text(256), "The key by which Pinterest removes duplicates; at most 256 characters.");
        text("event_source_url", ANY_LENGTH, "The URL of a web event, with its epik parameter.");
        bool("opt_out", "Whether the user opted out of tracking.");
        text("partner_name", ANY_LENGTH, "The partner that sends the event, in the form ss-partnername.");
        optional(
                "language", Forms.letters(2, false, "an ISO 639-1 code of two letters"), "ISO 639-1 code, such as en.");
        bool("wifi", "Whether the device was on Wi-Fi.");
        for (String member : List.of("app_id", "app_name", "app_version", "device_brand", "device_carrier")) {
            text(member, ANY_LENGTH, "The flat form of the app or device; prefer app_info and device_info.");
        }
        for (String member : List.of("device_model", "device_type", "os_version")) {
            text(member, ANY_LENGTH, "The flat form of the device; prefer device_info.");
        }

        hashed("em", Normalisers::email, "an e-mail address", "E-mail addresses");
        hashed("ph", Normalisers::phone, "a phone number with its country code", "Phone numbers with country code");
        hashed("ge", Normalisers::gender, "a gender (f, m or n)", "Gender: f, m or n, or the word");
        hashed("db", Normalisers::birthDate, "a date, year first", "Date of birth, year first");
        hashed("ln", Normalisers::lowerCase, "a name", "Last name");
        hashed("fn", Normalisers::lowerCase, "a name", "First name");
        hashed("ct", Normalisers::city, "a city", "City");
        hashed("st", Normalisers::state, "a state's two letters or its English name", "State or province");
        hashed("zp", Normalisers::postalCode, "a postal code", "Postal code");
        hashed("country", Normalisers::country, "an ISO 3166 code or an English name", "Country");
        hashed("external_id", UnaryOperator.identity(), "an id", "Your own id of the user, as your tag sends it");
        hashed("hashed_maids", Normalisers::advertisingId, "an advertising id", "Google advertising ids or IDFAs");
        optional("user_data.client_ip_address", IpAddress::form, "The user's IP address; sent in plain form.");
        text("user_data.client_user_agent", ANY_LENGTH, "The user's browser; sent in plain form.");
        text("user_data.click_id", ANY_LENGTH, "The _epik cookie or the epik parameter.");
        text("user_data.partner_id", ANY_LENGTH, "A third party's id of the user, for integration partners.");

        optional(
                "custom_data.currency",
                Forms.letters(3, true, "an ISO 4217 code of three letters"),
                "ISO 4217 code, such as EUR.");
        optional("custom_data.value", Forms::decimal, "The total of the event, a decimal number.");
        optional("custom_data.content_ids", Forms.list(Forms.text(ANY_LENGTH)), "Product ids as in the catalogue.");
        optional(
                "custom_data.contents",
                Forms.list(Forms.object(contents())),
                "Objects with id, item_price, quantity, " + "item_name, item_category, item_brand.");
        optional("custom_data.num_items", Forms.integer(0, Long.MAX_VALUE), "How many items, a whole number.");
        text("custom_data.order_id", ANY_LENGTH, "The id of the order.");
        text("custom_data.search_string", ANY_LENGTH, "What was searched for.");
        text("custom_data.opt_out_type", ANY_LENGTH, "Privacy flags; LDP is limited data processing.");
        text("custom_data.content_name", ANY_LENGTH, "The name of the page or product.");
        text("custom_data.content_category", ANY_LENGTH, "The category of the page or product.");
        text("custom_data.content_brand", ANY_LENGTH, "The brand of the page or product.");
        optional("custom_data.predicted_ltv", Forms::decimal, "Predicted lifetime value, a decimal number.");
        text("custom_data.np", ANY_LENGTH, "Named partner; only when Pinterest asks for it.");
        text("custom_data.external_measurement_id", ANY_LENGTH, "Only when Pinterest asks for it.");
        optional(
                "custom_data.external_measurement_vendor_id",
                Forms.integer(Long.MIN_VALUE, Long.MAX_VALUE),
                "Only when Pinterest asks for it.");

        for (String member : List.of("app_id", "app_name", "app_package_name")) {
            text("app_info." + member, 200, "Of the app; at most 200 characters.");
        }
        text("app_info.app_store", 100, "The store of the app; at most 100 characters.");
        text("app_info.app_version", 100, "The version of the app; at most 100 characters.");
        optional("app_info.install_time", Forms::time, "When the app was installed.");
        text("app_info.user_agent", 16_384, "The user agent of the app.");
        integers("app_info.", 30_720, "window_height", "window_width");

        integers("device_info.", 100, "battery_level");
        for (String member : List.of("brand", "carrier", "kernel_version", "model", "os_name", "os_release_name")) {
            text("device_info." + member, 100, "Of the device; at most 100 characters.");
        }
        text("device_info.os_version", 100, "Of the device; at most 100 characters.");
        text("device_info.type", 100, "Of the device; at most 100 characters.");
        integers("device_info.", 1_152, "cpu_cores");
        integers(
                "device_info.",
                1_048_576,
                "external_storage_free_space",
                "external_storage_size",
                "storage_free_space",
                "storage_size");
        optional(
                "device_info.form_factor",
                Forms.oneOf("desktop", "laptop", "cellphone", "tablet", "smartwatch", "tv", "vr", "console", "other"),
                "The kind of device.");
        optional(
                "device_info.languages",
                Forms.list(Forms.letters(2, false, "ISO 639-1 codes of two letters"), 100),
                "ISO 639-1 codes.");
        text("device_info.locale", 35, "BCP 47 tag; at most 35 characters.");
        optional(
                "device_info.network_type",
                Forms.oneOf(
                        "wifi",
                        "cellular_2g",
                        "cellular_3g",
                        "cellular_4g",
                        "cellular_5g",
                        "cellular_6g",
                        "ethernet",
                        "unknown"),
                "The kind of network.");
        optional(
                "device_info.os_family",
                Forms.oneOf("ios", "android", "macos", "windows", "linux", "bsd", "other"),
                "The family of the operating system.");
        integers("device_info.", 100_000, "screen_density");
        integers("device_info.", 30_720, "screen_height", "screen_width");
        text("device_info.timezone", 40, "At most 40 characters.");
        text("device_info.timezone_abbr", 5, "At most 5 characters.");
    }

    private EventSchema() {}

    /** All fields, the members of an object one after the other. */
    public static List<EventField> fields() {
        return new ArrayList<>(FIELDS.values());
    }

    public static Optional<EventField> field(String path) {
        return Optional.ofNullable(FIELDS.get(path));
    }

    private static Map<String, Form> contents() {
        Map<String, Form> members = new LinkedHashMap<>();
        members.put("id", Forms.text(ANY_LENGTH));
        members.put("item_price", Forms::decimal);
        members.put("quantity", Forms.integer(Long.MIN_VALUE, Long.MAX_VALUE));
        members.put("item_name", Forms.text(ANY_LENGTH));
        members.put("item_category", Forms.text(ANY_LENGTH));
        members.put("item_brand", Forms.text(ANY_LENGTH));
        return members;
    }

    private static void required(String path, Form form, String documentation) {
        FIELDS.put(path, new EventField(path, true, false, form, documentation));
    }

    private static void optional(String path, Form form, String documentation) {
        FIELDS.put(path, new EventField(path, false, false, form, documentation));
    }

    private static void text(String path, int maxLength, String documentation) {
        optional(path, Forms.text(maxLength), documentation);
    }

    private static void bool(String path, String documentation) {
        optional(path, Forms::bool, documentation);
    }

    private static void integers(String group, long max, String... members) {
        for (String member : members) {
            optional(group + member, Forms.integer(0, max), "A whole number from 0 to " + max + ".");
        }
    }

    private static void hashed(String member, UnaryOperator<String> rule, String expected, String documentation) {
        String path = "user_data." + member;
        FIELDS.put(
                path,
                new EventField(
                        path,
                        false,
                        true,
                        Hashed.of(rule, expected),
                        documentation + "; one value or a list. Normalised and sent as SHA-256 only."));
    }
}
