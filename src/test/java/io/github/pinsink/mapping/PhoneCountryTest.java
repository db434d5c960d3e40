package io.github.pinsink.mapping;

import static io.github.pinsink.mapping.MapperFixture.event;
import static io.github.pinsink.mapping.MapperFixture.mapped;
import static io.github.pinsink.mapping.MapperFixture.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The country of a record's phone numbers: {@code mapping.phone.country}. */
class PhoneCountryTest {
    private static final String COUNTRY = "mapping.phone.country";

    private final MapperFixture orders = new MapperFixture()
            .with("mapping.user_data.ph", "phone")
            .with(COUNTRY, "country")
            .with("mapping.phone.default.country", "US");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GB|020 7946 0321|442079460321",
                "gb|020 7946 0321|442079460321",
                "uk|020 7946 0321|442079460321",
                "GBR|020 7946 0321|442079460321",
                "United Kingdom|020 7946 0321|442079460321",
                " fr |01 99 00 12 34|33199001234",
                "GB|+61 491 570 006|61491570006",
                "GB|0061 491 570 006|61491570006",
            })
    void isThatOfTheRecordInEachSpelling(String country, String phone, String sent) {
        assertThat(sent("\"" + country + "\"", phone)).isEqualTo(hash(sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "[]"})
    void isTheDefaultWhereTheRecordSaysNone(String country) {
        assertThat(sent(country, "(212) 555-0147")).isEqualTo(hash("12125550147"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Atlantis\"", "\"AQ\"", "49", "true", "{\"code\": \"GB\"}", "[\"GB\", \"FR\"]"})
    void isTheDefaultAndReportedWhereTheRecordSaysNoCountry(String country) {
        MappingResult.Mapped result = mapped(orders.map(order(record(country, "\"(212) 555-0147\""))));

        assertThat(phones(json(result))).containsExactly(hash("12125550147"));
        assertThat(dropped(result)).containsExactly(COUNTRY);
    }

    @Test
    void isTheDefaultAndReportedWhereTheExpressionFails() {
        MappingResult.Mapped result =
                mapped(orders.with(COUNTRY, "$number(country)").map(order(record("\"GB\"", "\"(212) 555-0147\""))));

        assertThat(phones(json(result))).containsExactly(hash("12125550147"));
        assertThat(dropped(result)).containsExactly(COUNTRY);
    }

    @Test
    void isNotAskedForANumberThatSaysItsCountry() {
        orders.with(COUNTRY, "$error('asked')");

        assertThat(dropped(mapped(orders.map(order("\"phone\": \"+44 20 7946 0321\"")))))
                .isEmpty();
        assertThat(dropped(mapped(orders.map(order("\"x\": 1"))))).isEmpty();
    }

    @Test
    void isAskedOnceForSeveralNumbers() {
        MappingResult.Mapped result =
                mapped(orders.map(order(record("\"Atlantis\"", "[\"(212) 555-0147\", \"(212) 555-0148\"]"))));

        assertThat(phones(json(result))).containsExactly(hash("12125550147"), hash("12125550148"));
        assertThat(dropped(result)).containsExactly(COUNTRY);
    }

    @Test
    void isThatOfEachElementOfAnExplodedRecord() {
        List<JsonNode> events = MapperFixture.events(orders.with("explode", "orders")
                .with("mapping.event_time", "$record.time")
                .with("mapping.user_data.em", "$record.email")
                .map(order("\"orders\": [{\"phone\": \"020 7946 0321\", \"country\": \"GB\"},"
                        + " {\"phone\": \"01 99 00 12 34\", \"country\": \"FR\"}, {\"phone\": \"(212) 555-0147\"}]")));

        assertThat(events)
                .extracting(event -> event.at("/user_data/ph/0").textValue())
                .containsExactly(hash("442079460321"), hash("33199001234"), hash("12125550147"));
    }

    @Test
    void mayDifferByTopic() {
        MapperFixture topics = orders.with("topic.orders." + COUNTRY, "'GB'");

        assertThat(phones(event(topics.map(order(record("\"FR\"", "\"020 7946 0321\""))))))
                .containsExactly(hash("442079460321"));
        assertThat(phones(event(
                        orders.with("topic.orders." + COUNTRY, "").map(order(record("\"FR\"", "\"(212) 555-0147\""))))))
                .containsExactly(hash("12125550147"));
    }

    @Test
    void leavesTheDigitsUnchangedWhereNeitherTheRecordNorTheConfigSaysOne() {
        orders.without("mapping.phone.default.country");

        assertThat(sent("null", "(212) 555-0147")).isEqualTo(hash("2125550147"));
        assertThat(dropped(mapped(orders.map(order(record("null", "\"030 23125117\""))))))
                .containsExactly("user_data.ph");
    }

    @Test
    void aRecordOfVeryManyNumbersIsRejectedBeforeItTakesLong() {
        String phones = "\"1-800-FLOWERS99\",".repeat(50_000);
        MappingResult result = orders.map(order(record("\"US\"", "[" + phones + "\"1\"]")));

        assertThat(((MappingResult.Invalid) result).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.RECORD_TOO_LARGE);
    }

    @Test
    void appliesToANumberAndToAConstant() {
        assertThat(phones(event(orders.map(order("\"country\": \"GB\", \"phone\": 2079460321")))))
                .containsExactly(hash("442079460321"));
        assertThat(phones(event(
                        orders.with("mapping.user_data.ph", "'020 7946 0321'").map(order("\"country\": \"GB\"")))))
                .containsExactly(hash("442079460321"));
    }

    private String sent(String country, String phone) {
        List<String> phones = phones(event(orders.map(order(record(country, "\"" + phone + "\"")))));
        assertThat(phones).hasSize(1);
        return phones.get(0);
    }

    private static String record(String country, String phone) {
        return "\"country\": " + country + ", \"phone\": " + phone;
    }

    private static JsonNode json(MappingResult.Mapped result) {
        return MapperFixture.json(result.events().get(0).encoded().json());
    }

    private static List<String> phones(JsonNode event) {
        return StreamSupport.stream(event.at("/user_data/ph").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static List<String> dropped(MappingResult.Mapped result) {
        return result.events().get(0).encoded().dropped().stream()
                .map(Problem::field)
                .toList();
    }

    private static String hash(String normal) {
        return Hashing.sha256().hashString(normal, StandardCharsets.UTF_8).toString();
    }
}
