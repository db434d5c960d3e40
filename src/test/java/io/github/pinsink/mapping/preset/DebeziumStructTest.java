package io.github.pinsink.mapping.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Change events as Avro, Protobuf or JSON with schemas bring them: as structs. */
class DebeziumStructTest {
    private static final long PAID_SECONDS = PresetCase.NOW.getEpochSecond() - 600;

    private static SchemaBuilder row() {
        return SchemaBuilder.struct()
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .field("status", Schema.STRING_SCHEMA)
                .field("email", Schema.STRING_SCHEMA);
    }

    private static Struct order(Schema schema, String status) {
        return new Struct(schema).put("id", 1004L).put("status", status).put("email", "jane.doe@example.com");
    }

    private static Struct envelope(Struct before, Struct after, String operation) {
        Schema row = after.schema();
        Schema schema = SchemaBuilder.struct()
                .field("before", row)
                .field("after", row)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        return new Struct(schema)
                .put("before", before)
                .put("after", after)
                .put("op", operation)
                .put("ts_ms", PAID_SECONDS * 1_000 + 511);
    }

    private static JsonNode map(Struct record) {
        return new PresetCase("debezium-orders").map(record.schema(), record);
    }

    @Test
    void anOrderThatBecomesPaidIsACheckout() {
        Schema row = row().build();

        JsonNode event = map(envelope(order(row, "open"), order(row, "paid"), "u"));

        assertThat(event.get("event_name").textValue()).isEqualTo("checkout");
        assertThat(event.get("event_id").textValue()).isEqualTo("1004");
        assertThat(event.get("event_time").longValue()).isEqualTo(PAID_SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"paid, paid, u", "paid, refunded, u", "open, shipped, u", "open, paid, r", "open, paid, d"})
    void otherChangesAreSkipped(String before, String after, String operation) {
        Schema row = row().build();

        assertThat(map(envelope(order(row, before), order(row, after), operation))
                        .get("skipped")
                        .textValue())
                .isEqualTo("FILTERED");
    }

    @Test
    void aDecimalStaysExact() {
        Schema row = row().field("total", Decimal.schema(2)).build();

        JsonNode event = map(envelope(null, order(row, "paid").put("total", new BigDecimal("12345678901234.50")), "c"));

        assertThat(event.at("/custom_data/value").textValue()).isEqualTo("12345678901234.5");
    }

    @Test
    void aDecimalOfVariableScaleIsDecoded() {
        Schema variable = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        Schema row = row().field("total", variable).build();
        Struct total = new Struct(variable)
                .put("scale", 3)
                .put("value", BigInteger.valueOf(120_309).toByteArray());

        JsonNode event = map(envelope(null, order(row, "paid").put("total", total), "c"));

        assertThat(event.at("/custom_data/value").textValue()).isEqualTo("120.309");
    }

    @ParameterizedTest
    @CsvSource({
        "io.debezium.time.Timestamp, 1000",
        "io.debezium.time.MicroTimestamp, 1000000",
        "io.debezium.time.NanoTimestamp, 1000000000"
    })
    void timesAreReadInEachOfDebeziumsUnits(String name, long perSecond) {
        Schema row =
                row().field("paid_at", SchemaBuilder.int64().name(name).build()).build();

        JsonNode event = map(envelope(null, order(row, "paid").put("paid_at", PAID_SECONDS * perSecond), "c"));

        assertThat(event.get("event_time").longValue()).isEqualTo(PAID_SECONDS);
    }

    @Test
    void timesAreReadAsTextAndAsConnectsOwn() {
        Schema zoned = row().field(
                        "paid_at",
                        SchemaBuilder.string()
                                .name("io.debezium.time.ZonedTimestamp")
                                .build())
                .build();
        Schema connect = row().field("paid_at", Timestamp.SCHEMA).build();

        assertThat(map(envelope(null, order(zoned, "paid").put("paid_at", "2026-11-24T11:50:00.123456Z"), "c"))
                        .get("event_time")
                        .longValue())
                .isEqualTo(PAID_SECONDS);
        assertThat(map(envelope(
                                null,
                                order(connect, "paid").put("paid_at", new java.util.Date(PAID_SECONDS * 1_000)),
                                "c"))
                        .get("event_time")
                        .longValue())
                .isEqualTo(PAID_SECONDS);
    }

    @Test
    void flattenedRowsAreRecognized() {
        Schema row = row().field("__op", Schema.STRING_SCHEMA)
                .field("__deleted", Schema.STRING_SCHEMA)
                .build();

        JsonNode paid = map(order(row, "paid").put("__op", "u").put("__deleted", "false"));
        JsonNode snapshot = map(order(row, "paid").put("__op", "r").put("__deleted", "false"));

        assertThat(paid.get("event_name").textValue()).isEqualTo("checkout");
        assertThat(snapshot.get("skipped").textValue()).isEqualTo("FILTERED");
    }

    @Test
    void theStatusColumnAndItsValuesAreConfigurable() {
        PresetCase preset = new PresetCase(
                "debezium-orders",
                Map.of(
                        "mapping.preset.status.column", "order state",
                        "mapping.preset.status.values", "3, Captured"));
        Map<String, Object> open = Map.of("order state", 1, "id", 7, "email", "jane.doe@example.com");
        Map<String, Object> paid = Map.of("order state", 3, "id", 7, "email", "jane.doe@example.com");
        Map<String, Object> captured = Map.of("order state", "CAPTURED", "id", 7, "email", "jane.doe@example.com");

        assertThat(preset.map(change(open, paid)).get("event_id").textValue()).isEqualTo("7");
        assertThat(preset.map(change(open, captured)).get("event_id").textValue())
                .isEqualTo("7");
        assertThat(preset.map(change(paid, captured)).get("skipped").textValue())
                .isEqualTo("FILTERED");
        assertThat(preset.map(change(paid, open)).get("skipped").textValue()).isEqualTo("FILTERED");
    }

    private static Map<String, Object> change(Map<String, Object> before, Map<String, Object> after) {
        return Map.of("before", before, "after", after, "op", "u", "ts_ms", PAID_SECONDS * 1_000);
    }
}
