package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money, counts and times in the forms in which records have them. */
class NumberAndTimeEncodersTest {
    static Stream<Arguments> money() {
        return Stream.of(
                Arguments.of(new BigDecimal("1200.00"), "1200"),
                Arguments.of(new BigDecimal("-5.00"), "-5"),
                Arguments.of(new BigDecimal("59.90"), "59.9"),
                Arguments.of(new BigDecimal("1.2E+3"), "1200"),
                Arguments.of(new BigDecimal("0.000"), "0"),
                Arguments.of(new BigDecimal("59.97").setScale(127), "59.97"),
                Arguments.of(new BigDecimal("12345678901234567.89"), "12345678901234567.89"),
                Arguments.of(new BigDecimal("1000000000000000.01"), "1000000000000000.01"),
                Arguments.of(44.949999999999996, "44.95"),
                Arguments.of(0.7999999999999999, "0.8"),
                Arguments.of(1079.8400000000113, "1079.84"),
                Arguments.of(12_345_678_901.120001, "12345678901.12"),
                Arguments.of(123_456_789_012_345.67, "123456789012345.67"),
                Arguments.of(19.99 * 3, "59.97"),
                Arguments.of(59.970000000000006, "59.97"),
                Arguments.of(0.1 + 0.2, "0.3"),
                Arguments.of(1.23E7, "12300000"),
                Arguments.of(12_345_678.9, "12345678.9"),
                Arguments.of(10.5, "10.5"),
                Arguments.of(10.05, "10.05"),
                Arguments.of(0.07, "0.07"),
                Arguments.of(1.005, "1.005"),
                Arguments.of(1e-7, "0.0000001"),
                Arguments.of(-0.0, "0"),
                Arguments.of(-19.99, "-19.99"),
                Arguments.of(59.97f, "59.97"),
                Arguments.of(12, "12"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(BigInteger.TEN.pow(30), "1000000000000000000000000000000"),
                Arguments.of(" 72.39 ", "72.39"),
                Arguments.of("0", "0"),
                Arguments.of("007.50", "7.50"),
                Arguments.of("24.990000000000002", "24.990000000000002"),
                Arguments.of("59.97" + "0".repeat(60), "59.97"),
                Arguments.of(".5", "0.5"),
                Arguments.of("5.", "5"),
                Arguments.of("+5", "5"),
                Arguments.of("-5", "-5"),
                Arguments.of("1.23E7", "12300000"),
                Arguments.of("١٢", "12"));
    }

    @ParameterizedTest
    @MethodSource("money")
    void amountsAreStringsInPlainNotation(Object given, String sent) {
        assertThat(new EncoderFixture()
                        .with("custom_data.value", given)
                        .sent("custom_data.value")
                        .textValue())
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,200.00",
                "1.200,00",
                "12,5",
                "EUR 5",
                "$5",
                "5 €",
                "1_000",
                "0x10",
                "NaN",
                "Infinity",
                "1E400",
                "--5"
            })
    void aStringThatIsNotADecimalNumberIsNotAnAmount(String given) {
        assertThat(new EncoderFixture().with("custom_data.value", given).dropped())
                .containsExactly("custom_data.value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EURO", "€", "E1R", "978"})
    void amountsAreNotSentWithAnInvalidCurrency(String currency) {
        EncoderFixture event = new EncoderFixture()
                .with("custom_data.currency", currency)
                .with("custom_data.value", new BigDecimal("1200.00"))
                .with("custom_data.contents", List.of(Map.of("id", "S-1", "item_price", 600, "quantity", 2)))
                .with("custom_data.num_items", 2)
                .with("custom_data.predicted_ltv", "4000");
        assertThat(event.event().path("custom_data").toString())
                .isEqualTo("{\"contents\":[{\"id\":\"S-1\",\"quantity\":2}],\"num_items\":2}");
        assertThat(event.dropped())
                .containsExactly(
                        "custom_data.currency",
                        "custom_data.value",
                        "custom_data.contents[0].item_price",
                        "custom_data.predicted_ltv");
        assertThat(event.rules(EncoderFixture.strict()).rejected())
                .contains("custom_data.currency", "custom_data.value");
    }

