package io.github.pinsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Connect data that Protobuf converters make of a message. No such converter is in the build, so the structs are made by
 * hand, in the form of Confluent's converter: a {@code oneof} is a struct of optional fields, an {@code enum} a string, a
 * {@code google.protobuf.Timestamp} a logical type, and a field that is not set has the default of its type, unless it is
 * {@code optional}, a wrapper or a message.
 */
class ProtobufRecordsTest {
    private static final String TAG = "io.confluent.connect.protobuf.Tag";

    private static final Schema CARD = SchemaBuilder.struct()
            .name("shop.Order.Card")
            .optional()
            .field("brand", optional(Schema.Type.STRING, 1))
            .field("last_digits", optional(Schema.Type.INT32, 2))
            .build();
    private static final Schema VOUCHER = SchemaBuilder.struct()
            .name("shop.Order.Voucher")
            .optional()
            .field("code", optional(Schema.Type.STRING, 1))
            .build();
    /** {@code oneof payment { Card card = 8; Voucher voucher = 9; string invoice = 10; }}. */
    private static final Schema PAYMENT = SchemaBuilder.struct()
            .name("io.confluent.connect.protobuf.Union.payment")
            .optional()
            .field("card", CARD)
            .field("voucher", VOUCHER)
            .field("invoice", optional(Schema.Type.STRING, 10))
            .build();
    /** {@code google.type.Money}. */
    private static final Schema MONEY = SchemaBuilder.struct()
            .name("google.type.Money")
            .optional()
            .field("currency_code", optional(Schema.Type.STRING, 1))
            .field("units", optional(Schema.Type.INT64, 2))
            .field("nanos", optional(Schema.Type.INT32, 3))
            .build();

