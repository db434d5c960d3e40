package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of {@code mapping.phone.country} and {@code mapping.event_time.zone} that can be found before the first record. */
class LocaleChecksTest {
    private static final String ZONE = "mapping.event_time.zone";
    private static final String COUNTRY = "mapping.phone.country";

    private final Map<String, String> properties = MinimalConfig.properties();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'DE'",
                "'deu'",
                "'Germany'",
                "country",
                "cc",
                "Country",
                "land",
                "address.DE",
                "$.DE",
                "paid ? 'DE' : 'Atlantis'",
                ""
            })
    void anExpressionForACountryIsAccepted(String expression) {
        properties.put(COUNTRY, expression);

        assertThat(problems(COUNTRY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Atlantis'|such as 'DE'",
                "49|such as 'DE'",
                "DE|Write 'DE' for the country, or $.DE",
                "USA|Write 'USA' for the country, or $.USA",
                "Germany|Write 'Germany' for the country, or $.Germany",
                "de|Write 'de' for the country, or $.de",
                "country ?: DE|Write 'DE' for the country, or $.DE",
                "address.country ? address.country : US|Write 'US' for the country",
                "(|invalid JSONata expression",
            })
    void aConstantThatIsNoCountryIsAnErrorAlsoForOneTopic(String expression, String problem) {
        for (String key : List.of(COUNTRY, "topic.orders." + COUNTRY)) {
            properties.put("topics", "orders");
            properties.put(key, expression);

            assertThat(problems(key))
                    .singleElement()
                    .asString()
                    .startsWith(key + ": ")
                    .contains(problem);
            properties.remove(key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "'Europe/Berlin'",
                "UTC",
                "UTC+1",
                "GMT+1",
                "UTC+01:00",
                "+01:00",
                "'EST5EDT'",
                "zone",
                "timezone",
                "tz",
                "TZ",
                "a/b",
                "store.zone",
                "$.EST",
                "store.zone ?: 'Europe/Berlin'",
                "zone ? zone : default_zone",
                ""
            })
    void anExpressionForAZoneIsAccepted(String expression) {
        properties.put(ZONE, expression);

        assertThat(problems(ZONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Europe/Berln|Did you mean Europe/Berlin?",
                "'Europe/Berln'|Did you mean Europe/Berlin?",
                "'IST'|unknown time zone",
                "1|unknown time zone",
                "CET|Write 'CET' for the time zone, or $.CET",
                "EST|such as 'America/New_York'; for the field, write $.EST",
                "utc|Write 'utc' for the time zone",
                "EST5EDT|Write 'EST5EDT' for the time zone",
                "PST|reads a field named PST. For the time zone, write its name",
                "Berlin|such as 'Europe/Berlin'; for the field, write $.Berlin",
                "berlin|such as 'Europe/Berlin'",
                "New_York|such as 'America/New_York'",
                "New York|such as 'America/New_York'",
                "America/New York|such as 'America/New_York'",
                "GMT + 1|such as 'GMT+1'",
                "UTC +01:00|such as 'UTC+01:00'",
                "Europe / Berlin|such as 'Europe/Berlin'",
                "MEZ|reads a field named MEZ",
                "'EST'|Did you mean America/New_York?",
                "CET+1|a name of the IANA database or an offset in quotes",
                "europe/berln|Did you mean Europe/Berlin?",
                "store.zone ? store.zone : Europe/Berlin|Write 'Europe/Berlin'",
                "(zone ?: UTC)|Write 'UTC'",
                "zone ? zone : Berlin|such as 'Europe/Berlin'",
                "zone[|invalid JSONata expression",
            })
    void aConstantThatIsNoZoneIsAnErrorAlsoForOneTopic(String expression, String problem) {
        for (String key : List.of(ZONE, "topic.orders." + ZONE)) {
            properties.put(key, expression);

            assertThat(problems(key))
                    .singleElement()
                    .asString()
                    .startsWith(key + ": ")
                    .contains(problem);
            properties.remove(key);
        }
    }

    private List<String> problems(String key) {
        return MinimalConfig.problems(properties).getOrDefault(key, List.of());
    }
}
