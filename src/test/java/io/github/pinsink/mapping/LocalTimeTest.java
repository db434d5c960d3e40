package io.github.pinsink.mapping;

import static io.github.pinsink.mapping.MapperFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.event.Problem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times without an offset: {@code mapping.event_time.zone}. */
class LocalTimeTest {
    private static final String ZONE = "mapping.event_time.zone";

    private final MapperFixture receipts = new MapperFixture().with("event.max.age", "36500d");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-11-12T03:13:20|2025-11-12T02:13:20Z",
                "2025-11-12 03:13:20.5|2025-11-12T02:13:20Z",
                "2025-11-12 03:13|2025-11-12T02:13:00Z",
                "2025-11-12|2025-11-11T23:00:00Z",
                "20251112031320|2025-11-12T02:13:20Z",
                "20251112T031320|2025-11-12T02:13:20Z",
                "Wed Nov 12 03:13:20 2025|2025-11-12T02:13:20Z",
                "2025-07-01T02:00:00|2025-07-01T00:00:00Z",
            })
    void areInTheZone(String local, Instant sent) {
        receipts.with(ZONE, "Europe/Berlin");

        assertThat(time("\"" + local + "\"")).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2025-11-12T02:13:20Z\"",
                "\"2025-11-12T03:13:20+01:00\"",
                "\"2025-11-11 21:13:20 EST\"",
                "\"Wed, 12 Nov 2025 02:13:20 GMT\"",
                "1762913600",
                "1762913600000",
                "\"1762913600\""
            })
    void aTimeThatSaysItsOffsetKeepsIt(String given) {
        receipts.with(ZONE, "$error('asked')");

        assertThat(time(given)).isEqualTo(Instant.parse("2025-11-12T02:13:20Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-12Z, 2025-11-12T00:00:00Z",
        "2025-11-12+01:00, 2025-11-11T23:00:00Z",
        "2025-11-12-05:00, 2025-11-12T05:00:00Z"
    })
    void aDateThatSaysItsOffsetKeepsIt(String date, Instant sent) {
        receipts.with(ZONE, "$error('asked')");

        assertThat(time("\"" + date + "\"")).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                " Europe/Berlin ",
                "europe/berlin",
                "'Europe/Berlin'",
                "\"+01:00\"",
                "+01:00",
                "zone"
            })
    void theZoneIsANameOrAnExpression(String zone) {
        receipts.with(ZONE, zone);

        assertThat(event(receipts.map(record("\"2025-11-12 03:13:20\"", "\"Europe/Berlin\"")))
                        .get("event_time")
                        .longValue())
                .isEqualTo(Instant.parse("2025-11-12T02:13:20Z").getEpochSecond());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // At 02:00 clocks in Berlin go to 03:00: the times between do not exist, and move forward by an hour.
                "2025-03-30T01:59:59|2025-03-30T00:59:59Z",
                "2025-03-30T02:00:00|2025-03-30T01:00:00Z",
                "2025-03-30T02:30:00|2025-03-30T01:30:00Z",
                "2025-03-30T03:00:00|2025-03-30T01:00:00Z",
                // At 03:00 they go back to 02:00: the times between exist twice, and the first is meant.
                "2024-10-27T01:59:59|2024-10-26T23:59:59Z",
                "2024-10-27T02:30:00|2024-10-27T00:30:00Z",
                "2024-10-27T03:00:00|2024-10-27T02:00:00Z",
            })
    void clockChangesAreDefined(String local, Instant sent) {
        receipts.with(ZONE, "Europe/Berlin");

        assertThat(time("\"" + local + "\"")).isEqualTo(sent);
    }

    @Test
    void areInUtcWithoutAZone() {
        Instant utc = Instant.parse("2025-11-12T03:13:20Z");
        assertThat(time("\"2025-11-12 03:13:20\"")).isEqualTo(utc);
        for (String nothing : List.of("null", "\"\"", "\" \"", "[]")) {
            assertThat(event(receipts.with(ZONE, "zone").map(record("\"2025-11-12 03:13:20\"", nothing)))
                            .get("event_time")
                            .longValue())
                    .isEqualTo(utc.getEpochSecond());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "[]"})
    void aMissingZoneIsReported(String nothing) {
        MappingResult result = receipts.with(ZONE, "zone").map(record("\"2025-11-12 03:13:20\"", nothing));

        assertThat(MapperFixture.mapped(result).events().get(0).encoded().dropped())
                .extracting(Problem::text)
                .containsExactly(
                        ZONE + ": expected the time zone of a time without an offset, got no value, so the time was"
                                + " read as UTC");
        assertThat(MapperFixture.mapped(receipts.map(record("\"2025-11-12T03:13:20Z\"", nothing)))
                        .events()
                        .get(0)
                        .encoded()
                        .dropped())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Europe/Atlantis\"",
                "\"IST\"",
                "\"Berlin\"",
                "60",
                "true",
                "{}",
                "[\"Europe/Berlin\", \"UTC\"]"
            })
    void anUnknownZoneRejectsTheRecordWithTheKey(String zone) {
        List<Problem> problems = problems(receipts.with(ZONE, "zone").map(record("\"2025-11-12 03:13:20\"", zone)));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("event_time");
            assertThat(problem.reason()).contains(ZONE, "Europe/Berlin").doesNotContain("Atlantis");
        });
    }

    @Test
    void aFailingExpressionRejectsTheRecordWithItsReason() {
        List<Problem> problems =
                problems(receipts.with(ZONE, "$number(zone)").map(record("\"2025-11-12 03:13:20\"", "\"CET\"")));

        assertThat(problems).extracting(Problem::field).containsExactly("event_time", ZONE);
    }

    @Test
    void anExpressionPutsTheYearFirst() {
        String usDate = "$substring(time, 6, 4) & '-' & $substring(time, 0, 2) & '-' & $substring(time, 3, 2) & ' '"
                + " & $substring(time, 11)";
        receipts.with("mapping.event_time", usDate).with(ZONE, "America/New_York");

        assertThat(time("\"11/12/2025 03:13:20\"")).isEqualTo(Instant.parse("2025-11-12T08:13:20Z"));
    }

    @Test
    void theZoneIsThatOfEachElementAndEachTopic() {
        receipts.with("explode", "receipts")
                .with("mapping.user_data.em", "$record.email")
                .with("topic.orders." + ZONE, "zone");

        assertThat(MapperFixture.events(receipts.map(MapperFixture.order("\"receipts\": ["
                        + "{\"time\": \"2025-11-12 03:13:20\", \"zone\": \"Europe/Berlin\"},"
                        + "{\"time\": \"2025-11-12 03:13:20\", \"zone\": \"America/New_York\"},"
                        + "{\"time\": \"2025-11-12 03:13:20\"}]"))))
                .extracting(
                        event -> Instant.ofEpochSecond(event.get("event_time").longValue()))
                .containsExactly(
                        Instant.parse("2025-11-12T02:13:20Z"),
                        Instant.parse("2025-11-12T08:13:20Z"),
                        Instant.parse("2025-11-12T03:13:20Z"));
    }

    @Test
    void theReasonOfATimeInTheFutureSaysHowToGiveTheZone() {
        assertThat(problems(receipts.map(record("\"2025-11-13 12:13:20\"", "null"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("if it is a local time, set " + ZONE));
        assertThat(problems(receipts.map(record("\"2025-11-13T12:13:20Z\"", "null"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).doesNotContain(ZONE));
    }

    private Instant time(String given) {
        return Instant.ofEpochSecond(
                event(receipts.map(record(given, "null"))).get("event_time").longValue());
    }

    private static String record(String time, String zone) {
        return "{\"time\": " + time + ", \"zone\": " + zone + ", \"email\": \"jane.doe@example.com\"}";
    }

    private static List<Problem> problems(MappingResult result) {
        return ((MappingResult.Invalid) result).problems();
    }
}