    @Test
    void amountsAreSentWithoutACurrencySinceTheAdAccountsApplies() {
        for (Object nothing : Arrays.asList(null, "", " ", List.of())) {
            EncoderFixture event = new EncoderFixture()
                    .with("custom_data.currency", nothing)
                    .with("custom_data.value", new BigDecimal("1200.00"));
            assertThat(event.sent("custom_data.value").textValue()).isEqualTo("1200");
            assertThat(event.dropped()).isEmpty();
        }
    }

    private static EncodingResult encode(EventEncoder encoder, Object[] values) {
        return encoder.encode(place -> values[place], () -> "id", EncoderFixture.NOW, List.of());
    }

    @Test
    void theCurrencyOfOneEventDoesNotAffectTheNext() {
        List<EventField> fields = Stream.of(
                        "event_name",
                        "action_source",
                        "event_time",
                        "user_data.em",
                        "custom_data.currency",
                        "custom_data.value")
                .map(path -> EventSchema.field(path).orElseThrow())
                .toList();
        EventEncoder encoder = new EventEncoder(fields, Map.of(), EventRules.standard());
        Object[] values = {"checkout", "web", 1_763_000_000, "jane@example.com", "EURO", 5};
        assertThat(encode(encoder, values)).isInstanceOf(EncodingResult.Encoded.class);
        values[4] = "EUR";
        EncodingResult.Encoded next = (EncodingResult.Encoded) encode(encoder, values);
        assertThat(next.dropped()).isEmpty();
        assertThat(EncoderFixture.json(next.json()).at("/custom_data/value").textValue())
                .isEqualTo("5");
    }

