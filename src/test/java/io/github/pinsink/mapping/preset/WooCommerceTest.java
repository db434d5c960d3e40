package io.github.pinsink.mapping.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd values of orders of WooCommerce. */
class WooCommerceTest {
    private static final PresetCase PRESET = new PresetCase("woocommerce");

    private static JsonNode map(String key, Object value) {
        return map(Map.of(key, value));
    }

    private static JsonNode map(Map<String, Object> changes) {
        Map<String, Object> order = new HashMap<>(Map.of(
                "id",
                727,
                "status",
                "processing",
                "currency",
                "EUR",
                "total",
                "37.00",
                "customer_id",
                0,
                "date_created_gmt",
                "2026-11-24T11:28:02",
                "date_created",
                "2026-11-24T10:28:02",
                "billing",
                Map.of("email", "jane@example.com"),
                "line_items",
                List.of(Map.of("product_id", 93, "name", "Lamp", "quantity", 1, "price", 37))));
        order.putAll(changes);
        return PRESET.map(order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"processing", "completed", "Completed", "wc-completed"})
    void paidOrdersAreSent(String status) {
        assertThat(map("status", status).get("event_name").textValue()).isEqualTo("checkout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pending",
                "on-hold",
                "failed",
                "cancelled",
                "refunded",
                "trash",
                "checkout-draft",
                "auto-draft",
                "wc-failed",
                "active",
                ""
            })
    void otherOrdersAreSkipped(String status) {
        assertThat(map("status", status).get("skipped").textValue()).isEqualTo("FILTERED");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T11:28:02, 1795519682",
        "2026-11-24 11:28:02, 1795519682",
        "2026-11-24T11:28:02Z, 1795519682",
        "'', 1795516082",
    })
    void theTimeInGmtIsPreferred(String time, long expected) {
        assertThat(map("date_created_gmt", time).get("event_time").longValue()).isEqualTo(expected);
    }

    @Test
    void guestsAndItemsOfNoCatalogHaveNoId() {
        for (Object none : List.of(0, "0", "")) {
            JsonNode event = map(Map.of(
                    "customer_id",
                    none,
                    "line_items",
                    List.of(Map.of("product_id", none, "name", "Gift", "quantity", "2", "price", "1.5"))));

            assertThat(event.at("/user_data/external_id").isMissingNode()).isTrue();
            assertThat(event.at("/custom_data/content_ids").isMissingNode()).isTrue();
            assertThat(event.at("/custom_data/contents/0").toString())
                    .isEqualTo("{\"item_price\":\"1.5\",\"quantity\":2,\"item_name\":\"Gift\"}");
            assertThat(event.get("dropped")).isNull();
        }
    }

    /** PHP writes an empty object as an empty list, and plugins write any value. */
    @Test
    void oddAddressesAndPluginDataAreNoError() {
        JsonNode event = map(Map.of(
                "shipping", List.of(),
                "meta_data",
                        List.of(
                                Map.of("id", 1, "key", "_data", "value", Map.of("a", List.of(1))),
                                Map.of("id", 2, "key", "_wc_order_attribution_session_entry", "value", List.of()),
                                Map.of("id", 3, "key", "_epik", "value", "")),
                "line_items", List.of(),
                "customer_ip_address", "",
                "customer_user_agent", ""));

        assertThat(event.at("/user_data").size()).isEqualTo(1);
        assertThat(event.get("dropped")).isNull();
    }

    @Test
    void anUnreadableQuantityCostsOnlyTheQuantity() {
        JsonNode event =
                map("line_items", List.of(Map.of("product_id", 93, "name", "Lamp", "quantity", "two", "price", "")));

        assertThat(event.at("/custom_data/content_ids/0").textValue()).isEqualTo("93");
        assertThat(event.at("/custom_data/num_items").isMissingNode()).isTrue();
        assertThat(event.at("/custom_data/contents/0").toString()).isEqualTo("{\"id\":\"93\",\"item_name\":\"Lamp\"}");
    }
}
