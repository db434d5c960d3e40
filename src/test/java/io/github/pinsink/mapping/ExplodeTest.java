package io.github.pinsink.mapping;

import static io.github.pinsink.mapping.MapperFixture.events;
import static io.github.pinsink.mapping.MapperFixture.mapped;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.mapping.MappingResult.Invalid;
import io.github.pinsink.mapping.MappingResult.Skipped;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One record that holds several events, as web analytics and webhooks send them. */
class ExplodeTest {
    private final MapperFixture batches = new MapperFixture()
            .with("explode", "events")
            .with("mapping.event_name", "name")
            .with("mapping.user_data.em", "$record.user.email")
            .with("mapping.custom_data.order_id", "id");

    @Test
    void makesAnEventOfEachElementAndGivesAccessToTheWholeRecord() {
        List<JsonNode> events = events(batches.map(batch(
                "{\"name\": \"checkout\", \"time\": 1762999000, \"id\": \"A\"}",
                "{\"name\": \"signup\", \"time\": 1762999001, \"id\": \"B\"}")));

        assertThat(events)
                .extracting(event -> event.get("event_name").textValue())
                .containsExactly("checkout", "signup");
        assertThat(events)
                .extracting(event -> event.at("/custom_data/order_id").textValue())
                .containsExactly("A", "B");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.at("/user_data/em/0").textValue())
                        .isEqualTo("86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d"));
    }

    @Test
    void readsStructsAndMapsLikeJson() {
        Map<String, Object> element = new TreeMap<>(Map.of("name", "checkout", "time", 1_762_999_000L, "id", "A"));
        Map<String, Object> record =
                Map.of("user", Map.of("email", "jane.doe@example.com"), "events", List.of(element));

        assertThat(events(batches.map(record)))
                .isEqualTo(events(batches.map(batch("{\"name\": \"checkout\", \"time\": 1762999000, \"id\": \"A\"}"))));
    }

    @Test
    void treatsASingleObjectAsAListOfOne() {
        assertThat(events(batches.with("explode", "events[name = 'checkout']")
                        .map(batch(sound("checkout"), sound("signup")))))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.get("event_name").textValue()).isEqualTo("checkout"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"events\": []}", "{\"events\": null}"})
    void skipsARecordWithoutElements(String record) {
        assertThat(batches.map(record)).isEqualTo(new Skipped(Skipped.Why.NOTHING_TO_EXPLODE));
    }

    @Test
    void filtersByTheWholeRecordAndLeavesTheChoiceOfElementsToItsOwnExpression() {
        MapperFixture filtering = batches.with("filter", "$count(events) > 1");

        assertThat(filtering.map(batch(sound("checkout")))).isEqualTo(new Skipped(Skipped.Why.FILTERED));
        assertThat(events(filtering.map(batch(sound("checkout"), sound("signup")))))
                .hasSize(2);
    }

    @Test
    void givesTheEventsOfARecordIdsThatDifferByTheirIndexAndStayTheSame() {
        List<String> ids = ids(batches.map(batch(sound("checkout"), sound("signup"))));

        assertThat(ids).doesNotHaveDuplicates().isEqualTo(ids(batches.map(batch(sound("checkout"), sound("signup")))));
        assertThat(ids.get(0)).endsWith("-0");
        assertThat(ids.get(1)).endsWith("-1");
    }

    @Test
    void givesTheIndexToExpressionsForEventIds() {
        assertThat(ids(batches.with("mapping.event_id", "id & '/' & $index")
                        .map(batch(sound("checkout"), sound("signup")))))
                .containsExactly("A/0", "A/1");
    }

    @Test
    void sendsTheValidElementsAndReportsTheOthersByIndex() {
        MappingResult.Mapped result =
                mapped(batches.map(batch(sound("checkout"), "{\"name\": \"checkout\"}", sound("signup"), "null")));

        assertThat(result.events()).hasSize(2);
        assertThat(result.problems().stream().map(Problem::text).toList())
                .containsExactly("element 1: event_time: is required", "element 3: explode: is null");
    }

    @Test
    void isInvalidWhenNoElementIsValid() {
        assertThat(batches.map(batch("{\"name\": \"checkout\"}", "7"))).isInstanceOf(Invalid.class);
    }

    @Test
    void skipsElementsWithUnknownEventNamesIfConfigured() {
        MapperFixture skipping = batches.with("mapping.on.unknown.event", "skip");

        assertThat(events(skipping.map(batch(sound("checkout"), sound("scrolled")))))
                .hasSize(1);
        assertThat(skipping.map(batch(sound("scrolled")))).isEqualTo(new Skipped(Skipped.Why.UNKNOWN_EVENT));
    }

    @Test
    void givesEachElementItsOwnAdAccount() {
        MappingResult.Mapped result = mapped(batches.with("mapping.ad_account_id", "account")
                .map(batch(
                        "{\"name\": \"checkout\", \"time\": 1762999000, \"account\": \"1\"}",
                        "{\"name\": \"checkout\", \"time\": 1762999000, \"account\": \"2\"}",
                        "{\"name\": \"checkout\", \"time\": 1762999000, \"account\": \"none\"}")));

        assertThat(result.events())
                .extracting(event -> event.account().digits())
                .containsExactly("1", "2");
        assertThat(result.problems().stream().map(Problem::text).toList())
                .singleElement()
                .asString()
                .startsWith("element 2: mapping.ad_account_id: ");
    }

    @Test
    void doesNotMixTheValuesOfElements() {
        List<JsonNode> events =
                events(batches.map(batch(sound("checkout"), "{\"name\": \"checkout\", \"time\": 1762999000}")));

        assertThat(events.get(0).has("custom_data")).isTrue();
        assertThat(events.get(1).has("custom_data")).isFalse();
    }

    @Test
    void acceptsAThousandElementsAndRejectsARecordWithMore() {
        List<String> ids = IntStream.range(0, 1_000)
                .mapToObj(i -> "order " + i + "!".repeat(i))
                .toList();
        String elements = ids.stream()
                .map(id -> sound("checkout").replace("\"A\"", '"' + id + '"'))
                .collect(Collectors.joining(", "));
        assertThat(events(batches.map(batch(elements))))
                .extracting(event -> event.at("/custom_data/order_id").asText())
                .isEqualTo(ids);
        assertThat(batches.map(times(1_001, sound("checkout"))))
                .isEqualTo(new Invalid(
                        List.of(Problem.exceeded(
                                ProblemCode.TOO_MANY_ELEMENTS,
                                "explode",
                                "at most 1000 elements",
                                "1001 elements",
                                1_000)),
                        true));
    }

    @Test
    void reportsTheProblemsOfOnlyTenElements() {
        MappingResult result = batches.map(times(1_000, "{}"));

        assertThat(result).isInstanceOf(Invalid.class);
        List<String> reasons =
                ((Invalid) result).problems().stream().map(Problem::text).toList();
        assertThat(reasons.get(reasons.size() - 1)).isEqualTo("and 990 more elements");
        assertThat(String.join("; ", reasons).length()).isLessThan(5_000);
    }

    @Test
    void reportsAtMostAHundredProblems() {
        String contents = "[" + String.join(", ", Collections.nCopies(300, "\"no object\"")) + "]";
        MappingResult result = batches.with("mapping.custom_data.contents", "contents")
                .with("mapping.on.invalid.field", "reject")
                .map(times(9, "{\"name\": \"checkout\", \"contents\": " + contents + "}"));

        assertThat(result).isInstanceOf(Invalid.class);
        List<String> reasons =
                ((Invalid) result).problems().stream().map(Problem::text).toList();
        assertThat(reasons).hasSize(MappingResultBuilder.MAX_REPORTED_PROBLEMS + 1);
        assertThat(reasons.get(MappingResultBuilder.MAX_REPORTED_PROBLEMS)).matches("and \\d+ more problems");
    }

    @Test
    void rejectsTheRecordWhenItsExpressionFails() {
        MappingResult result = batches.with("explode", "$number(events)").map("{\"events\": \"Anneliese\"}");

        assertThat(((Invalid) result).problems().stream().map(Problem::text).toList())
                .singleElement()
                .asString()
                .startsWith("explode: ")
                .doesNotContain("Anneliese");
    }

    private static String sound(String name) {
        return "{\"name\": \"" + name + "\", \"time\": 1762999000, \"id\": \"A\"}";
    }

    private static String batch(String... elements) {
        return "{\"user\": {\"email\": \"jane.doe@example.com\"}, \"events\": [" + String.join(", ", elements) + "]}";
    }

    private static String times(int count, String element) {
        return batch(IntStream.range(0, count).mapToObj(i -> element).toArray(String[]::new));
    }

    private static List<String> ids(MappingResult result) {
        return events(result).stream()
                .map(event -> event.get("event_id").textValue())
                .collect(Collectors.toList());
    }
}
