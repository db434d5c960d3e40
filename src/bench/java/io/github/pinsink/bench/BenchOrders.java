package io.github.pinsink.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.SampleOrder;
import io.github.pinsink.sandbox.SampleOrders;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Orders of about 850 bytes and a mapping of 18 fields, 7 of them hashed. */
final class BenchOrders {
    /** Few enough to stay in the CPU cache, like a record that was just converted. */
    private static final int COUNT = 64;

    private static final int MIN_LENGTH = 780;
    private static final int MAX_LENGTH = 920;

    private static final Schema CUSTOMER =
            stringFields("email", "phone", "first_name", "last_name", "city", "country", "zip", "id");
    private static final Schema CONTEXT = stringFields("ip", "user_agent", "url");
    private static final Schema ITEM = SchemaBuilder.struct()
            .field("sku", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("price", Decimal.schema(2))
            .field("qty", Schema.INT32_SCHEMA)
            .build();
    private static final Schema ORDER = SchemaBuilder.struct()
            .field("order_id", Schema.STRING_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .field("created_at", Schema.STRING_SCHEMA)
            .field("currency", Schema.STRING_SCHEMA)
            .field("customer", CUSTOMER)
            .field("context", CONTEXT)
            .field("items", SchemaBuilder.array(ITEM).build())
            .field("total_cents", Schema.INT64_SCHEMA)
            .build();

    private BenchOrders() {}

    static Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put("pinterest.ad.account.id", "549755885175");
        properties.put("pinterest.access.token", "pina_not_used");
        properties.put("filter", "status = 'PAID'");
        properties.put("mapping.event_name", "'checkout'");
        properties.put("mapping.action_source", "'web'");
        properties.put("mapping.event_time", "created_at");
        properties.put("mapping.event_id", "order_id");
        properties.put("mapping.event_source_url", "context.url");
        properties.put("mapping.user_data.em", "customer.email");
        properties.put("mapping.user_data.ph", "customer.phone");
        properties.put("mapping.user_data.fn", "customer.first_name");
        properties.put("mapping.user_data.ln", "customer.last_name");
        properties.put("mapping.user_data.ct", "customer.city");
        properties.put("mapping.user_data.zp", "customer.zip");
        properties.put("mapping.user_data.external_id", "customer.id");
        properties.put("mapping.user_data.client_ip_address", "context.ip");
        properties.put("mapping.user_data.client_user_agent", "context.user_agent");
        properties.put("mapping.custom_data.currency", "currency");
        properties.put("mapping.custom_data.value", "$minorUnits(total_cents, currency)");
        properties.put("mapping.custom_data.order_id", "order_id");
        properties.put(
                "mapping.custom_data.contents",
                "items.{\"id\": sku, \"item_name\": name, \"item_price\": price, \"quantity\": qty}");
        return properties;
    }

    static List<byte[]> json() {
        return SampleOrders.of(18, Instant.now()).take(20 * COUNT).stream()
                .filter(order -> order.expectedOutcome() == SampleOrder.ExpectedOutcome.DELIVERED)
                .map(order -> order.json().getBytes(StandardCharsets.UTF_8))
                .filter(json -> json.length >= MIN_LENGTH && json.length <= MAX_LENGTH)
                .limit(COUNT)
                .toList();
    }

    static Struct struct(byte[] json) {
        JsonNode order = read(json);
        List<Struct> items = new ArrayList<>();
        for (JsonNode item : order.get("items")) {
            items.add(new Struct(ITEM)
                    .put("sku", item.get("sku").textValue())
                    .put("name", item.get("name").textValue())
                    .put("price", new BigDecimal(item.get("price").asText()).setScale(2))
                    .put("qty", item.get("qty").intValue()));
        }
        return new Struct(ORDER)
                .put("order_id", order.get("order_id").textValue())
                .put("status", order.get("status").textValue())
                .put("created_at", order.get("created_at").textValue())
                .put("currency", order.get("currency").textValue())
                .put("customer", struct(CUSTOMER, order.get("customer")))
                .put("context", struct(CONTEXT, order.get("context")))
                .put("items", items)
                .put("total_cents", order.get("total_cents").longValue());
    }

    static JsonNode read(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
    }

    private static Schema stringFields(String... names) {
        SchemaBuilder schema = SchemaBuilder.struct();
        for (String name : names) {
            schema.field(name, Schema.STRING_SCHEMA);
        }
        return schema.build();
    }

    private static Struct struct(Schema schema, JsonNode object) {
        Struct struct = new Struct(schema);
        schema.fields()
                .forEach(field -> struct.put(field, object.get(field.name()).textValue()));
        return struct;
    }
}
