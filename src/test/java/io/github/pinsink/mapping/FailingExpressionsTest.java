package io.github.pinsink.mapping;

import static io.github.pinsink.mapping.MapperFixture.mapped;
import static io.github.pinsink.mapping.MapperFixture.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.event.ExpressionSource;
import io.github.pinsink.event.FieldRole;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.mapping.MappingResult.Invalid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An expression that fails, or reads what cannot be read, costs its own field only, if the event can do without the field. */
class FailingExpressionsTest {
    private static final String FAILS = "$number(word)";
    private static final String WORD = order("\"word\": \"n/a\"");

    private final MapperFixture mapping =
            new MapperFixture().with("mapping.extra.fields", String.join(",", EventSchema.extraFields()));

    static Stream<String> optionalFields() {
        return EventSchema.fields().stream()
                .filter(field -> !field.required() && field.role() != FieldRole.OPT_OUT)
                .map(EventField::path)
                .filter(path -> !path.equals("user_data.em"));
    }

    @ParameterizedTest
    @MethodSource("optionalFields")
    void ofAnOptionalFieldDropsThatFieldAndReportsIt(String path) {
        MappingResult result = mapping.with("mapping." + path, FAILS).map(WORD);

        assertThat(event(result)).isEqualTo(event(new MapperFixture().map(WORD)));
        assertThat(dropped(result)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.EXPRESSION_FAILED);
            assertThat(problem.fieldWithoutIndices()).isEqualTo(path);
            assertThat(problem.text())
                    .isEqualTo("mapping." + path
                            + ": a value cannot be converted to a number (D3030) at position 8 of $number(word)");
        });
    }

    @ParameterizedTest
    @MethodSource("optionalFields")
    void ofAnOptionalFieldRejectsTheRecordIfTheConfigSaysSo(String path) {
        mapping.with("mapping." + path, FAILS).with("mapping.on.invalid.field", "reject");

        assertThat(reasons(mapping.map(WORD))).singleElement().asString().startsWith("mapping." + path + ": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter",
                "explode",
                "mapping.ad_account_id",
                "mapping.event_name",
                "mapping.action_source",
                "mapping.event_time",
                "mapping.event_id",
                "mapping.opt_out",
                "mapping.custom_data.opt_out_type"
            })
    void thatTheEventCannotDoWithoutRejectsTheRecord(String key) {
        assertThat(reasons(mapping.with(key, FAILS).map(WORD)))
                .containsExactly(
                        key + ": a value cannot be converted to a number (D3030) at position 8 of $number(word)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "subtotal - word | 10",
                "1 + word | 3",
                "word < 1 | 6",
                "word() | 5",
                "$topic('x') | 6",
                "$substring(1, 2) | 11",
                "$assert(false, word) | 8",
                "$minorUnits(word, 'EUR') | 12",
                "$uppercase(1 + word) | 14",
                "[1, 2].($$.word > 1) | 17",
                "{'id': 1 + word} | 10",
                "($f := function($a){ $a * word }; $f(2)) | 25",
                "'' & $number(word) | 13",
                "subtotal = 5 and $number(word) > 1 | 25",
                "subtotal = 6 or $number(word) > 1 | 24",
                "$objects(word).sku | 9",
                "$parseJson(word).sku | 11",
            })
    void saysTheReasonAndThePositionAndNoValue(String expression, int position) {
        mapping.with("mapping.custom_data.order_id", expression);

        MappingResult result = mapping.map(order("\"word\": \"Anneliese\", \"subtotal\": 5"));
        assertThat(dropped(result)).singleElement().satisfies(problem -> {
            assertThat(problem.text())
                    .startsWith("mapping.custom_data.order_id: ")
                    .endsWith(" at position " + position + " of " + expression)
                    .doesNotContain("Anneliese");
            assertThat(problem.expression())
                    .hasValue(new ExpressionSource("mapping.custom_data.order_id", expression, position));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "paid and $number(word) > 1 | a value cannot be converted to a number (D3030)",
                "unpaid or (paid and $number(word) > 1) | a value cannot be converted to a number (D3030)",
                "paid and 1 + word > 1 | the right side of an arithmetic operator is not a number (T2002)",
                "$objects(word).sku | a string is not valid JSON (P0002)",
                "$objects(paid).sku | a value is neither an object, nor a list or JSON text with objects (P0003)",
                "$parseJson(word) | a string is not valid JSON (P0002)",
            })
    void keepsTheReasonOfTheFunctionThatFailed(String expression, String reason) {
        mapping.with("mapping.custom_data.order_id", expression);

        assertThat(dropped(mapping.map(order("\"word\": \"Anneliese\", \"paid\": true"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains(": " + reason + " at position "));
    }

    @Test
    void showsAtMostAHundredCharactersOfTheExpression() {
        mapping.with("mapping.custom_data.order_id", "'" + "x".repeat(2_000) + "' & $number(word)");

        assertThat(dropped(mapping.map(WORD)).get(0).text())
                .contains(" at position 2013 of …")
                .hasSizeLessThan(250);
    }

    @Nested
    class OfAnIdentifier {
        @Test
        void leavesTheOthers() {
            mapping.with("mapping.user_data.em", FAILS).with("mapping.user_data.hashed_maids", "maid");

            MappingResult result =
                    mapping.map(order("\"word\": \"n/a\", \"maid\": \"ea7583cd-a667-48bc-b806-42ecb2b48606\""));
            assertThat(event(result).at("/user_data/em").isMissingNode()).isTrue();
            assertThat(dropped(result)).extracting(Problem::field).containsExactly("user_data.em");
        }

        @Test
        void rejectsTheRecordWithBothReasonsIfNothingElseIdentifiesTheUser() {
            mapping.with("mapping.user_data.em", FAILS);

            assertThat(((Invalid) mapping.map(WORD)).problems())
                    .extracting(Problem::code)
                    .containsExactlyInAnyOrder(ProblemCode.NO_USER_IDENTIFIER, ProblemCode.EXPRESSION_FAILED);
        }
    }

    @Test
    void theReasonsOfARejectedRecordAreNotThoseOfDroppedFields() {
        mapping.with("mapping.custom_data.order_id", FAILS).with("mapping.event_name", "'no such event'");

        assertThat(((Invalid) mapping.map(WORD)).problems())
                .extracting(Problem::field)
                .containsExactly("event_name");
    }

    @Test
    void ofTheCurrencyDropsTheAmountsToo() {
        mapping.with("mapping.custom_data.currency", FAILS)
                .with("mapping.custom_data.value", "'60.00'")
                .with("mapping.custom_data.predicted_ltv", "total")
                .with("mapping.custom_data.contents", "[{\"id\": \"S-1\", \"item_price\": total}]")
                .with("mapping.custom_data.order_id", "'A-1'");

        MappingResult result = mapping.map(order("\"word\": \"n/a\", \"total\": 5"));
        assertThat(event(result).get("custom_data").toString())
                .isEqualTo("{\"contents\":[{\"id\":\"S-1\"}],\"order_id\":\"A-1\"}");
        assertThat(dropped(result))
                .extracting(Problem::field)
                .containsExactly(
                        "custom_data.currency",
                        "custom_data.value",
                        "custom_data.contents[0].item_price",
                        "custom_data.predicted_ltv");
    }

    @Test
    void inOneElementDoesNotTouchTheOthers() {
        mapping.with("explode", "items").with("mapping.custom_data.num_items", "$number(n)");
        mapping.with("mapping.event_time", "$record.time").with("mapping.user_data.em", "$record.email");

        MappingResult result = mapping.map(order("\"items\": [{\"n\": \"two\"}, {\"n\": \"2\"}]"));
        assertThat(mapped(result).problems()).isEmpty();
        assertThat(mapped(result).events()).hasSize(2);
        assertThat(mapped(result).events().get(0).encoded().dropped())
                .extracting(Problem::field)
                .containsExactly("custom_data.num_items");
        assertThat(mapped(result).events().get(1).encoded().dropped()).isEmpty();
    }

    @Test
    void thatExceedsTheBudgetStillRejectsTheRecord() {
        mapping.with("mapping.custom_data.num_items", "$pad(word, 2000000000)");

        assertThat(((Invalid) mapping.map(WORD)).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.EXPRESSION_LIMIT_EXCEEDED);
    }

    /** Lists and objects of a record are read when the encoder needs their parts. */
    @Nested
    class OnUnreadableValues {
        private final Map<String, Object> record =
                new HashMap<>(Map.of("email", "jane.doe@example.com", "time", 1_762_999_000L));

        @ParameterizedTest
        @ValueSource(strings = {"bad.a", "[bad].a", "list", "list[0]", "object"})
        void dropsOnlyTheFieldThatReadsThem(String expression) {
            record.put("bad", Map.of(1, "x"));
            record.put("list", List.of(new StringBuilder("Anneliese"), "b"));
            record.put("object", Map.of("id", new StringBuilder("Anneliese")));
            mapping.with("mapping.custom_data.contents", expression).with("mapping.custom_data.order_id", "'A-1'");

            MappingResult result = mapping.map(record);
            assertThat(event(result).get("custom_data").toString()).isEqualTo("{\"order_id\":\"A-1\"}");
            assertThat(dropped(result)).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.UNREADABLE_VALUE);
                assertThat(problem.field()).isEqualTo("custom_data.contents");
                assertThat(problem.text())
                        .startsWith("mapping.custom_data.contents: ")
                        .endsWith("; expression: " + expression)
                        .doesNotContain("Anneliese");
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"event_name", "event_id", "event_time", "opt_out", "custom_data.opt_out_type"})
        void rejectsTheRecordWhereTheEventCannotDoWithoutTheField(String path) {
            record.put("bad", List.of(new StringBuilder("Anneliese")));
            mapping.with("mapping." + path, "bad");

            assertThat(((Invalid) mapping.map(record)).problems())
                    .extracting(Problem::field, Problem::code)
                    .containsExactly(tuple(path, ProblemCode.UNREADABLE_VALUE));
        }

        @Test
        void doesNotHinderTheReportOfUnknownProperties() {
            record.put("bad", new StringBuilder("Anneliese"));
            record.put("user_data", Map.of(1, "x"));
            record.put("unknown", "x");
            mapping.with("mapping.on.unknown.property", "report");

            assertThat(dropped(mapping.map(record)))
                    .extracting(Problem::reason)
                    .containsExactlyInAnyOrder(
                            "unknown property email", "unknown property time", "unknown property unknown");
        }

        @Test
        void ofAStructDropsOnlyTheFieldToo() {
            Schema scores =
                    SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.STRING_SCHEMA).build();
            Schema schema = SchemaBuilder.struct()
                    .field("time", Schema.INT64_SCHEMA)
                    .field("email", Schema.STRING_SCHEMA)
                    .field("scores", scores)
                    .build();
            Struct struct = new Struct(schema)
                    .put("time", 1_762_999_000L)
                    .put("email", "jane.doe@example.com")
                    .put("scores", Map.of(1, "x"));
            mapping.with("mapping.custom_data.num_items", "scores.count");

            assertThat(dropped(mapping.map(MapperFixture.record(schema, struct))))
                    .extracting(Problem::field)
                    .containsExactly("custom_data.num_items");
        }
    }

    private static JsonNode event(MappingResult result) {
        return MapperFixture.event(result);
    }

    private static List<Problem> dropped(MappingResult result) {
        return mapped(result).events().get(0).encoded().dropped();
    }

    private static List<String> reasons(MappingResult result) {
        assertThat(result).isInstanceOf(Invalid.class);
        return ((Invalid) result).problems().stream().map(Problem::text).toList();
    }
}
