package io.github.pinsink.mapping;

import static io.github.pinsink.mapping.MapperFixture.event;
import static io.github.pinsink.mapping.MapperFixture.mapped;
import static io.github.pinsink.mapping.MapperFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.event.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The data types and the changes of a schema in docs/schema-evolution.md. */
class SchemaEvolutionTest {
    private static final Path PAGE = Path.of("docs", "schema-evolution.md");
    private static final long MILLIS = Instant.parse("2025-11-13T02:13:20Z").toEpochMilli();
    private static final long EXAMPLE = Instant.parse("2026-11-24T11:58:20Z").toEpochMilli();
    private static final long TIME_OF_DAY = ((11 * 60 + 58) * 60 + 20) * 1_000L;
    private static final int DAYS = 20_781;

    private final MapperFixture mapping = new MapperFixture().with("mapping.custom_data.order_id", "id");

    /** A record of the mapping's required fields, and one more field. */
    private static Struct with(String name, Schema schema, Object value) {
        return new Struct(SchemaBuilder.struct()
                        .field("time", Schema.INT64_SCHEMA)
                        .field("email", Schema.STRING_SCHEMA)
                        .field(name, schema)
                        .build())
                .put("time", MILLIS)
                .put("email", "jane.doe@example.com")
                .put(name, value);
    }

    private MappingResult map(Struct struct) {
        return mapping.map(record(struct.schema(), struct));
    }

    private String orderId(Schema schema, Object value) {
        return event(map(with("id", schema, value))).at("/custom_data/order_id").asText();
    }

    private static Schema named(SchemaBuilder builder, String name) {
        return builder.name(name).build();
    }

    private static Struct one() {
        return new Struct(SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build()).put("a", 1);
    }

