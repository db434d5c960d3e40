package io.github.pinsink.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All fields of the event according to Pinterest's OpenAPI description 5.23.0 (with the event names of later versions), in
 * its order, and {@linkplain EventField#extra extra fields} of newer descriptions. Other fields cannot be sent: the API rejects
 * a whole request for one unknown property.
 *
 * <p>The bounds are those of that description. Where it has none, such as for the form of a URL, the rule follows
 * Pinterest's guide. Lengths count UTF-16 units, of which a character has at least one, so a string within its bounds is
 * within them however Pinterest counts.
 */
public final class EventSchema {
    private static final int ANY_LENGTH = Integer.MAX_VALUE;
    private static final String LANGUAGE_EXPECTED = "an ISO 639-1 code of two letters, or a tag that begins with one";
    private static final String FLAT_APP = "The same as in app_info, which is preferred; do not send both.";
    private static final String FLAT_DEVICE = "The same as in device_info, which is preferred; do not send both.";
    private static final String ON_INSTRUCTION = "Set it only if Pinterest asks for it.";
    /** What is a text, not an id, about an app. */
    private static final Set<String> NAMES_OF_APPS = Set.of("app_name", "app_store", "app_version");

    private static final Map<String, EventField> FIELDS = new LinkedHashMap<>();

    static {
        event();
        userData();
        customData();
        appInfo();
        deviceInfo();
    }

    private static final List<String> EXTRA_FIELDS = FIELDS.values().stream()
            .flatMap(field -> Stream.concat(Stream.of(field), field.properties().stream()))
            .filter(EventField::extra)
            .map(EventField::path)
            .toList();

    private EventSchema() {}

    /** All fields; the properties of an object are next to each other. */
    public static List<EventField> fields() {
        return new ArrayList<>(FIELDS.values());
    }

    /** In the order of {@link #fields}. */
    public static List<EventField> withRole(FieldRole role) {
        return FIELDS.values().stream().filter(field -> field.role() == role).toList();
    }

    /** Also properties of a list's entries; in the order of {@link #fields}. */
    static List<EventField> withSignal(QualitySignal signal) {
        return FIELDS.values().stream()
                .flatMap(field -> Stream.concat(Stream.of(field), field.properties().stream()))
                .filter(field -> field.signal().equals(Optional.of(signal)))
                .toList();
    }

    /** The paths of the extra fields and of the extra properties of list entries. */
    public static List<String> extraFields() {
        return EXTRA_FIELDS;
    }

    public static Optional<EventField> field(String path) {
        return Optional.ofNullable(FIELDS.get(path));
    }

    private static void event() {
        add(FieldBuilder.of(
                        "event_name", EventField.Type.TEXT, new EventName(), "Also the usual spellings of other tools")
                .role(FieldRole.EVENT_NAME)
                .within("one of the API's names, or one of mapping.custom.event.names")
                .means("What happened: one of the API's names, a usual spelling of one, or a custom name.")
                .does("The API's name for it")
                .example("\"Order Completed\"", "\"checkout\"")
                .example("\"page_visit\"", "\"page_visit\""));
        add(FieldBuilder.oneOf("action_source", "app_android", "app_ios", "web", "offline")
                .role(FieldRole.ACTION_SOURCE)
                .means("Where it happened: app_android, app_ios, web or offline."));
        add(FieldBuilder.time("event_time")
                .role(FieldRole.EVENT_TIME)
                .means("When it happened. Unix time in s, ms, µs or ns, or a string such as one of ISO 8601."));
        add(FieldBuilder.id("event_id", 256)
                .role(FieldRole.EVENT_ID)
                .signal(QualitySignal.EVENT_ID)
                .means(
                        "The key by which Pinterest removes duplicates of web and app events that arrive within an hour; at most 256"
                                + " characters. If it is missing, blank or a"
                                + " placeholder, the id is a hash of the record's topic, partition, offset and timestamp.")
                .example("1004", "\"1004\""));
        add(FieldBuilder.string(
                        "event_source_url", StringRules::url, "an absolute URL such as https://…", "An absolute URL")
                .signal(QualitySignal.SOURCE_URL)
                .nullable()
                .means("The URL of a web event, with its epik parameter.")
                .example("\"https://shop.example.com/thanks?epik=abc\"", "\"https://shop.example.com/thanks?epik=abc\"")
                .example("\"/thanks\"", ""));
        add(FieldBuilder.bool("opt_out")
                .role(FieldRole.OPT_OUT)
                .means(
                        "Whether the user opted out of tracking; for apps, limited ad tracking or ad personalization turned off."
                                + " A value that is not understood rejects the record, whatever"
                                + " mapping.on.invalid.field says."));
        add(FieldBuilder.string(
                        "partner_name",
                        StringRules::partnerName,
                        "a name such as ss-partnername, or direct",
                        "ss-partnername, or direct")
                .nullable()
                .means("The partner that sends the event, in the form ss-partnername.")
                .does("Lower case")
                .example("\"ss-Example\"", "\"ss-example\""));
        add(FieldBuilder.string(
                        "language",
                        StringRules::language,
                        LANGUAGE_EXPECTED,
                        "A code of two letters, or a language tag, of which only the language is sent")
                .nullable()
                .within("ISO 639-1")
                .means("ISO 639-1 code of the user's language, such as en.")
                .does("Lower case, without a region")
                .example("\"en-US\"", "\"en\""));
        add(FieldBuilder.bool("wifi").means("Whether the device was on Wi-Fi."));
        add(FieldBuilder.id("app_id").nullable().means(FLAT_APP).example("429047995", "\"429047995\""));
        for (String name : List.of("app_name", "app_version")) {
            add(FieldBuilder.string(name).nullable().means(FLAT_APP).example("\" 5.1 \"", "\"5.1\""));
        }
        for (String name : List.of("device_brand", "device_carrier", "device_model", "device_type", "os_version")) {
            add(FieldBuilder.string(name).nullable().means(FLAT_DEVICE).example("18", "\"18\""));
        }
        add(FieldBuilder.bool("advertiser_tracking_enabled")
                .extra()
                .means("Whether the user of an iOS app allowed tracking (App Tracking Transparency)."));
    }

    private static void userData() {
        add(FieldBuilder.hashed("em", ValueKind.ID, FieldNormalizers.EMAIL, "an e-mail address", "E-mail addresses")
                .role(FieldRole.USER_IDENTIFIER)
                .signal(QualitySignal.EMAIL)
                .means("E-mail addresses of the user.")
                .does(
                        "The address alone, without a display name, quotes, mailto:, punctuation and stray spaces; lower case;"
                                + " dots, tags and other scripts are kept. Each address of a string is a value of its own."
                                + " The domain needs a dot")
                .example("\" Jane.Doe@Example.COM \"", "\"jane.doe@example.com\"")
                .example("\"Jane Doe <jane@example.com>\"", "\"jane@example.com\"")
                .example("\"jane@localhost\"", ""));
        add(FieldBuilder.hashed(
                        "ph",
                        ValueKind.ID,
                        new NumericText(new PhoneNumber(), true),
                        "a phone number with its country code",
                        "Phone numbers with their country code")
                .means(
                        "Phone numbers of the user, with country code (mapping.phone.country, mapping.phone.default.country).")
                .does(
                        "Digits of any script with the country code; an extension, a trunk zero and leading zeros are removed;"
                                + " 7 to 15 digits. A national number gets the code of its country; if it is not valid there, but"
                                + " valid with the code that it begins with, it keeps its digits. The string of a"
                                + " whole number is that number, and invalid when an exponent hides digits")
                .example("\"+1 (415) 555-2671\"", "\"14155552671\"")
                .example("\"0049 (0)30 901820 ext. 7\"", "\"4930901820\"")
                .example("\"14155552671.0\"", "\"14155552671\"")
                .example("\"1.41556E+10\"", ""));
        add(FieldBuilder.hashed(
                        "ge",
                        ValueKind.ID,
                        FieldNormalizers.GENDER,
                        "a gender (f, m or n)",
                        "f, m or n, or the English word")
                .means("Gender of the user: f, m or n, or the English word.")
                .does("One letter")
                .example("\"Non-Binary\"", "\"n\""));
        add(FieldBuilder.hashed(
                        "db",
                        ValueKind.ID,
                        new BirthDate(),
                        "a date of birth, year first, after 1900-01-01 and not in the future",
                        "A date, year first, or a time that begins with it; other orders with mapping.birth.date.pattern")
                .means("Date of birth of the user, year first or by mapping.birth.date.pattern.")
                .does("yyyyMMdd; dates that do not exist, are in the future or are not after 1900-01-01 are dropped")
                .example("\"1996-3-14\"", "\"19960314\"")
                .example("\"1996-02-31\"", "")
                .example("\"1900-01-01\"", ""));
        add(FieldBuilder.hashed("ln", ValueKind.NAME, FieldNormalizers.NAME, "a name", "A name")
                .means("Last name of the user.")
                .does("Lower case; spaces and punctuation inside are kept")
                .example("\"O'Brien\"", "\"o'brien\""));
        add(FieldBuilder.hashed("fn", ValueKind.NAME, FieldNormalizers.NAME, "a name", "A name")
                .means("First name of the user.")
                .does("Lower case; spaces and punctuation inside are kept")
                .example("\"Mary Ann\"", "\"mary ann\""));
        add(FieldBuilder.hashed("ct", ValueKind.PLACE, FieldNormalizers.CITY, "a city", "A city")
                .means("City of the user's residence.")
                .does("Lower case; only letters of all scripts, their combining marks and digits")
                .example("\"St. John's\"", "\"stjohns\"")
                .example("\"São Paulo\"", "\"sãopaulo\""));
        add(FieldBuilder.hashed(
                        "st",
                        ValueKind.STATE,
                        FieldNormalizers.STATE,
                        "a state's two letters, or its name in the US or Canada",
                        "Two letters, also after a country as in US-CA; English names in the US and Canada")
                .means("State or province of the user's residence (mapping.state.names).")
                .does("Two letters in lower case")
                .example("\"California\"", "\"ca\"")
                .example("\"N.Y.\"", "\"ny\""));
        add(FieldBuilder.hashed(
                        "zp",
                        ValueKind.PLACE,
                        new NumericText(FieldNormalizers.POSTAL_CODE, false),
                        "a postal code",
                        "A postal code, preferably a string")
                .means("Postal code of the user's residence.")
                .does("Only letters and digits, in lower case; leading zeros are kept; a fraction of zeros is removed")
                .example("\"01234-5678\"", "\"012345678\"")
                .example("\"SW1A 1AA\"", "\"sw1a1aa\"")
                .example("97201.0", "\"97201\""));
        add(FieldBuilder.hashed(
                        "country",
                        ValueKind.COUNTRY,
                        FieldNormalizers.COUNTRY,
                        "an ISO 3166 code, or a country's English name",
                        "ISO 3166 codes of two or three letters, English names")
                .means("Country of the user's residence.")
                .does("Two letters in lower case; uk is gb")
                .example("\"USA\"", "\"us\"")
                .example("\"Germany\"", "\"de\""));
        add(FieldBuilder.hashed(
                        "external_id", ValueKind.ID, FieldNormalizers.EXTERNAL_ID, "an id", "A string or an integer")
                .signal(QualitySignal.EXTERNAL_ID)
                .means("Your id of the user, exactly as your Pinterest tag sends it (mapping.external.id.case).")
                .does("Unchanged, without white space at the ends")
                .example("\"CUST-AbC42\"", "\"CUST-AbC42\"")
                .example("820982911946154508", "\"820982911946154508\""));
        add(FieldBuilder.hashed(
                        "hashed_maids",
                        ValueKind.ID,
                        new AdvertisingId(),
                        "an advertising id in the form of a UUID",
                        "Google advertising ids or IDFAs: UUIDs, also in braces or without dashes")
                .role(FieldRole.USER_IDENTIFIER)
                .signal(QualitySignal.ADVERTISING_ID)
                .means("Advertising ids of the user's device.")
                .does(
                        "Lower case, with dashes, without braces. 32 hex digits without dashes and braces must be a UUID of"
                                + " version 4: others may be an MD5 digest")
                .example("\"EA7583CD-A667-48BC-B806-42ECB2B48606\"", "\"ea7583cd-a667-48bc-b806-42ecb2b48606\"")
                .example("\"00000000-0000-0000-0000-000000000000\"", ""));
        add(FieldBuilder.of(
                        "user_data.client_ip_address",
                        EventField.Type.TEXT,
                        new IpAddress(),
                        "An IPv4 or IPv6 address, also with brackets, a port or a zone; a list, or an X-Forwarded-For or"
                                + " Forwarded header, of which the first public address is sent")
                .kind(ValueKind.ID)
                .role(FieldRole.IP_ADDRESS)
                .signal(QualitySignal.IP_ADDRESS)
                .means("The user's public IP address; sent unhashed.")
                .does("The address alone. Private, shared, loopback, link-local, multicast, reserved and unspecified"
                        + " addresses are dropped")
                .example("\"203.0.113.45:51234\"", "\"203.0.113.45\"")
                .example("\"10.0.0.9, 203.0.113.80\"", "\"203.0.113.80\"")
                .example("\"192.168.1.20\"", ""));
        add(FieldBuilder.string(
                        "user_data.client_user_agent",
                        ValueKind.ID,
                        StringRules::userAgent,
                        "a browser's user agent string, not the word Other",
                        "A string, not the word Other")
                .role(FieldRole.USER_AGENT)
                .signal(QualitySignal.USER_AGENT)
                .means("The user's browser; sent unhashed.")
                .example("\"Mozilla/5.0 (X11; Linux x86_64)\"", "\"Mozilla/5.0 (X11; Linux x86_64)\""));
        add(FieldBuilder.string(
                        "user_data.click_id",
                        ValueKind.ID,
                        StringRules::clickId,
                        "a click id, not a URL (take it out with $queryParameter(url, 'epik'))",
                        "A string, not a URL. A number becomes its digits. White space at the ends is removed")
                .signal(QualitySignal.CLICK_ID)
                .nullable()
                .does("Without the name of the cookie or the parameter")
                .means("The _epik cookie or the epik parameter; sent unhashed.")
                .example("\"dj0yJnU9\"", "\"dj0yJnU9\"")
                .example("\"_epik=dj0yJnU9\"", "\"dj0yJnU9\"")
                .example("\"https://shop.example.com/?epik=dj0yJnU9\"", ""));
        add(FieldBuilder.id("user_data.partner_id")
                .nullable()
                .means("A third party's id of the user, for integration partners; sent unhashed.")
                .example("\"XY1000\"", "\"XY1000\""));
        add(FieldBuilder.oneOf("user_data.customer_type", "new", "returning")
                .extra()
                .means("Whether the customer is new or returning; sent unhashed."));
    }

    private static void customData() {
        add(FieldBuilder.currency("custom_data.currency")
                .nullable()
                .means(
                        "ISO 4217 code of a currency in use, such as EUR. Without it Pinterest assumes the ad account's currency. If it is given"
                                + " and invalid, the event's amounts are dropped too."));
        add(
                FieldBuilder.amount("custom_data.value")
                        .signal(QualitySignal.VALUE)
                        .nullable()
                        .means(
                                "The total of the event, preferably before tax and shipping; Pinterest asks for more than zero."));
        add(FieldBuilder.ids("custom_data.content_ids", "Strings or numbers")
                .signal(QualitySignal.PRODUCT_IDS)
                .means("Product ids as in the catalog.")
                .example("[\"S-1\", 2, null, \" \"]", "[\"S-1\", \"2\"]"));
        add(FieldBuilder.objects("custom_data.contents", contents())
                .means(
                        "Objects with id, item_price, quantity, item_name, item_category, item_brand, and item_brand_id if listed.")
                .example(
                        "{\"id\": \"S-1\", \"item_price\": 600, \"quantity\": 2.5}",
                        "[{\"id\": \"S-1\", \"item_price\": \"600\"}]"));
        add(FieldBuilder.integer("custom_data.num_items").means("The number of items in total."));
        add(FieldBuilder.id("custom_data.order_id")
                .signal(QualitySignal.ORDER_ID)
                .nullable()
                .means("The id of the order, which helps Pinterest to remove duplicates.")
                .example("1004", "\"1004\""));
        add(FieldBuilder.string("custom_data.search_string")
                .nullable()
                .means("The search query.")
                .example("\"blue lamp\"", "\"blue lamp\""));
        add(FieldBuilder.string(
                        "custom_data.opt_out_type",
                        StringRules::optOutType,
                        "LDP, the only flag that Pinterest processes",
                        "LDP, in upper or lower case")
                .role(FieldRole.OPT_OUT)
                .nullable()
                .means("LDP limits the processing of the user's data, and needs st and country. Any other value rejects"
                        + " the record, whatever mapping.on.invalid.field says.")
                .does("Upper case")
                .example("\"LDP\"", "\"LDP\"")
                .example("\"ldp\"", "\"LDP\""));
        for (String what : List.of("name", "category", "brand")) {
            add(FieldBuilder.string("custom_data.content_" + what)
                    .nullable()
                    .means("The " + what + " of the page or product.")
                    .example("\" Lamps\"", "\"Lamps\""));
        }
        add(FieldBuilder.amount("custom_data.predicted_ltv").nullable().means("Predicted lifetime value of the user."));
        add(FieldBuilder.id("custom_data.np")
                .nullable()
                .means("Named partner. " + ON_INSTRUCTION)
                .example("\"ss-example\"", "\"ss-example\""));
        add(FieldBuilder.id("custom_data.external_measurement_id")
                .nullable()
                .means(ON_INSTRUCTION)
                .example("\"m-1\"", "\"m-1\""));
        add(FieldBuilder.integer("custom_data.external_measurement_vendor_id")
                .nullable()
                .means(ON_INSTRUCTION));
    }

    private static List<EventField> contents() {
        String entry = "custom_data.contents[].";
        return List.of(
                FieldBuilder.id(entry + "id")
                        .signal(QualitySignal.PRODUCT_IDS)
                        .means("Product id.")
                        .example("7", "\"7\"")
                        .field(),
                FieldBuilder.amount(entry + "item_price")
                        .means("Price of one item, before discounts.")
                        .field(),
                FieldBuilder.integer(entry + "quantity")
                        .means("The number of items of this product.")
                        .field(),
                FieldBuilder.string(entry + "item_name")
                        .means("Name of the product.")
                        .example("\"Lamp\"", "\"Lamp\"")
                        .field(),
                FieldBuilder.string(entry + "item_category")
                        .means("Category of the product.")
                        .example("\"Lamps\"", "\"Lamps\"")
                        .field(),
                FieldBuilder.string(entry + "item_brand")
                        .means("Brand of the product.")
                        .example("\"Example\"", "\"Example\"")
                        .field(),
                FieldBuilder.id(entry + "item_brand_id", 64)
                        .extra()
                        .means("Id of the product's brand.")
                        .example("12", "\"12\"")
                        .field());
    }

    private static void appInfo() {
        app("app_id", 200, "Id of the app, such as 429047995.", "429047995", "\"429047995\"");
        app("app_name", 200, "Name of the app.", "\"Example\"", "\"Example\"");
        app("app_package_name", 200, "Name of the app's package.", "\"com.example.shop\"", "\"com.example.shop\"");
        app("app_store", 100, "The store of the app.", "\"Google Play\"", "\"Google Play\"");
        app("app_version", 100, "Version of the app.", "7.9", "\"7.9\"");
        add(FieldBuilder.time("app_info.install_time").means("When the app was installed."));
        app("user_agent", 16_384, "User agent of the app; does not identify the user.", "\"App/5.1\"", "\"App/5.1\"");
        pixels("app_info.", "window", "of the app's window");
    }

    private static void app(String name, int maxLength, String meaning, String given, String sent) {
        String path = "app_info." + name;
        FieldBuilder row =
                NAMES_OF_APPS.contains(name) ? FieldBuilder.string(path, maxLength) : FieldBuilder.id(path, maxLength);
        add(row.means(meaning).example(given, sent));
    }

    private static void deviceInfo() {
        device("battery_level", 100, "Charge of the battery in percent.");
        device("brand", "Brand of the device.");
        device("carrier", "Mobile carrier.");
        device("kernel_version", "Version of the kernel.");
        device("model", "Model of the device.");
        device("os_name", "Name of the operating system.");
        device("os_release_name", "Name of the operating system's release.");
        device("os_version", "Version of the operating system.");
        device("type", "Type of the device.");
        device("cpu_cores", 1_152, "The number of processor cores.");
        device("external_storage_free_space", 1_048_576, "Free space on external storage, in GB.");
        device("external_storage_size", 1_048_576, "Size of external storage, in GB.");
        device("storage_free_space", 1_048_576, "Free space on internal storage, in GB.");
        device("storage_size", 1_048_576, "Size of internal storage, in GB.");
        add(FieldBuilder.oneOf(
                        "device_info.form_factor",
                        "desktop",
                        "laptop",
                        "cellphone",
                        "tablet",
                        "smartwatch",
                        "tv",
                        "vr",
                        "console",
                        "other")
                .means("The kind of device."));
        add(FieldBuilder.list(
                        "device_info.languages",
                        FieldEncoders.string(ANY_LENGTH, StringRules::language, ValueKind.OTHER, LANGUAGE_EXPECTED),
                        100,
                        "Codes of two letters, or language tags, of which only the language is sent")
                .within("ISO 639-1, at most 100 entries")
                .means("Languages the device is set to.")
                .example("[\"de-AT\", \"EN\", \"klingon\"]", "[\"de\", \"en\"]"));
        add(FieldBuilder.string(
                        "device_info.locale",
                        StringRules::locale,
                        "a BCP 47 tag of at most 35 characters",
                        "A language tag")
                .within("BCP 47, at most 35 characters")
                .means("Locale of the device.")
                .does("Underscores become dashes")
                .example("\"en_US\"", "\"en-US\""));
        add(FieldBuilder.oneOf(
                        "device_info.network_type",
                        "wifi",
                        "cellular_2g",
                        "cellular_3g",
                        "cellular_4g",
                        "cellular_5g",
                        "cellular_6g",
                        "ethernet",
                        "unknown")
                .means("The kind of network."));
        add(FieldBuilder.oneOf("device_info.os_family", "ios", "android", "macos", "windows", "linux", "bsd", "other")
                .means("The family of the operating system."));
        device("screen_density", 100_000, "Density of the screen, in dots per inch.");
        pixels("device_info.", "screen", "of the screen");
        add(FieldBuilder.string("device_info.timezone", 40)
                .means("Time zone of the device, such as Europe/Berlin.")
                .example("\"Europe/Berlin\"", "\"Europe/Berlin\""));
        add(FieldBuilder.string("device_info.timezone_abbr", 5)
                .means("Time zone of the device, abbreviated, such as CET.")
                .example("\"CET\"", "\"CET\""));
    }

    private static void device(String name, String meaning) {
        add(FieldBuilder.string("device_info." + name, 100).means(meaning).example("14", "\"14\""));
    }

    private static void device(String name, long max, String meaning) {
        add(FieldBuilder.integer("device_info." + name, 0, max).means(meaning));
    }

    private static void pixels(String group, String what, String whose) {
        for (String side : List.of("height", "width")) {
            add(FieldBuilder.integer(group + what + '_' + side, 0, 30_720)
                    .means(Character.toUpperCase(side.charAt(0)) + side.substring(1) + ' ' + whose + ", in pixels."));
        }
    }

    private static void add(FieldBuilder row) {
        EventField field = row.field();
        FIELDS.put(field.path(), field);
    }
}
