package io.github.pinsink.mapping.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of JSON text with a fraction or an exponent. */
class RecordNumbersTest {
    private static Number parse(String text) {
        return RecordNumbers.of(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1004.0",
                "1.004E3",
                "1.004e+3",
                "100400e-2",
                "1004.0000000000000000000000000000000000000000000000",
                "1004.00000000000001"
            })
    void aWholeNumberIsALongHoweverItIsWritten(String text) {
        assertThat(parse(text)).isEqualTo(1004L);
        assertThat(parse("-" + text)).isEqualTo(-1004L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "-0.0", "0e5", "-0.00000000000000000000", "1e-400"})
    void zeroHasNoSign(String text) {
        assertThat(parse(text)).isEqualTo(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993.0", "9.007199254740993E15", "1.2345678901234567E17", "1e400", "-1e300"})
    void aWholeNumberBeyondThoseOfADoubleIsADouble(String text) {
        assertThat(parse(text)).isEqualTo(Double.valueOf(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "24.990000000000002",
                "0.7999999999999999",
                "0.30000000000000004",
                "44.9500000000000028421709430404007434844970703125",
                "1079.8400000000113",
                "41.986666666666665",
                "59.970000000000000000000000000000000000000000000000"
            })
    void whatADoubleHoldsIsADouble(String text) {
        assertThat(parse(text)).isEqualTo(Double.valueOf(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901234567.89", "0.123456789012345678", "-1234567890.123456789"})
    void aDecimalOfMoreDigitsThanADoubleHoldsIsExact(String text) {
        assertThat(parse(text)).isEqualTo(new BigDecimal(text));
    }

    @Property
    void aShortDecimalIsTheDoubleNextToIt(
            @ForAll @LongRange(min = -99_999_999_999_999L, max = 99_999_999_999_999L) long digits,
            @ForAll @IntRange(min = 1, max = 14) int scale) {
        String text = BigDecimal.valueOf(digits, scale).toPlainString();

        assertThat(parse(text).doubleValue()).isEqualTo(Double.parseDouble(text) + 0.0);
    }

    @Property
    void aDoubleIsItselfInJsonTextAndInAView(@ForAll double number) {
        assertThat(parse(Double.toString(number))).isEqualTo(RecordNumbers.of(number));
        assertThat(RecordNumbers.of(number).doubleValue()).isEqualTo(number + 0.0);
    }
}
