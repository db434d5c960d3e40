package io.github.pinsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.event.Problem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.StringConverter;

/** The same JSON gives the same event, whichever converter brought it. */
class ConvertersProperties {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final Schema STRING = Schema.OPTIONAL_STRING_SCHEMA;
    private static final List<String> SCALARS = List.of("id", "other", "tel", "zip", "day", "total", "count", "flag");

    private static final Converter MAPS = configured(new JsonConverter(), "schemas.enable", "false");
    private static final Converter STRUCTS = configured(new JsonConverter(), "schemas.enable", "true");
    private static final Converter STRINGS = configured(new StringConverter(), "converter.encoding", "UTF-8");

    private static final Mapper FIELDS = new MapperFixture()
            .with("mapping.event_id", "id ?? 'e-1'")
            .with("mapping.opt_out", "flag = true")
            .with("mapping.user_data.external_id", "[id, other]")
            .with("mapping.user_data.ph", "[tel, id]")
            .with("mapping.user_data.zp", "zip")
            .with("mapping.user_data.fn", "other")
            .with("mapping.user_data.db", "day")
            .with("mapping.custom_data.order_id", "id")
            .with("mapping.custom_data.value", "total")
            .with("mapping.custom_data.predicted_ltv", "other")
            .with("mapping.custom_data.num_items", "count")
            .with("mapping.custom_data.content_ids", "[id, lines.sku, list]")
            .with("mapping.custom_data.content_name", "other")
            .with("mapping.custom_data.contents", "lines.{'id': sku, 'quantity': n, 'item_price': price}")
            .with("mapping.app_info.install_time", "day")
            .with("mapping.app_info.app_version", "total")
            .with("mapping.device_info.battery_level", "count")
            .mapper();

    private static final Mapper EXPRESSIONS = new MapperFixture()
            .with("mapping.filter", "$not(id = 13 and total > 1000000)")
            .with("mapping.event_id", "'o-' & id & '-' & total")
            .with("mapping.opt_out", "id = other or total >= 10")
            .with("mapping.user_data.external_id", "$string(other)")
            .with("mapping.custom_data.value", "total * 1")
            .with("mapping.custom_data.predicted_ltv", "$sum(lines.price)")
            .with("mapping.app_info.app_name", "$string($total(lines.n))")
            .with("mapping.app_info.app_version", "$string($multiply(id, total))")
            .with("mapping.app_info.app_id", "$string($minorUnits(other, 'USD'))")
            .with("mapping.app_info.app_store", "$string($abs(other))")
            .with("mapping.custom_data.num_items", "$count(lines[n > 1])")
            .with("mapping.custom_data.order_id", "id in [7, 1004] ? 'known' : $string(list[0])")
            .with("mapping.custom_data.content_ids", "$map(lines, function($line) { $line.sku & '/' & $line.n })")
            .with("mapping.custom_data.content_name", "$type(total) & $type(id)")
            .with("mapping.custom_data.search_string", "$string([id, total])")
            .with("mapping.custom_data.content_brand", "total > 5 ? 'more' : total < 5 ? 'less' : 'other'")
            .with("mapping.custom_data.content_category", "$exists(list[$ = 7]) ? lines[0].(n & '')")
            .mapper();

    private static Converter configured(Converter converter, String key, String value) {
        converter.configure(Map.of(key, value), false);
        return converter;
    }

    @Property(tries = 500)
    void theFieldsAreTheSame(@ForAll("records") String json) throws JsonProcessingException {
        assertSame(FIELDS, json);
    }

    @Property(tries = 500)
    void theResultsOfExpressionsAreTheSame(@ForAll("records") String json) throws JsonProcessingException {
        assertSame(EXPRESSIONS, json);
    }

    private static void assertSame(Mapper mapper, String json) throws JsonProcessingException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        String expected = result(mapper, STRINGS.toConnectData("orders", bytes));