    private static final Schema ITEM = SchemaBuilder.struct()
            .name("shop.Order.Item")
            .optional()
            .field("sku", optional(Schema.Type.STRING, 1))
            .field("price", MONEY)
            .field("weight", optional(Schema.Type.FLOAT32, 3))
            .field("quantity", optional(Schema.Type.INT64, 4))
            .build();
    private static final Schema CUSTOMER = SchemaBuilder.struct()
            .name("shop.Order.Customer")
            .optional()
            .field("email", optional(Schema.Type.STRING, 1))
            .field("phone", optional(Schema.Type.STRING, 2))
            .field("email_sha256", optional(Schema.Type.BYTES, 3))
            .build();
    private static final Schema ORDER = SchemaBuilder.struct()
            .name("shop.Order")
            .field("order_id", optional(Schema.Type.STRING, 1))
            .field("status", optional(Schema.Type.STRING, 2))
            .field(
                    "created_at",
                    Timestamp.builder().optional().parameter(TAG, "3").build())
            .field("customer", CUSTOMER)
            .field("items", SchemaBuilder.array(ITEM).optional().build())
            .field("total", MONEY)
            .field(
                    "labels",
                    SchemaBuilder.map(Schema.OPTIONAL_STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                            .optional()
                            .build())
            .field("payment_0", PAYMENT)
            .field("opted_out", optional(Schema.Type.BOOLEAN, 11))
            .field("language", optional(Schema.Type.STRING, 12))
            .build();

    private final MapperFixture mapping = new MapperFixture()
            .with("filter", "status = 'ORDER_STATUS_PAID'")
            .with("mapping.event_time", "created_at")
            .with("mapping.event_id", "order_id")
            .with("mapping.opt_out", "opted_out")
            .with("mapping.language", "language")
            .with("mapping.user_data.em", "customer.email")
            .with("mapping.user_data.ph", "customer.phone")
            .with("mapping.custom_data.currency", "total.currency_code")
            .with("mapping.custom_data.value", "total.(units + nanos / 1000000000)")
            .with(
                    "mapping.custom_data.contents",
                    "items.{\"id\": sku, \"item_price\": price.(units + nanos / 1000000000), \"quantity\": quantity}");

    private final Struct customer = new Struct(CUSTOMER).put("email", "jane@example.com");
    private final Struct order = new Struct(ORDER)
            .put("order_id", "order-1")
            .put("status", "ORDER_STATUS_PAID")
            .put("created_at", new Date(1_762_999_000_500L))
            .put("customer", customer)
            .put("items", List.of(item("S-1", 39, 950_000_000, 2)))
            .put("total", money(79, 900_000_000));

    @Test
    void aMessageBecomesAnEvent() {
        JsonNode event = event();
        assertThat(event.get("event_time").longValue()).isEqualTo(1_762_999_000L);
        assertThat(event.get("event_id").textValue()).isEqualTo("order-1");
        assertThat(event.at("/custom_data/currency").textValue()).isEqualTo("EUR");
        assertThat(event.at("/custom_data/value").textValue()).isEqualTo("79.9");
        assertThat(event.at("/custom_data/contents").toString())
                .isEqualTo("[{\"id\":\"S-1\",\"item_price\":\"39.95\",\"quantity\":2}]");
    }

    @Test
    void anEnumIsReadByTheNameOfItsConstant() {
        order.put("status", "ORDER_STATUS_UNSPECIFIED");
        assertThat(mapping.map(MapperFixture.record(ORDER, order))).isInstanceOf(MappingResult.Skipped.class);
    }

    @ParameterizedTest
    @CsvSource({"card, visa", "voucher, SUMMER", "invoice, I-7", "none, "})
    void theFieldOfAOneofThatIsSetIsReadInItsStruct(String set, String expected) {
        mapping.with(
                "mapping.custom_data.content_category",
                "payment_0.(card ? card.brand : voucher ? voucher.code : invoice)");
        order.put("payment_0", set.equals("none") ? null : payment(set));
        assertThat(event().at("/custom_data/content_category").asText(null)).isEqualTo(expected);
    }

    /** As converters do that have no struct for a {@code oneof}. */
    @Test
    void theFieldOfAOneofThatIsSetIsReadBesideTheOthers() {
        Schema schema = SchemaBuilder.struct()
                .field("time", Schema.INT64_SCHEMA)
                .field("email", Schema.OPTIONAL_STRING_SCHEMA)
                .field("phone", Schema.OPTIONAL_STRING_SCHEMA)
                .field("device_id", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct contact =
                new Struct(schema).put("time", 1_762_999_000L).put("device_id", "ea7583cd-a667-48bc-b806-42ecb2b48606");
        JsonNode event = MapperFixture.event(new MapperFixture()
                .with("mapping.user_data.ph", "phone")
                .with("mapping.user_data.hashed_maids", "device_id")
                .map(MapperFixture.record(schema, contact)));
        assertThat(event.get("user_data").fieldNames()).toIterable().containsExactly("hashed_maids");
    }

    @Test
    void aMessageAndAnOptionalFieldThatAreNotSetAreAbsent() {
        order.put("items", null).put("total", null).put("opted_out", null);
        JsonNode event = event();
        assertThat(event.has("custom_data")).isFalse();
        assertThat(event.has("opt_out")).isFalse();
    }

    @Test
    void theDefaultsOfFieldsThatAreNotSetAreAbsentIfTheyAreBlankAndValuesOtherwise() {
        customer.put("phone", "");
        order.put("language", "").put("opted_out", false).put("total", money(0, 0));
        JsonNode event = event();
        assertThat(event.at("/user_data/ph").isMissingNode()).isTrue();
        assertThat(event.has("language")).isFalse();
        assertThat(event.get("opt_out").booleanValue()).isFalse();
        assertThat(event.at("/custom_data/value").textValue()).isEqualTo("0");
    }

    @Test
    void bytesAreReadAsBase64SoThatADigestIsRecognized() {
        byte[] digest = Hashing.sha256()
                .hashString("jane@example.com", StandardCharsets.UTF_8)
                .asBytes();
        JsonNode expected = event();
        mapping.with("mapping.user_data.em", "customer.email_sha256");
        customer.put("email_sha256", ByteBuffer.wrap(digest));
        assertThat(event().at("/user_data/em")).isEqualTo(expected.at("/user_data/em"));
        customer.put("email_sha256", digest);
        assertThat(event().at("/user_data/em")).isEqualTo(expected.at("/user_data/em"));
    }

    @Test
    void aMapIsReadByItsKeys() {
        mapping.with("mapping.custom_data.content_brand", "labels.`sales-channel`");
        order.put("labels", Map.of("sales-channel", "outlet"));
        assertThat(event().at("/custom_data/content_brand").textValue()).isEqualTo("outlet");
    }

    @Test
    void aFloatHasNoNoiseOfBinaryArithmetic() {
        mapping.with("mapping.custom_data.predicted_ltv", "items[0].weight");
        order.put("items", List.of(item("S-1", 1, 0, 1).put("weight", 39.95f)));
        assertThat(event().at("/custom_data/predicted_ltv").textValue()).isEqualTo("39.95");
    }

    private JsonNode event() {
        return MapperFixture.event(mapping.map(MapperFixture.record(ORDER, order)));
    }

    private static Schema optional(Schema.Type type, int tag) {
        return SchemaBuilder.type(type)
                .optional()
                .parameter(TAG, Integer.toString(tag))
                .build();
    }

    private static Struct payment(String set) {
        Object value = switch (set) {
            case "card" -> new Struct(CARD).put("brand", "visa").put("last_digits", 1234);
            case "voucher" -> new Struct(VOUCHER).put("code", "SUMMER");
            default -> "I-7";
        };
        return new Struct(PAYMENT).put(set, value);
    }

    private static Struct money(long units, int nanos) {
        return new Struct(MONEY).put("currency_code", "EUR").put("units", units).put("nanos", nanos);
    }

    private static Struct item(String sku, long units, int nanos, long quantity) {
        return new Struct(ITEM)
                .put("sku", sku)
                .put("price", money(units, nanos))
                .put("quantity", quantity);
    }
}