    static Stream<Arguments> counts() {
        return Stream.of(
                Arguments.of(2, 2L),
                Arguments.of("2", 2L),
                Arguments.of("2.0", 2L),
                Arguments.of("+2", 2L),
                Arguments.of("2e3", 2_000L),
                Arguments.of(2.0, 2L),
                Arguments.of(2.0f, 2L),
                Arguments.of((short) 2, 2L),
                Arguments.of(new BigDecimal("2.00"), 2L),
                Arguments.of(Long.MAX_VALUE, Long.MAX_VALUE),
                Arguments.of("-9223372036854775808", Long.MIN_VALUE),
                Arguments.of(BigInteger.valueOf(Long.MIN_VALUE), Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("counts")
    void wholeNumbersAreNumbers(Object given, long sent) {
        assertThat(new EncoderFixture()
                        .with("custom_data.num_items", given)
                        .sent("custom_data.num_items")
                        .longValue())
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "two", "1e-3", "9223372036854775808", "1E999999999", "1E-999999999", "2,0"})
    void numbersThatAreNotIntegersAreDropped(String given) {
        assertThat(new EncoderFixture().with("custom_data.num_items", given).dropped())
                .containsExactly("custom_data.num_items");
    }

    @Test
    void numbersOfAnyLengthTakeLittleTime() {
        String digits = "9".repeat(1_000_000);
        EncoderFixture event = new EncoderFixture()
                .with("custom_data.value", digits)
                .with("custom_data.num_items", new BigDecimal("1E-999999999"))
                .with("custom_data.order_id", BigInteger.TEN.pow(100_000))
                .with("app_info.install_time", new BigDecimal("1E+999999999"));
        assertThat(event.dropped())
                .containsExactly(
                        "custom_data.value", "custom_data.num_items", "custom_data.order_id", "app_info.install_time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1763000000|1763000000",
                "1763000000.999|1763000000",
                "1763000000123|1763000000",
                "1763000000123456|1763000000",
                "1763000000123456789|1763000000",
                "1.763E9|1763000000",
                "2025-11-13T02:13:20Z|1763000000",
                "2025-11-13T02:13:20.999999999Z|1763000000",
                "2025-11-13T02:13:20,5Z|1763000000",
                "2025-11-13t02:13:20z|1763000000",
                "2025-11-13T03:13:20+01:00|1763000000",
                "2025-11-13T03:13:20+0100|1763000000",
                "2025-11-13T03:13:20+01|1763000000",
                "2025-11-12T16:13:20-10:00|1763000000",
                "2025-11-13T07:43:20+05:30|1763000000",
                "2025-11-13T03:13:20+01:00[Europe/Berlin]|1763000000",
                "2025-11-13T02:13:20|1763000000",
                "2025-11-13 02:13:20|1763000000",
                "2025-11-13 02:13:20 UTC|1763000000",
                "2025-11-13 03:13:20 +0100|1763000000",
                "2025-11-13T02:13Z|1762999980",
                "2025-11-13|1762992000",
                "2025-11-13Z|1762992000",
                "2025-11-13+01:00|1762988400",
                "2025-11-13-05:30|1763011800",
                "2024-02-29T00:00:00Z|1709164800"
            })
    void timesAreWholeUnixSecondsRoundedDown(String given, long seconds) {
        assertThat(installed(given)).isEqualTo(seconds);
    }

    @Test
    void timesMayBeNumbersOfAnyType() {
        assertThat(installed(1_763_000_000)).isEqualTo(1_763_000_000L);
        assertThat(installed(1_763_000_000_123L)).isEqualTo(1_763_000_000L);
        assertThat(installed(1_763_000_000.9)).isEqualTo(1_763_000_000L);
        assertThat(installed(new BigDecimal("1763000000.9999999999999999999999999999999")))
                .isEqualTo(1_763_000_000L);
        assertThat(installed(new BigDecimal("1763000000").setScale(127))).isEqualTo(1_763_000_000L);
        assertThat(installed(BigInteger.valueOf(1_763_000_000_123_456_789L))).isEqualTo(1_763_000_000L);
        assertThat(installed(new java.util.Date(1_763_000_000_999L))).isEqualTo(1_763_000_000L);
        assertThat(installed(0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29T00:00:00Z",
                "2025-13-01",
                "2025-11-31",
                "2025-11-13T24:00:00Z",
                "2025-11-13T02:60:00Z",
                "2025-11-13T02:13:20+19:00",
                "2025-11-13T",
                "2025-11-13Z ago",
                "2025-11-13+1:00",
                "2025-11-13-05",
                "2025-11-13+19:00",
                "2025-11-13 02",
                "1969-12-31T23:59:59Z",
                "-1",
                "13.11.2025",
                "now",
                "1E99",
                "99999999999999999999"
            })
    void timesBefore1970AndOtherValuesAreDropped(String given) {
        assertThat(new EncoderFixture().with("app_info.install_time", given).dropped())
                .containsExactly("app_info.install_time");
    }

    @Test
    void theCalendarIsThatOfJava() {
        for (long day = java.time.LocalDate.of(1, 1, 1).toEpochDay(); day < 100_000; day += 13) {
            java.time.LocalDate date = java.time.LocalDate.ofEpochDay(day);
            assertThat(EpochDay.exists(date.getYear(), date.getMonthValue(), date.getDayOfMonth()))
                    .isTrue();
            assertThat(EpochDay.daysSince1970(date.getYear(), date.getMonthValue(), date.getDayOfMonth()))
                    .isEqualTo(day);
        }
    }

    private static long installed(Object given) {
        return new EncoderFixture()
                .with("app_info.install_time", given)
                .sent("app_info.install_time")
                .longValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "usd", " Jpy ", "CLF", "XOF", "XCG", "ZWG"})
    void aCurrencyInUseIsSent(String code) {
        assertThat(new EncoderFixture().with("custom_data.currency", code).dropped())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XTS", "XAU", "DEM", "FRF", "HRK", "ABC", "RMB", "GBX", "EURO"})
    void anotherCodeIsDroppedWithTheAmounts(String code) {
        assertThat(new EncoderFixture()
                        .with("custom_data.currency", code)
                        .with("custom_data.value", 5)
                        .dropped())
                .containsExactly("custom_data.currency", "custom_data.value");
    }
}
