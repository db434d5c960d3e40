package io.github.pinsink.mapping.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Odd values in rows of the BigQuery export of Google Analytics. */
class BigQueryRowsTest {
    private static final PresetCase PRESET = new PresetCase("ga4-bigquery");

    private static Map<String, Object> parameter(String key, String type, Object value) {
        return Map.of("key", key, "value", Map.of(type, value));
    }

    private static JsonNode map(Map<String, Object> changes) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "event_name",
                "purchase",
                "event_timestamp",
                1_795_521_000_123_456L,
                "platform",
                "WEB",
                "user_properties",
                List.of(parameter("email", "string_value", "jane@example.com"))));
        row.putAll(changes);
        return PRESET.map(row);
    }

    @ParameterizedTest
    @CsvSource({"No, true", "no, true", "Yes, ", "Unset, ", "unset, ", "'', ", "denied, true", "granted, "})
    void adsStorageDecidesAboutTheOptOut(String word, Boolean optOut) {
        JsonNode event = map(Map.of("privacy_info", Map.of("ads_storage", word)));

        assertThat(event.get("event_name").textValue()).isEqualTo("checkout");
        assertThat(
                        event.path("opt_out").isMissingNode()
                                ? null
                                : event.get("opt_out").booleanValue())
                .isEqualTo(optOut);
    }

    @Test
    void limitedAdTrackingIsAnOptOut() {
        for (Object limited : List.of("Yes", "true", true)) {
            assertThat(map(Map.of("device", Map.of("is_limited_ad_tracking", limited)))
                            .get("opt_out")
                            .booleanValue())
                    .isTrue();
        }
        assertThat(map(Map.of("device", Map.of("is_limited_ad_tracking", "No"))).get("opt_out"))
                .isNull();
    }

    @Test
    void consentThatIsNotUnderstoodRejectsTheRow() {
        JsonNode result = map(Map.of("privacy_info", Map.of("ads_storage", "maybe")));

        assertThat(result.path("invalid").path(0).asText()).startsWith("opt_out: ");
    }

    @ParameterizedTest
    @CsvSource({
        "double_value, 84.5, 84.5",
        "float_value, 84.5, 84.5",
        "int_value, 85, 85",
        "int_value, 0, 0",
        "string_value, 84.50, 84.50"
    })
    void aValueMayHaveAnyType(String type, String value, String expected) {
        JsonNode event = map(Map.of(
                "event_params", List.of(parameter("value", type, value)), "ecommerce", Map.of("purchase_revenue", 7)));

        assertThat(event.at("/custom_data/value").textValue()).isEqualTo(expected);
    }

    @Test
    void aNumericTransactionIdIsAnId() {
        JsonNode event = map(Map.of(
                "event_params", List.of(parameter("transaction_id", "int_value", "12345")),
                "ecommerce", Map.of("transaction_id", "(not set)")));

        assertThat(event.get("event_id").textValue()).isEqualTo("12345");
        assertThat(event.at("/custom_data/order_id").textValue()).isEqualTo("12345");
    }

    @Test
    void notSetIsNoValue() {
        String notSet = "(not set)";
        JsonNode event = map(Map.of(
                "ecommerce", Map.of("transaction_id", notSet),
                "device", Map.of("language", notSet, "mobile_brand_name", notSet, "operating_system", notSet),
                "geo", Map.of("city", notSet, "country", notSet, "region", notSet),
                "items", List.of(Map.of("item_id", notSet, "item_name", notSet, "item_brand", notSet, "price", 1))));

        assertThat(event.get("event_id").textValue()).isEqualTo("(derived)");
        assertThat(event.toString()).doesNotContain("not set").doesNotContain("dropped");
        assertThat(event.get("user_data").size()).isEqualTo(1);
    }

    /** Its parameters are in millionths. */
    @Test
    void anInAppPurchaseWithoutItsValueInDollarsHasNoValue() {
        JsonNode event = map(Map.of(
                "event_name",
                "in_app_purchase",
                "platform",
                "android",
                "event_params",
                List.of(parameter("value", "int_value", 4_590_000), parameter("currency", "string_value", "EUR"))));

        assertThat(event.get("action_source").textValue()).isEqualTo("app_android");
        assertThat(event.get("custom_data")).isNull();
    }

    @Test
    void rowsMayBeStructs() {
        Schema value = SchemaBuilder.struct()
                .optional()
                .field("string_value", Schema.OPTIONAL_STRING_SCHEMA)
                .field("int_value", Schema.OPTIONAL_INT64_SCHEMA)
                .field("double_value", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .build();
        Schema parameter = SchemaBuilder.struct()
                .optional()
                .field("key", Schema.OPTIONAL_STRING_SCHEMA)
                .field("value", value)
                .build();
        Schema row = SchemaBuilder.struct()
                .field("event_name", Schema.STRING_SCHEMA)
                .field("event_timestamp", Schema.INT64_SCHEMA)
                .field("platform", Schema.STRING_SCHEMA)
                .field("event_params", SchemaBuilder.array(parameter).build())
                .build();
        Struct event = new Struct(row)
                .put("event_name", "purchase")
                .put("event_timestamp", 1_795_521_000_123_456L)
                .put("platform", "WEB")
                .put(
                        "event_params",
                        List.of(
                                new Struct(parameter)
                                        .put("key", "email")
                                        .put("value", new Struct(value).put("string_value", "jane@example.com")),
                                new Struct(parameter)
                                        .put("key", "currency")
                                        .put("value", new Struct(value).put("string_value", "EUR")),
                                new Struct(parameter)
                                        .put("key", "value")
                                        .put("value", new Struct(value).put("double_value", 84.5))));

        assertThat(PRESET.map(row, event).get("custom_data").toString())
                .isEqualTo("{\"currency\":\"EUR\",\"value\":\"84.5\"}");
    }
}
