package io.github.pinsink.mapping;

import static io.github.pinsink.mapping.MapperFixture.event;
import static io.github.pinsink.mapping.MapperFixture.mapped;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingResult.Invalid;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same order gives the same bytes with every converter. */
class RecordKindsTest {
    private static final long ID = 9_007_199_254_740_993L;

    private static final Schema ITEM = SchemaBuilder.struct()
            .field("sku", Schema.INT64_SCHEMA)
            .field("price", Decimal.schema(2))
            .field("qty", Schema.INT16_SCHEMA)
            .build();
    private static final Schema CUSTOMER = SchemaBuilder.struct()
            .optional()
            .field("email", Schema.OPTIONAL_STRING_SCHEMA)
            .field("id", Schema.INT64_SCHEMA)
            .build();
    private static final Schema ORDER = SchemaBuilder.struct()
            .field("order_id", Schema.INT64_SCHEMA)
            .field("created_at", Timestamp.SCHEMA)
            .field("total", Decimal.schema(2))
            .field("vip", Schema.BOOLEAN_SCHEMA)
            .field("customer", CUSTOMER)
            .field("items", SchemaBuilder.array(ITEM).build())
            .field(
                    "labels",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT64_SCHEMA).build())
            .build();

    private static final String TEXT = "{\"order_id\": 9007199254740993, \"created_at\": \"2025-11-13T02:13:20Z\","
            + " \"total\": 1200.00, \"vip\": true, \"unused\": {\"deep\": [1, {\"x\": 1e3}]},"
            + " \"customer\": {\"email\": \"Jane.Doe@example.com\", \"id\": 9007199254740993},"
            + " \"items\": [{\"sku\": 9007199254740993, \"price\": 599.90, \"qty\": 2, \"unused\": 1},"
            + " {\"sku\": 7, \"price\": 0.20, \"qty\": 1}], \"labels\": {\"vendor\": 9007199254740993}}";

    private final MapperFixture mapping = new MapperFixture()
            .with("mapping.event_time", "created_at")
            .with("mapping.event_id", "order_id")
            .with("mapping.opt_out", "vip")
            .with("mapping.user_data.em", "customer.email")
            .with("mapping.user_data.external_id", "customer.id")
            .with("mapping.custom_data.value", "total")
            .with("mapping.custom_data.content_ids", "items.sku")
            .with("mapping.custom_data.contents", "items.{\"id\": sku, \"item_price\": price, \"quantity\": qty}")
            .with("mapping.custom_data.external_measurement_vendor_id", "labels.vendor");

    @Test
    void giveTheSameBytesForTheSameOrder() {
        byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[text.length + 20];
        System.arraycopy(text, 0, padded, 7, text.length);
        String expected = bytes(mapping.map(struct()));

        assertThat(bytes(mapping.map(map()))).isEqualTo(expected);
        assertThat(bytes(mapping.map(TEXT))).isEqualTo(expected);
        assertThat(bytes(mapping.map(text))).isEqualTo(expected);
        assertThat(bytes(mapping.map(ByteBuffer.wrap(text)))).isEqualTo(expected);
        assertThat(bytes(mapping.map(ByteBuffer.wrap(padded, 7, text.length)))).isEqualTo(expected);
        assertThat(bytes(mapping.map(ByteBuffer.wrap(padded, 7, text.length).slice())))
                .isEqualTo(expected);
        assertThat(bytes(mapping.map(ByteBuffer.wrap(text).asReadOnlyBuffer()))).isEqualTo(expected);
        assertThat(bytes(mapping.map(
                        ByteBuffer.allocateDirect(text.length).put(text).flip())))
                .isEqualTo(expected);
    }

    @Test
    void giveTheSameBytesWhenExpressionsAreInterpretedAndReadEverything() {
        MapperFixture interpreted = new MapperFixture();
        for (String[] field : new String[][] {
            {"event_time", "created_at"},
            {"event_id", "order_id"},
            {"opt_out", "vip"},
            {"user_data.em", "customer.email"},
            {"user_data.external_id", "customer.id"},
            {"custom_data.value", "total"},
            {"custom_data.content_ids", "items.sku"},
            {"custom_data.contents", "items.{\"id\": sku, \"item_price\": price, \"quantity\": qty}"},
            {"custom_data.external_measurement_vendor_id", "labels.vendor"}
        }) {
            interpreted.with("mapping." + field[0], "($nothing := 1; " + field[1] + ")");
        }

        assertThat(bytes(interpreted.map(TEXT))).isEqualTo(bytes(mapping.map(TEXT)));
        assertThat(bytes(interpreted.map(map()))).isEqualTo(bytes(mapping.map(map())));
        assertThat(bytes(interpreted.map(struct()))).isEqualTo(bytes(mapping.map(struct())));
    }

    @Test
    void keepTheDigitsOfLargeIntegersAndOfDecimals() {
        assertThat(bytes(mapping.map(struct())))
                .contains("\"event_id\":\"9007199254740993\"")
                .contains("\"value\":\"1200\"")
                .contains("\"content_ids\":[\"9007199254740993\",\"7\"]")
                .contains("\"item_price\":\"599.9\"")
                .contains("\"external_measurement_vendor_id\":9007199254740993");
    }

    @Test
    void mayChangeTheirSchemaFromOneRecordToTheNext() {
        mapping.without("mapping.opt_out")
                .without("mapping.event_id")
                .with("mapping.event_time", "time")
                .with("mapping.user_data.em", "customer.email")
                .with("mapping.custom_data.order_id", "customer.order");
        Schema first = SchemaBuilder.struct()
                .field("email", Schema.STRING_SCHEMA)
                .field("order", Schema.STRING_SCHEMA)
                .build();
        Schema turned = SchemaBuilder.struct()
                .field("order", Schema.STRING_SCHEMA)
                .field("email", Schema.STRING_SCHEMA)
                .build();
        Schema without =
                SchemaBuilder.struct().field("email", Schema.STRING_SCHEMA).build();
        Mapper mapper = mapping.mapper();

        for (int i = 0; i < 2; i++) {
            assertThat(order(
                            mapper,
                            new Struct(first).put("email", "jane@example.com").put("order", "A-1")))
                    .isEqualTo("A-1");
            assertThat(order(
                            mapper,
                            new Struct(turned).put("email", "jane@example.com").put("order", "A-2")))
                    .isEqualTo("A-2");
            assertThat(order(mapper, new Struct(without).put("email", "jane@example.com")))
                    .isNull();
        }
    }

    private static String order(Mapper mapper, Struct customer) {
        Schema schema = SchemaBuilder.struct()
                .field("time", Schema.INT64_SCHEMA)
                .field("customer", customer.schema())
                .build();
        Struct order = new Struct(schema).put("time", MapperFixture.NOW).put("customer", customer);
        return event(MapperFixture.map(mapper, MapperFixture.record(schema, order)))
                .at("/custom_data/order_id")
                .textValue();
    }

    @Test
    void doNotChangeAByteBuffer() {
        ByteBuffer text = ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.UTF_8));

        mapping.map(text);

        assertThat(text.position()).isZero();
        assertThat(text.remaining()).isEqualTo(text.capacity());
    }

    @Nested
    class LogicalTypes {
        @Test
        void ofTimeAreIsoStringsAlsoInAMapWithoutASchema() {
            Map<String, Object> record = new HashMap<>(Map.of("email", "jane.doe@example.com"));
            record.put("time", new Date(1_762_999_000_123L));

            assertThat(event(new MapperFixture()
                                    .with("mapping.custom_data.order_id", "time")
                                    .map(record))
                            .at("/custom_data/order_id")
                            .textValue())
                    .isEqualTo("2025-11-13T01:56:40.123Z");
        }

        @Test
        void ofDatesAndTimesAreDistinguishedByTheirSchema() {
            Schema schema = SchemaBuilder.struct()
                    .field("time", Timestamp.SCHEMA)
                    .field("email", Schema.STRING_SCHEMA)
                    .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                    .field("hour", Time.SCHEMA)
                    .build();
            Struct record = new Struct(schema)
                    .put("time", new Date(1_762_999_000_000L))
                    .put("email", "jane.doe@example.com")
                    .put("day", new Date(86_400_000L * 20_405))
                    .put("hour", new Date(3_723_004L));

            assertThat(event(new MapperFixture()
                                    .with("mapping.custom_data.order_id", "day & ' ' & hour")
                                    .map(MapperFixture.record(schema, record)))
                            .at("/custom_data/order_id")
                            .textValue())
                    .isEqualTo("2025-11-13 01:02:03.004");
        }

        @Test
        void ofMoreThanAThousandDigitsAreDropped() {
            Schema schema = SchemaBuilder.struct()
                    .field("time", Schema.INT64_SCHEMA)
                    .field("email", Schema.STRING_SCHEMA)
                    .field("total", Decimal.schema(0))
                    .build();
            Struct record = new Struct(schema)
                    .put("time", 1_762_999_000L)
                    .put("email", "jane.doe@example.com")
                    .put("total", new BigDecimal(BigInteger.ONE.shiftLeft(1_000_000)));

            assertThat(dropped(new MapperFixture()
                            .with("mapping.custom_data.value", "total")
                            .map(MapperFixture.record(schema, record))))
                    .containsExactly("mapping.custom_data.value: expected a number of at most 1000 digits, got more;"
                            + " expression: total");
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 19, 127, 1_200})
        void withZerosAtTheEndOfTheFractionAreWhatTheyAreWithout(int scale) {
            Schema schema = SchemaBuilder.struct()
                    .field("time", Schema.INT64_SCHEMA)
                    .field("email", Schema.STRING_SCHEMA)
                    .field("id", Decimal.schema(scale))
                    .field("total", Decimal.schema(scale))
                    .build();
            Struct record = new Struct(schema)
                    .put("time", 1_762_999_000L)
                    .put("email", "jane.doe@example.com")
                    .put("id", new BigDecimal("12345678901234567890").setScale(scale))
                    .put("total", new BigDecimal("-59.90").setScale(scale));

            assertThat(event(new MapperFixture()
                                    .with("mapping.event_id", "id")
                                    .with("mapping.custom_data.order_id", "'o-' & id")
                                    .with("mapping.custom_data.content_name", "($nothing := 1; $string(total) & id)")
                                    .with("mapping.custom_data.search_string", "$string(total)")
                                    .with("mapping.custom_data.value", "total")
                                    .with("mapping.custom_data.predicted_ltv", "$abs(total)")
                                    .map(MapperFixture.record(schema, record)))
                            .toString())
                    .contains("\"event_id\":\"12345678901234567890\"")
                    .contains("\"order_id\":\"o-12345678901234567890\"")
                    .contains("\"content_name\":\"-59.912345678901234567890\"")
                    .contains("\"search_string\":\"-59.9\"")
                    .contains("\"value\":\"-59.9\"")
                    .contains("\"predicted_ltv\":\"59.9\"");
        }

        @Test
        void ofManyDigitsStayExact() {
            Map<String, Object> record = Map.of(
                    "time",
                    1_762_999_000L,
                    "email",
                    "jane.doe@example.com",
                    "total",
                    new BigDecimal("12345678901234567.89"));

            assertThat(event(new MapperFixture()
                                    .with("mapping.custom_data.value", "total")
                                    .with("mapping.custom_data.order_id", "$string(total)")
                                    .map(record))
                            .get("custom_data")
                            .toString())
                    .contains("\"value\":\"12345678901234567.89\"")
                    .contains("\"order_id\":\"12345678901234567.89\"");
        }

        @Test
        void ofDebeziumsVariableScaleAreDecimals() {
            Schema decimal = SchemaBuilder.struct()
                    .name("io.debezium.data.VariableScaleDecimal")
                    .field("scale", Schema.INT32_SCHEMA)
                    .field("value", Schema.BYTES_SCHEMA)
                    .build();
            Schema schema = SchemaBuilder.struct()
                    .field("time", Schema.INT64_SCHEMA)
                    .field("email", Schema.STRING_SCHEMA)
                    .field("total", decimal)
                    .build();
            Struct total = new Struct(decimal)
                    .put("scale", 3)
                    .put("value", BigInteger.valueOf(72_390).toByteArray());
            Struct record = new Struct(schema)
                    .put("time", 1_762_999_000L)
                    .put("email", "jane.doe@example.com")
                    .put("total", total);

            assertThat(event(new MapperFixture()
                                    .with("mapping.custom_data.value", "total")
                                    .map(MapperFixture.record(schema, record)))
                            .at("/custom_data/value")
                            .textValue())
                    .isEqualTo("72.39");
        }

        @Test
        void ofBytesAreBase64AndFloatsKeepTheirDecimalDigits() {
            Map<String, Object> record = new HashMap<>(Map.of("email", "jane.doe@example.com", "time", 1_762_999_000L));
            record.put("raw", ByteBuffer.wrap(new byte[] {1, 2, 3}));
            record.put("price", 44.95f);

            assertThat(event(new MapperFixture()
                                    .with("mapping.custom_data.order_id", "raw")
                                    .with("mapping.custom_data.value", "price")
                                    .map(record))
                            .get("custom_data")
                            .toString())
                    .contains("\"value\":\"44.95\"")
                    .contains("\"order_id\":\"AQID\"");
        }
    }

    @Nested
    class Envelopes {
        private final MapperFixture debezium = new MapperFixture()
                .with("mapping.event_time", "payload.after.time ?? after.time")
                .with("mapping.user_data.em", "payload.after.email ?? after.email");

        @Test
        void ofDebeziumAreReadByTheSamePathsWithAndWithoutASchema() {
            String row = "{\"time\": 1762999000, \"email\": \"jane.doe@example.com\"}";
            String change = "{\"before\": null, \"after\": " + row + ", \"op\": \"c\"}";

            assertThat(bytes(debezium.map(change)))
                    .isEqualTo(bytes(debezium.map("{\"schema\": {\"fields\": [{}]}, \"payload\": " + change + "}")));
        }
    }

    @Nested
    class KeysThatAreNotStrings {
        @Test
        void areRejectedInTheRecordItself() {
            assertThat(reasons(mapping.map(Map.of(1, "x")))).containsExactly("map keys must be strings, found Integer");
        }

        @Test
        void dropAFieldOnlyWhereItsExpressionReadsTheMap() {
            Map<String, Object> record = new HashMap<>(Map.of("email", "jane.doe@example.com", "time", 1_762_999_000L));
            record.put("scores", new TreeMap<>(Map.of(7L, "x")));

            assertThat(mapped(new MapperFixture().map(record)).events()).hasSize(1);
            for (String reaching : List.of("scores.a", "$count($keys(scores)) > 0 ? 'many' : 'none'")) {
                assertThat(dropped(new MapperFixture()
                                .with("mapping.custom_data.order_id", reaching)
                                .map(record)))
                        .containsExactly(
                                "mapping.custom_data.order_id: map keys must be strings, found Long; expression: "
                                        + reaching);
            }
            // As a whole it is an object where a string was expected, whatever its keys are.
            assertThat(mapped(new MapperFixture()
                                    .with("mapping.custom_data.order_id", "scores")
                                    .map(record))
                            .events()
                            .get(0)
                            .encoded()
                            .dropped())
                    .extracting(Problem::field)
                    .containsExactly("custom_data.order_id");
        }

        @Test
        void dropTheFieldInAMapWithASchema() {
            Schema schema = SchemaBuilder.struct()
                    .field("time", Schema.INT64_SCHEMA)
                    .field("email", Schema.STRING_SCHEMA)
                    .field(
                            "scores",
                            SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.STRING_SCHEMA)
                                    .build())
                    .build();
            Struct record = new Struct(schema)
                    .put("time", 1_762_999_000L)
                    .put("email", "jane.doe@example.com")
                    .put("scores", Map.of(1, "x"));

            assertThat(dropped(new MapperFixture()
                            .with("mapping.custom_data.order_id", "scores.a")
                            .map(MapperFixture.record(schema, record))))
                    .singleElement()
                    .asString()
                    .contains("map keys must be strings, found Integer");
        }
    }

    @Nested
    class ValuesOfUnsupportedTypes {
        @Test
        void areRejectedWithTheNameOfTheirClassOnly() {
            assertThat(reasons(mapping.map(new StringBuilder("Anneliese"))))
                    .singleElement()
                    .asString()
                    .startsWith("unsupported value type StringBuilder")
                    .doesNotContain("Anneliese");
            assertThat(reasons(mapping.map(17)))
                    .containsExactly("expected an object as the record's value, got Integer. Check value.converter");
        }
    }

    private static String bytes(MappingResult result) {
        MappingResult.Mapped mapped = mapped(result);
        assertThat(mapped.problems()).isEmpty();
        assertThat(mapped.events().get(0).encoded().dropped()).isEmpty();
        return new String(mapped.events().get(0).encoded().json(), StandardCharsets.UTF_8);
    }

    private static List<String> dropped(MappingResult result) {
        return mapped(result).events().get(0).encoded().dropped().stream()
                .map(Problem::text)
                .toList();
    }

    private static List<String> reasons(MappingResult result) {
        assertThat(result).isInstanceOf(Invalid.class);
        return ((Invalid) result).problems().stream().map(Problem::text).toList();
    }

    private static org.apache.kafka.connect.sink.SinkRecord struct() {
        Struct customer =
                new Struct(CUSTOMER).put("email", "Jane.Doe@example.com").put("id", ID);
        Struct order = new Struct(ORDER)
                .put("order_id", ID)
                .put("created_at", new Date(1_763_000_000_000L))
                .put("total", new BigDecimal("1200.00"))
                .put("vip", true)
                .put("customer", customer)
                .put("items", List.of(item(ID, "599.90", 2), item(7, "0.20", 1)))
                .put("labels", Map.of("vendor", ID));
        return MapperFixture.record(ORDER, order);
    }

    private static Struct item(long sku, String price, int quantity) {
        return new Struct(ITEM)
                .put("sku", sku)
                .put("price", new BigDecimal(price))
                .put("qty", (short) quantity);
    }

    private static Map<String, Object> map() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("order_id", ID);
        order.put("created_at", "2025-11-13T02:13:20Z");
        order.put("total", new BigDecimal("1200.00"));
        order.put("vip", true);
        order.put("customer", Map.of("email", "Jane.Doe@example.com", "id", ID));
        order.put(
                "items",
                List.of(
                        Map.of("sku", ID, "price", new BigDecimal("599.90"), "qty", 2),
                        Map.of("sku", 7L, "price", new BigDecimal("0.20"), "qty", 1)));
        order.put("labels", Map.of("vendor", ID));
        return order;
    }
}