        // As ByteArrayConverter passes them on, which is not on the class path of the tests.
        assertThat(result(mapper, new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, bytes)))
                .isEqualTo(expected);
        assertThat(result(mapper, MAPS.toConnectData("orders", bytes))).isEqualTo(expected);
        SchemaAndValue struct = typed(JSON.readValue(json, Object.class));
        assertThat(result(mapper, struct)).isEqualTo(expected);
        byte[] withSchema = STRUCTS.fromConnectData("orders", struct.schema(), struct.value());
        assertThat(result(mapper, STRUCTS.toConnectData("orders", withSchema))).isEqualTo(expected);
    }

    /** The event, and what was dropped and why. */
    private static String result(Mapper mapper, SchemaAndValue value) {
        return MapperFixture.map(mapper, MapperFixture.record(value.schema(), value.value()))
                .match(new MappingResult.Cases<>() {
                    @Override
                    public String mapped(MappingResult.Mapped mapped) {
                        return new String(mapped.events().get(0).encoded().json(), StandardCharsets.UTF_8)
                                + fields(mapped.problems());
                    }

                    @Override
                    public String skipped(MappingResult.Skipped skipped) {
                        return skipped.why().toString();
                    }

                    @Override
                    public String invalid(MappingResult.Invalid invalid) {
                        return fields(invalid.problems());
                    }
                });
    }

    private static String fields(List<Problem> problems) {
        return problems.stream().map(problem -> problem.text()).collect(Collectors.joining(", ", " dropped: ", ""));
    }

    /** The schema that an exporter would declare: numbers with a fraction or an exponent are doubles. */
    private static SchemaAndValue typed(Object value) {
        if (value instanceof Map<?, ?> map) {
            SchemaBuilder schema = SchemaBuilder.struct().optional();
            List<Object> values = new ArrayList<>();
            map.forEach((name, property) -> {
                SchemaAndValue typed = typed(property);
                schema.field(name.toString(), typed.schema());
                values.add(typed.value());
            });
            Struct struct = new Struct(schema.build());
            struct.schema().fields().forEach(field -> struct.put(field, values.get(field.index())));
            return new SchemaAndValue(struct.schema(), struct);
        }
        if (value instanceof List<?> list) {
            List<SchemaAndValue> elements =
                    list.stream().map(ConvertersProperties::typed).toList();
            Schema element = elements.isEmpty() ? STRING : elements.get(0).schema();
            return new SchemaAndValue(
                    SchemaBuilder.array(element).optional().build(),
                    elements.stream().map(SchemaAndValue::value).toList());
        }
        if (value instanceof BigDecimal number) {
            return new SchemaAndValue(Schema.OPTIONAL_FLOAT64_SCHEMA, number.doubleValue());
        }
        if (value instanceof Number number) {
            return new SchemaAndValue(Schema.OPTIONAL_INT64_SCHEMA, number.longValue());
        }
        return new SchemaAndValue(value instanceof Boolean ? Schema.OPTIONAL_BOOLEAN_SCHEMA : STRING, value);
    }

    /** Elements of a list have one type each, so that a schema can describe them. */
    @Provide
    Arbitrary<String> records() {
        Arbitrary<String> value = Arbitraries.frequencyOf(
                Tuple.of(3, fractions()),
                Tuple.of(2, integers()),
                Tuple.of(2, strings()),
                Tuple.of(1, Arbitraries.of("true", "false", "null")));
        Arbitrary<String> list = Arbitraries.oneOf(list(fractions()), list(integers()), list(strings()));
        Arbitrary<String> lines = Arbitraries.oneOf(list(line(fractions())), list(line(integers())));
        Arbitrary<Map<String, String>> scalars = Arbitraries.maps(Arbitraries.of(SCALARS), value);
        return Combinators.combine(scalars, list, lines)
                .as((properties, many, items) -> properties.entrySet().stream()
                                .map(property -> "\"" + property.getKey() + "\": " + property.getValue())
                                .collect(Collectors.joining(", ", "{", properties.isEmpty() ? "" : ", "))
                        + "\"list\": " + many + ", \"lines\": " + items
                        + ", \"time\": 1762999000.0, \"email\": \"jane.doe@example.com\"}");
    }

    private static Arbitrary<String> list(Arbitrary<String> elements) {
        return elements.list().ofMaxSize(3).map(Object::toString);
    }

    private static Arbitrary<String> line(Arbitrary<String> number) {
        return Combinators.combine(number, number, number)
                .as((sku, n, price) -> "{\"sku\": " + sku + ", \"n\": " + n + ", \"price\": " + price + "}");
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.of(
                        "",
                        " ",
                        "A-1",
                        "007.0",
                        "1E5",
                        "97201.0",
                        "+14155550134",
                        "14155550134.0",
                        "1.4155550134E10",
                        "59.90",
                        "24.990000000000002",
                        "true",
                        "2",
                        "1996-03-14")
                .map(text -> '"' + text + '"');
    }

    /** Not larger than a long, since the JSON converter cuts a larger number to its last 64 bits. */
    private static Arbitrary<String> integers() {
        return Arbitraries.oneOf(
                        Arbitraries.longs(),
                        Arbitraries.longs().between(-20, 20),
                        Arbitraries.of(1004L, 1L << 53, (1L << 53) + 1, 14_155_550_134L, 19_960_314L))
                .map(Object::toString);
    }

    /** Every spelling of what a double holds. The JSON converter rounds a decimal of more digits. */
    private static Arbitrary<String> fractions() {
        Arbitrary<BigDecimal> decimals = Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(-99_999, 99_999),
                                Arbitraries.longs().between(-999_999_999_999_999L, 999_999_999_999_999L),
                                Arbitraries.of(1004L, 7L, 14_155_550_134L, 97_201L)),
                        Arbitraries.of(0, 0, 1, 2, 2, 2, 4, 12))
                .as(BigDecimal::valueOf);
        Arbitrary<String> plain = Combinators.combine(decimals, Arbitraries.of(0, 0, 1, 2, 10, 45))
                .as((number, zeros) -> number.setScale(number.scale() + Math.max(zeros, number.scale() > 0 ? 0 : 1))
                        .toPlainString());
        Arbitrary<String> exponents = Combinators.combine(
                        decimals, Arbitraries.integers().between(-12, 22), Arbitraries.of("e", "E", "E+"))
                .as((number, shift, e) ->
                        number.movePointLeft(shift).toPlainString() + (shift < 0 ? e.charAt(0) + "" : e) + shift);
        Arbitrary<Double> sums = Combinators.combine(decimals, decimals, Arbitraries.of(0.1, 0.2, 3.0, 1.19))
                .as((left, right, factor) -> (left.doubleValue() + right.doubleValue()) * factor);
        Arbitrary<String> doubles =
                Arbitraries.oneOf(sums, Arbitraries.doubles()).map(Object::toString);
        Arbitrary<String> allBinaryDigits = sums.map(sum -> {
            String digits = new BigDecimal(sum).toPlainString();
            return digits.contains(".") ? digits : digits + ".0";
        });
        return Arbitraries.oneOf(plain, exponents, doubles, allBinaryDigits);
    }
}
