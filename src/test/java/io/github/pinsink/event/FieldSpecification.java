package io.github.pinsink.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The expected behavior of a field.
 *
 * @param usual a typical value of records
 * @param sent what is sent for it; for a hashed field the string that is hashed
 * @param wrongType a value of an unsupported type
 * @param outOfBounds invalid values of a supported type
 * @param list several values; a field that takes one value drops them, or sends the first usable one
 * @param sentOfList what is sent for them; for a hashed field the strings that are hashed; empty if they are dropped
 * @param droppedFromList the paths of the dropped elements
 */
record FieldSpecification(
        String path,
        Object usual,
        Object sent,
        Object wrongType,
        List<Object> outOfBounds,
        List<?> list,
        List<?> sentOfList,
        List<String> droppedFromList) {
    private static final Object OBJECT = Map.of("id", "x");

    /** In the order of the event. */
    static final List<FieldSpecification> ALL = List.of(
            single(
                    "event_name",
                    "Order Completed",
                    "checkout",
                    OBJECT,
                    List.of("x".repeat(101), "no such event"),
                    List.of("checkout", "lead")),
            single("action_source", "WEB", "web", OBJECT, List.of("no such word"), List.of("web", "offline")),
            single(
                    "event_time",
                    "2025-11-13T02:13:20Z",
                    1763000000,
                    true,
                    List.of(-1, "1E400", "yesterday"),
                    List.of(1763000000, 1763000001)),
            single("event_id", 1004, "1004", OBJECT, List.of("x".repeat(257)), List.of("a", "b")),
            single(
                    "event_source_url",
                    "https://shop.example.com/?epik=abc",
                    "https://shop.example.com/?epik=abc",
                    OBJECT,
                    List.of("/thanks", "https://", "://x", "a b://c"),
                    List.of("https://a", "https://b")),
            bool("opt_out"),
            single(
                    "partner_name",
                    "ss-Example",
                    "ss-example",
                    OBJECT,
                    List.of("example", "ss-", "ss-a b"),
                    List.of("ss-a", "ss-b")),
            single(
                    "language",
                    "pt-BR",
                    "pt",
                    OBJECT,
                    List.of("e", "klingon", "xx", "en-", "en US"),
                    List.of("en", "de")),
            bool("wifi"),
            text("app_id"),
            text("app_name"),
            text("app_version"),
            text("device_brand"),
            text("device_carrier"),
            text("device_model"),
            text("device_type"),
            text("os_version"),
            bool("advertiser_tracking_enabled"),
            new FieldSpecification(
                    "user_data.em",
                    " Jane.Doe@Example.COM ",
                    "jane.doe@example.com",
                    OBJECT,
                    List.of("jane", "@example.com", "jane@", "jane@localhost", "a@b@c.de", "https://example.com/@jane"),
                    Arrays.asList("B@x.de", "b@x.de", null, " ", "a@x.de", "none"),
                    List.of("b@x.de", "a@x.de"),
                    List.of("user_data.em[5]")),
            new FieldSpecification(
                    "user_data.ph",
                    "+1 (415) 555-2671",
                    "14155552671",
                    OBJECT,
                    List.of("123456", "1234567890123456", "none"),
                    Arrays.asList("0014155552671", 14155552671L, "+49 30 901820", "1"),
                    List.of("14155552671", "4930901820"),
                    List.of("user_data.ph[3]")),
            new FieldSpecification(
                    "user_data.ge",
                    "Female",
                    "f",
                    OBJECT,
                    List.of("x", "unknown"),
                    List.of("m", "Man", "?", "f"),
                    List.of("m", "f"),
                    List.of("user_data.ge[2]")),
            new FieldSpecification(
                    "user_data.db",
                    "1996-03-14",
                    "19960314",
                    OBJECT,
                    List.of("1996-02-30", "14/03/1996", 1996),
                    List.of(19960314, "1996/3/14", "2000-01-01", "soon"),
                    List.of("19960314", "20000101"),
                    List.of("user_data.db[3]")),
            new FieldSpecification(
                    "user_data.ln",
                    "O'Brien",
                    "o'brien",
                    OBJECT,
                    List.of(Double.NaN, 1e17),
                    List.of("Doe", "DOE", "Roe", List.of()),
                    List.of("doe", "roe"),
                    List.of("user_data.ln[3]")),
            new FieldSpecification(
                    "user_data.fn",
                    "Mary Ann",
                    "mary ann",
                    OBJECT,
                    List.of(Double.NaN, 1e17),
                    List.of("Jane", "JANE", "Kim", false),
                    List.of("jane", "kim"),
                    List.of("user_data.fn[3]")),
            new FieldSpecification(
                    "user_data.ct",
                    "St. John's",
                    "stjohns",
                    OBJECT,
                    List.of("--", "."),
                    List.of("Paris", "PARIS.", "Köln", "!"),
                    List.of("paris", "köln"),
                    List.of("user_data.ct[3]")),
            new FieldSpecification(
                    "user_data.st",
                    "California",
                    "ca",
                    OBJECT,
                    List.of("Bavaria", "x", 12),
                    List.of("US-CA", "N.Y.", "Québec", "?"),
                    List.of("ca", "ny", "qc"),
                    List.of("user_data.st[3]")),
            new FieldSpecification(
                    "user_data.zp",
                    "01234-5678",
                    "012345678",
                    OBJECT,
                    List.of("-", "?"),
                    List.of("94107", 94107, "SW1A 1AA", "#"),
                    List.of("94107", "sw1a1aa"),
                    List.of("user_data.zp[3]")),
            new FieldSpecification(
                    "user_data.country",
                    "Germany",
                    "de",
                    OBJECT,
                    List.of("Atlantis", "x", 49),
                    List.of("USA", "us", "UK", "nowhere"),
                    List.of("us", "gb"),
                    List.of("user_data.country[3]")),
            new FieldSpecification(
                    "user_data.external_id",
                    " CUST-AbC42 ",
                    "CUST-AbC42",
                    OBJECT,
                    List.of(Double.NaN, 1e17),
                    List.of(820982911946154508L, "a", "A", true),
                    List.of("820982911946154508", "a", "A"),
                    List.of("user_data.external_id[3]")),
            new FieldSpecification(
                    "user_data.hashed_maids",
                    "EA7583CD-A667-48BC-B806-42ECB2B48606",
                    "ea7583cd-a667-48bc-b806-42ecb2b48606",
                    OBJECT,
                    List.of(Double.NaN, 1e17),
                    List.of(
                            "EA7583CD-A667-48BC-B806-42ECB2B48606",
                            "ea7583cd-a667-48bc-b806-42ecb2b48606",
                            "00000000-0000-0000-0000-000000000000",
                            Map.of()),
                    List.of("ea7583cd-a667-48bc-b806-42ecb2b48606"),
                    List.of("user_data.hashed_maids[2]", "user_data.hashed_maids[3]")),
            new FieldSpecification(
                    "user_data.client_ip_address",
                    "2001:db8::1",
                    "2001:db8::1",
                    OBJECT,
                    List.of(
                            "0.0.0.0",
                            "::",
                            "256.1.1.1",
                            "1.2.3",
                            "1.2.3.4.5",
                            "01.2.3.4",
                            "example.com",
                            "fe80::1%eth0",
                            "::ffff:0.0.0.0",
                            "192.168.1.20",
                            List.of("10.0.0.9", "::1"),
                            7),
                    Arrays.asList(null, "10.0.0.9", "203.0.113.1", "203.0.113.2"),
                    List.of("203.0.113.1"),
                    List.of()),
            single(
                    "user_data.client_user_agent",
                    "Mozilla/5.0 (X11)",
                    "Mozilla/5.0 (X11)",
                    OBJECT,
                    List.of("Other"),
                    List.of("a", "b")),
            text("user_data.click_id"),
            text("user_data.partner_id"),
            single(
                    "user_data.customer_type",
                    "Returning",
                    "returning",
                    OBJECT,
                    List.of("no such word"),
                    List.of("new", "returning")),
            single(
                    "custom_data.currency",
                    "eur",
                    "EUR",
                    OBJECT,
                    List.of("EURO", "E1R", "€", 978),
                    List.of("EUR", "USD")),
            amount("custom_data.value"),
            new FieldSpecification(
                    "custom_data.content_ids",
                    "S-1",
                    List.of("S-1"),
                    OBJECT,
                    List.of(Double.NaN),
                    Arrays.asList("S-1", 2, null, " ", "S-1", List.of("x"), 3L),
                    List.of("S-1", "2", "S-1", "3"),
                    List.of("custom_data.content_ids[5]")),
            new FieldSpecification(
                    "custom_data.contents",
                    Map.of("id", "S-1", "quantity", 2),
                    List.of(Map.of("id", "S-1", "quantity", 2)),
                    "S-1",
                    List.of(List.of(Map.of("colour", "red")), List.of("S-1", 2)),
                    List.of(
                            Map.of("id", 1, "item_price", 10.5),
                            Map.of("id", "b", "quantity", 2.5),
                            "c",
                            Map.of("id", "d", "colour", "red"),
                            Map.of("id", " ")),
                    List.of(Map.of("id", "1", "item_price", "10.5"), Map.of("id", "b"), Map.of("id", "d")),
                    List.of("custom_data.contents[1].quantity", "custom_data.contents[2]", "custom_data.contents[3]")),
            count("custom_data.num_items"),
            single(
                    "custom_data.order_id",
                    1004,
                    "1004",
                    OBJECT,
                    List.of(Double.NaN, 9.007199254740994E15),
                    List.of("a", "b")),
            text("custom_data.search_string"),
            single(
                    "custom_data.opt_out_type",
                    " ldp ",
                    "LDP",
                    OBJECT,
                    List.of("CCPA", "LDP,CCPA", ",", true),
                    List.of("a", "b")),
            text("custom_data.content_name"),
            text("custom_data.content_category"),
            text("custom_data.content_brand"),
            amount("custom_data.predicted_ltv"),
            text("custom_data.np"),
            text("custom_data.external_measurement_id"),
            count("custom_data.external_measurement_vendor_id"),
            text("app_info.app_id", 200),
            text("app_info.app_name", 200),
            text("app_info.app_package_name", 200),
            text("app_info.app_store", 100),
            text("app_info.app_version", 100),
            single("app_info.install_time", 1763000000123L, 1763000000, true, List.of(-1, "soon"), List.of(1, 2)),
            text("app_info.user_agent", 16384),
            count("app_info.window_height", 30720),
            count("app_info.window_width", 30720),
            count("device_info.battery_level", 100),
            text("device_info.brand", 100),
            text("device_info.carrier", 100),
            text("device_info.kernel_version", 100),
            text("device_info.model", 100),
            text("device_info.os_name", 100),
            text("device_info.os_release_name", 100),
            text("device_info.os_version", 100),
            text("device_info.type", 100),
            count("device_info.cpu_cores", 1152),
            count("device_info.external_storage_free_space", 1048576),
            count("device_info.external_storage_size", 1048576),
            count("device_info.storage_free_space", 1048576),
            count("device_info.storage_size", 1048576),
            single(
                    "device_info.form_factor",
                    "TABLET",
                    "tablet",
                    OBJECT,
                    List.of("no such word"),
                    List.of("tablet", "tv")),
            new FieldSpecification(
                    "device_info.languages",
                    "de-AT",
                    List.of("de"),
                    OBJECT,
                    List.of(Collections.nCopies(101, "en"), "klingon"),
                    List.of("DE", "en-US", "x", "fr"),
                    List.of("de", "en", "fr"),
                    List.of("device_info.languages[2]")),
            single(
                    "device_info.locale",
                    "en_US",
                    "en-US",
                    OBJECT,
                    List.of("x".repeat(36), "en US", "12", "en--US", "-"),
                    List.of("en", "de")),
            single(
                    "device_info.network_type",
                    "CELLULAR_5G",
                    "cellular_5g",
                    OBJECT,
                    List.of("no such word"),
                    List.of("cellular_5g", "wifi")),
            single("device_info.os_family", "IOS", "ios", OBJECT, List.of("no such word"), List.of("ios", "android")),
            count("device_info.screen_density", 100000),
            count("device_info.screen_height", 30720),
            count("device_info.screen_width", 30720),
            text("device_info.timezone", 40),
            single("device_info.timezone_abbr", " CET ", "CET", OBJECT, List.of("x".repeat(6)), List.of("a", "b")));

    /** The properties of an entry of {@code custom_data.contents}, in their order. */
    static final List<FieldSpecification> MEMBERS = List.of(
            single(
                    "custom_data.contents[].id",
                    820982911946154508L,
                    "820982911946154508",
                    OBJECT,
                    List.of(Double.POSITIVE_INFINITY, 9.007199254740994E15),
                    List.of("a", "b")),
            amount("custom_data.contents[].item_price"),
            count("custom_data.contents[].quantity"),
            text("custom_data.contents[].item_name"),
            text("custom_data.contents[].item_category"),
            text("custom_data.contents[].item_brand"),
            text("custom_data.contents[].item_brand_id", 64));

    private static FieldSpecification text(String path) {
        // A number that may have lost digits is not accepted as a string.
        return single(
                path, " Example ", "Example", OBJECT, List.of(Double.NaN, 9.007199254740994E15), List.of("a", "b"));
    }

    private static FieldSpecification text(String path, int longest) {
        return single(path, " Example ", "Example", OBJECT, List.of("x".repeat(longest + 1)), List.of("a", "b"));
    }

    private static FieldSpecification bool(String path) {
        return single(path, "true", true, OBJECT, List.of(2, "maybe"), List.of(true, false));
    }

    private static FieldSpecification count(String path) {
        BigInteger tooLarge = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
        return single(path, "2.0", 2, true, List.of(2.5, "two", tooLarge, 1e19), List.of(1, 2));
    }

    private static FieldSpecification count(String path, int most) {
        return single(path, "2", 2, true, List.of(2.5, "two", -1, most + 1), List.of(1, 2));
    }

    private static FieldSpecification amount(String path) {
        return single(
                path,
                new BigDecimal("1200.00"),
                "1200",
                true,
                List.of("1,200.00", Double.NaN, "1E400", "EUR 5"),
                List.of(1, 2));
    }

    private static FieldSpecification single(
            String path, Object usual, Object sent, Object wrongType, List<Object> outOfBounds, List<?> list) {
        return new FieldSpecification(path, usual, sent, wrongType, outOfBounds, list, List.of(), List.of());
    }

    @Override
    public String toString() {
        return path;
    }
}
