package io.github.pinsink.mapping.expression;

import java.util.List;
import java.util.Map;

/** A record of a shop, for expressions to look at. */
final class SampleRecords {
    static final Map<String, Object> PAID = Map.of(
            "order_id",
            9007199254740993L,
            "total_cents",
            7239,
            "status",
            "PAID",
            "customer",
            Map.of("email", "jane@example.com"),
            "items",
            List.of(Map.of("sku", "S-1", "price", 20, "qty", 2), Map.of("sku", "S-2", "price", 5, "qty", 1)));

    private SampleRecords() {}
}
