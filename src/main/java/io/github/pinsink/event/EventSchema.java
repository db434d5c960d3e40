package io.github.pinsink.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every member of the event as Pinterest's OpenAPI description 5.23.0 has it (with the event names of later ones), in its
 * order. What is not here cannot be sent: the API refuses a whole request for one member it does not know.
 */
public final class EventSchema {
    private static final int ANY_LENGTH = Integer.MAX_VALUE;
    private static final String OF_THE_DEVICE = "Of the device.";
    private static final Map<String, EventField> FIELDS = new LinkedHashMap<>();

    static {
        required(
                "event_name",
                "text, at most 100 characters",
                new EventName(),
                "What happened: one of the API's names, a usual spelling of one, or a name of your own.");
        required(
                "action_source",
                "app_android, app_ios, web or offline",
                Forms.oneOf("app_android", "app_ios", "web", "offline"),
                "Where it happened: app_android, app_ios, web or offline.");
        required(
                "event_time",
                "integer, Unix seconds",
                Times::write,
                "When it happened. Unix time in s, ms, µs or ns, or ISO-8601 text.");
        required(
                "event_id",
                "text, at most 256 characters",
                Forms.text(256),
                "The key by which Pinterest removes duplicates; at most 256 characters.");
        text("event_source_url", ANY_LENGTH, "The URL of a web event, with its epik parameter.");
        bool("opt_out", "Whether the user opted out of tracking.");
        text("partner_name", ANY_LENGTH, "The partner that sends the event, in the form ss-partnername.");
        optional(
                "language",
                "two letters",
                Forms.letters(2, false, "an ISO 639-1 code of two letters"),
                "ISO 639-1 code, such as en.");
        bool("wifi", "Whether the device was on Wi-Fi.");
        for (String member : List.of("app_id", "app_name", "app_version", "device_brand", "device_carrier")) {
            text(member, ANY_LENGTH, "The flat form of the app or device; prefer app_info and device_info.");
        }
        for (String member : List.of("device_model", "device_type", "os_version")) {
            text(member, ANY_LENGTH, "The flat form of the device; prefer device_info.");
        }

        hashed("em", Normalisers.EMAIL, "an e-mail address", "E-mail addresses. White space goes, lower case");
        hashed(
                "ph",
                new Phone(),
                "a phone number with its country code",
                "Phone numbers with country code. Digits only, no leading zeros, no extension");
        hashed("ge", Normalisers.GENDER, "a gender (f, m or n)", "Gender: f, m or n, or the English word");
        hashed(
                "db",
                new BirthDate(),
                "a date, year first",
                "Date of birth, year first or by mapping.birth.date.pattern; hashed as yyyyMMdd");
        hashed("ln", Normalisers.NAME, "a name", "Last name. Lower case; spaces and punctuation inside stay");
        hashed("fn", Normalisers.NAME, "a name", "First name. Lower case; spaces and punctuation inside stay");
        hashed("ct", Normalisers.CITY, "a city", "City. Lower case, without spaces and punctuation");
        hashed(
                "st",
                Normalisers.STATE,
                "a state's two letters or its English name",
                "State or province: two letters, US-CA, or a name in the US or Canada");
        hashed(
                "zp",
                Normalisers.POSTAL_CODE,
                "a postal code",
                "Postal code. Digits only, or letters and digits where there are letters");
        hashed(
                "country",
                Normalisers.COUNTRY,
                "an ISO 3166 code or an English name",
                "Country: ISO 3166 code of two or three letters, or its English name");
        hashed(
                "external_id",
                Normalisers.EXTERNAL_ID,
                "an id",
                "Your own id of the user, exactly as your tag sends it (mapping.external.id.case)");
        hashed(
                "hashed_maids",
                Normalisers.ADVERTISING_ID,
                "an advertising id that is not all zeros",
                "Google advertising ids or IDFAs. Lower case");
        optional(
                "user_data.client_ip_address",
                "an IPv4 or IPv6 address",
                IpAddress::write,
                "The user's IP address; sent in plain form.");
        text("user_data.client_user_agent", ANY_LENGTH, "The user's browser; sent in plain form.");
        text("user_data.click_id", ANY_LENGTH, "The _epik cookie or the epik parameter.");
        text("user_data.partner_id", ANY_LENGTH, "A third party's id of the user, for integration partners.");

        optional(
                "custom_data.currency",
                "three letters",
                Forms.letters(3, true, "an ISO 4217 code of three letters"),
                "ISO 4217 code, such as EUR; sent in upper case.");
        decimal("custom_data.value", "The total of the event.");
        list("custom_data.content_ids", "text", Forms.text(ANY_LENGTH), ANY_LENGTH, "Product ids as in the catalogue.");
        list(
                "custom_data.contents",
                "object",
                Forms.object(contents()),
                ANY_LENGTH,
                "Objects with id, item_price, quantity, item_name, item_category, item_brand.");
        integer("custom_data.num_items", 0, Long.MAX_VALUE, "How many items.");
        text("custom_data.order_id", ANY_LENGTH, "The id of the order.");
        text("custom_data.search_string", ANY_LENGTH, "What was searched for.");
        text("custom_data.opt_out_type", ANY_LENGTH, "Privacy flags; LDP is limited data processing.");
        text("custom_data.content_name", ANY_LENGTH, "The name of the page or product.");
        text("custom_data.content_category", ANY_LENGTH, "The category of the page or product.");
        text("custom_data.content_brand", ANY_LENGTH, "The brand of the page or product.");
        decimal("custom_data.predicted_ltv", "Predicted lifetime value.");
        text("custom_data.np", ANY_LENGTH, "Named partner; only when Pinterest asks for it.");
        text("custom_data.external_measurement_id", ANY_LENGTH, "Only when Pinterest asks for it.");
        integer(
                "custom_data.external_measurement_vendor_id",
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                "Only when Pinterest asks for it.");

        for (String member : List.of("app_id", "app_name", "app_package_name")) {
            text("app_info." + member, 200, "Of the app.");
        }
        text("app_info.app_store", 100, "The store of the app.");
        text("app_info.app_version", 100, "The version of the app.");
        optional("app_info.install_time", "integer, Unix seconds", Times::write, "When the app was installed.");
        text("app_info.user_agent", 16_384, "The user agent of the app.");
        integers("app_info.", 30_720, "window_height", "window_width");

        integers("device_info.", 100, "battery_level");
        for (String member : List.of("brand", "carrier", "kernel_version", "model", "os_name", "os_release_name")) {
            text("device_info." + member, 100, OF_THE_DEVICE);
        }
        text("device_info.os_version", 100, OF_THE_DEVICE);
        text("device_info.type", 100, OF_THE_DEVICE);
        integers("device_info.", 1_152, "cpu_cores");
        integers(
                "device_info.",
                1_048_576,
                "external_storage_free_space",
                "external_storage_size",
                "storage_free_space",
                "storage_size");
        oneOf(
                "device_info.form_factor",
                "The kind of device.",
                "desktop",
                "laptop",
                "cellphone",
                "tablet",
                "smartwatch",
                "tv",
                "vr",
                "console",
                "other");
        list(
                "device_info.languages",
                "two letters",
                Forms.letters(2, false, "an ISO 639-1 code of two letters"),
                100,
                "ISO 639-1 codes.");
        text("device_info.locale", 35, "BCP 47 tag.");
        oneOf(
                "device_info.network_type",
                "The kind of network.",
                "wifi",
                "cellular_2g",
                "cellular_3g",
                "cellular_4g",
                "cellular_5g",
                "cellular_6g",
                "ethernet",
                "unknown");
        oneOf(
                "device_info.os_family",
                "The family of the operating system.",
                "ios",
                "android",
                "macos",
                "windows",
                "linux",
                "bsd",
                "other");
        integers("device_info.", 100_000, "screen_density");
        integers("device_info.", 30_720, "screen_height", "screen_width");
        text("device_info.timezone", 40, "Of the device, such as Europe/Berlin.");
        text("device_info.timezone_abbr", 5, "Of the device, such as CET.");
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
        members.put("item_price", Numbers::decimal);
        members.put("quantity", Numbers.integer(Long.MIN_VALUE, Long.MAX_VALUE));
        members.put("item_name", Forms.text(ANY_LENGTH));
        members.put("item_category", Forms.text(ANY_LENGTH));
        members.put("item_brand", Forms.text(ANY_LENGTH));
        return members;
    }

