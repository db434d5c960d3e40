package io.github.pinsink.sandbox.bench;

import java.util.Map;

/** The mapping of a typical web shop: 18 fields, 7 of them hashed, and a filter. */
final class OrderMapping {
    static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("filter", "status = 'PAID'"),
            Map.entry("mapping.event_name", "'checkout'"),
            Map.entry("mapping.action_source", "'web'"),
            Map.entry("mapping.event_time", "created_at"),
            Map.entry("mapping.event_id", "order_id"),
            Map.entry("mapping.event_source_url", "context.url"),
            Map.entry("mapping.user_data.em", "customer.email"),
            Map.entry("mapping.user_data.ph", "customer.phone"),
            Map.entry("mapping.user_data.fn", "customer.first_name"),
            Map.entry("mapping.user_data.ln", "customer.last_name"),
            Map.entry("mapping.user_data.ct", "customer.city"),
            Map.entry("mapping.user_data.zp", "customer.zip"),
            Map.entry("mapping.user_data.external_id", "customer.id"),
            Map.entry("mapping.user_data.client_ip_address", "context.ip"),
            Map.entry("mapping.user_data.client_user_agent", "context.user_agent"),
            Map.entry("mapping.custom_data.currency", "currency"),
            Map.entry("mapping.custom_data.value", "$minorUnits(total_cents, currency)"),
            Map.entry("mapping.custom_data.order_id", "order_id"),
            Map.entry(
                    "mapping.custom_data.contents",
                    "items.{\"id\": sku, \"item_name\": name, \"item_price\": price, \"quantity\": qty}"));

    private OrderMapping() {}
}