    private static Struct decimalOfVariableScale() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        return new Struct(schema).put("scale", 2).put("value", new byte[] {0x04, (byte) 0xC9});
    }

    static Stream<Arguments> types() {
        String debezium = "io.debezium.time.";
        byte[] bytes = {1, 2, 3};
        return Stream.of(
                Arguments.of("STRING", Schema.STRING_SCHEMA, "PAID"),
                Arguments.of("INT64", Schema.INT64_SCHEMA, 9_007_199_254_740_993L),
                Arguments.of("FLOAT32", Schema.FLOAT32_SCHEMA, 44.95f),
                Arguments.of("FLOAT64", Schema.FLOAT64_SCHEMA, 0.1),
                Arguments.of("BOOLEAN", Schema.BOOLEAN_SCHEMA, true),
                Arguments.of("BYTES", Schema.BYTES_SCHEMA, bytes),
                Arguments.of("ARRAY", SchemaBuilder.array(Schema.STRING_SCHEMA).build(), List.of("a", "b")),
                Arguments.of(
                        "MAP",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .build(),
                        Map.of("a", 1)),
                Arguments.of("STRUCT", one().schema(), one()),
                Arguments.of(Decimal.LOGICAL_NAME, Decimal.schema(2), new BigDecimal("12.25")),
                Arguments.of(
                        org.apache.kafka.connect.data.Date.LOGICAL_NAME,
                        org.apache.kafka.connect.data.Date.SCHEMA,
                        Date.from(Instant.parse("2026-11-24T00:00:00Z"))),
                Arguments.of(Time.LOGICAL_NAME, Time.SCHEMA, new Date(TIME_OF_DAY)),
                Arguments.of(Timestamp.LOGICAL_NAME, Timestamp.SCHEMA, new Date(EXAMPLE)),
                Arguments.of(debezium + "Date", named(SchemaBuilder.int32(), debezium + "Date"), DAYS),
                Arguments.of(debezium + "Timestamp", named(SchemaBuilder.int64(), debezium + "Timestamp"), EXAMPLE),
                Arguments.of(
                        debezium + "MicroTimestamp",
                        named(SchemaBuilder.int64(), debezium + "MicroTimestamp"),
                        EXAMPLE * 1_000),
                Arguments.of(
                        debezium + "NanoTimestamp",
                        named(SchemaBuilder.int64(), debezium + "NanoTimestamp"),
                        EXAMPLE * 1_000_000),
                Arguments.of(debezium + "Time", named(SchemaBuilder.int32(), debezium + "Time"), (int) TIME_OF_DAY),
                Arguments.of(
                        debezium + "MicroTime",
                        named(SchemaBuilder.int64(), debezium + "MicroTime"),
                        TIME_OF_DAY * 1_000),
                Arguments.of(
                        debezium + "NanoTime",
                        named(SchemaBuilder.int64(), debezium + "NanoTime"),
                        TIME_OF_DAY * 1_000_000),
                Arguments.of(
                        debezium + "ZonedTimestamp",
                        named(SchemaBuilder.string(), debezium + "ZonedTimestamp"),
                        "2026-11-24T11:58:20Z"),
                Arguments.of(
                        "io.debezium.data.VariableScaleDecimal",
                        decimalOfVariableScale().schema(),
                        decimalOfVariableScale()),
                Arguments.of(
                        "io.debezium.data.Json", named(SchemaBuilder.string(), "io.debezium.data.Json"), "{\"a\":1}"),
                Arguments.of("io.debezium.data.Enum", named(SchemaBuilder.string(), "io.debezium.data.Enum"), "PAID"),
                Arguments.of("io.debezium.data.Bits", named(SchemaBuilder.bytes(), "io.debezium.data.Bits"), bytes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void aTypeIsReadAsThePageShows(String type, Schema schema, Object value) throws IOException {
        String row = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `") && line.split("\\|")[1].contains("`" + type + "`"))
                .findFirst()
                .orElseThrow();
        String[] cells = row.split("\\|");
        String example = cells[cells.length - 1].strip().replace("`", "");
        // The string of a boolean is no id.
        mapping.with("mapping.custom_data.order_id", "'A ' & $string(id)");

        assertThat(orderId(schema, value)).isEqualTo("A " + example);
    }

    @Test
    void aNewFieldIsNotSentUntilItIsMapped() {
        JsonNode before = event(map(with("id", Schema.STRING_SCHEMA, "A-1")));
        Schema larger = SchemaBuilder.struct()
                .name("orders.v2")
                .field("segment", Schema.STRING_SCHEMA)
                .field("id", Schema.STRING_SCHEMA)
                .field("email", Schema.STRING_SCHEMA)
                .field("time", Schema.INT64_SCHEMA)
                .build();
        Struct after = new Struct(larger)
                .put("segment", "gold")
                .put("id", "A-1")
                .put("email", "jane.doe@example.com")
                .put("time", MILLIS);

        assertThat(event(map(after))).isEqualTo(before);
    }

    @Test
    void aMissingOptionalFieldIsNotReported() {
        MappingResult.Mapped mapped = mapped(map(with("other", Schema.STRING_SCHEMA, "A-1")));

        assertThat(mapped.events().get(0).encoded().dropped()).isEmpty();
        assertThat(mapped.events().get(0).encoded().json())
                .asString(StandardCharsets.UTF_8)
                .doesNotContain("order_id");
    }

    @Test
    void aMissingRequiredFieldRejectsTheRecord() {
        mapping.with("mapping.event_time", "created_at");

        assertThat(map(with("id", Schema.STRING_SCHEMA, "A-1"))).isInstanceOf(MappingResult.Invalid.class);
    }

    @Test
    void bothNamesOfARenamedFieldCanBeRead() {
        mapping.with("mapping.custom_data.order_id", "$ifBlank(number, id)");

        assertThat(orderId(Schema.STRING_SCHEMA, "A-1")).isEqualTo("A-1");
        assertThat(event(map(with("number", Schema.STRING_SCHEMA, "A-1")))
                        .at("/custom_data/order_id")
                        .asText())
                .isEqualTo("A-1");
    }

    @Test
    void aFieldThatMovesIntoAStructCanBeReadInBothPlaces() {
        mapping.with("mapping.custom_data.order_id", "$ifBlank(order.a, id)");

        assertThat(orderId(Schema.INT32_SCHEMA, 1)).isEqualTo("1");
        assertThat(event(map(with("order", one().schema(), one())))
                        .at("/custom_data/order_id")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void aNullWithADefaultIsTheDefault() {
        Schema schema =
                SchemaBuilder.string().optional().defaultValue("none yet").build();

        assertThat(orderId(schema, null)).isEqualTo("none yet");
    }

    @Test
    void anIdIsTheSameAsANumberOfAnySizeAndAsAString() {
        assertThat(Stream.of(
                        orderId(Schema.INT32_SCHEMA, 1004),
                        orderId(Schema.INT64_SCHEMA, 1004L),
                        orderId(Schema.FLOAT64_SCHEMA, 1004.0),
                        orderId(Schema.STRING_SCHEMA, "1004")))
                .containsOnly("1004");
        MappingResult.Mapped mapped = mapped(map(with("id", Schema.FLOAT64_SCHEMA, 9_007_199_254_740_994.0)));
        assertThat(mapped.events().get(0).encoded().dropped())
                .extracting(Problem::field)
                .containsExactly("custom_data.order_id");
    }

    @Test
    void aTimeIsTheSameInMillisecondsAndAsATimestamp() {
        mapping.with("mapping.event_time", "id").without("mapping.custom_data.order_id");

        assertThat(event(map(with("id", Timestamp.SCHEMA, new Date(MILLIS)))))
                .isEqualTo(event(map(with("id", Schema.INT64_SCHEMA, MILLIS))));
    }

    @Test
    void aListOfOneCountsAsItsElementAndOthersAreReported() {
        Schema list = SchemaBuilder.array(Schema.STRING_SCHEMA).build();

        assertThat(orderId(list, List.of("A-1"))).isEqualTo("A-1");
        assertThat(mapped(map(with("id", list, List.of("A-1", "A-2"))))
                        .events()
                        .get(0)
                        .encoded()
                        .dropped())
                .extracting(Problem::field)
                .containsExactly("custom_data.order_id");
    }

    @Test
    void aStructInTheFieldOfAStringIsReported() {
        assertThat(mapped(map(with("id", one().schema(), one())))
                        .events()
                        .get(0)
                        .encoded()
                        .dropped())
                .extracting(Problem::field)
                .containsExactly("custom_data.order_id");
    }
}