    private static void required(String path, String type, Form form, String documentation) {
        FIELDS.put(path, new EventField(path, true, false, type, form, documentation));
    }

    private static void optional(String path, String type, Form form, String documentation) {
        FIELDS.put(path, new EventField(path, false, false, type, form, documentation));
    }

    private static void text(String path, int maxLength, String documentation) {
        String type = maxLength == ANY_LENGTH ? "text" : "text, at most " + maxLength + " characters";
        optional(path, type, Forms.text(maxLength), documentation);
    }

    private static void bool(String path, String documentation) {
        optional(path, "boolean", Forms::bool, documentation);
    }

    private static void decimal(String path, String documentation) {
        optional(path, "decimal number as text", Numbers::decimal, documentation);
    }

    private static void oneOf(String path, String documentation, String... allowed) {
        optional(path, "one of " + String.join(", ", allowed), Forms.oneOf(allowed), documentation);
    }

    private static void list(String path, String element, Form form, int most, String documentation) {
        String type = "list of " + element + (most == ANY_LENGTH ? "" : ", at most " + most);
        optional(path, type, Forms.list(form, most), documentation);
    }

    private static void integer(String path, long min, long max, String documentation) {
        String bounds =
                min == Long.MIN_VALUE ? "" : max == Long.MAX_VALUE ? ", at least " + min : ", " + min + " to " + max;
        optional(path, "integer" + bounds, Numbers.integer(min, max), documentation);
    }

    private static void integers(String group, long max, String... members) {
        for (String member : members) {
            integer(group + member, 0, max, "A whole number.");
        }
    }

    private static void hashed(String member, Normaliser rule, String expected, String documentation) {
        String path = "user_data." + member;
        FIELDS.put(
                path,
                new EventField(
                        path,
                        false,
                        true,
                        "list of SHA-256",
                        new Hashed(rule, expected),
                        documentation + ". One value or a list."));
    }
}
