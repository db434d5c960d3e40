package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that accept any value: each is tried compiled and interpreted. */
class LenientFunctionsTest {
    private static Object evaluate(String source, Object a, Object b) {
        return BothForms.evaluate(source, a, b);
    }

    private static Object evaluate(String source, Object a) {
        return evaluate(source, a, null);
    }

    @Test
    void ifBlankReplacesOnlyWhatIsMissingOrBlank() {
        assertThat(evaluate("$ifBlank(a, 1)", null)).isEqualTo(1);
        assertThat(evaluate("$ifBlank(missing, 1)", null)).isEqualTo(1);
        assertThat(evaluate("$ifBlank(a, 1)", " \t")).isEqualTo(1);
        assertThat(evaluate("$ifBlank(a, 1)", 0)).isEqualTo(0);
        assertThat(evaluate("$ifBlank(a, 1)", false)).isEqualTo(false);
        assertThat(evaluate("$ifBlank(a, 1)", List.of(2, 3))).isEqualTo(List.of(2, 3));
        assertThat(evaluate("$ifBlank(a, missing)", "")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", " True ", "t", "yes", "Y", "on", "1", "1.0"})
    void parseBooleanReadsTrue(String word) {
        assertThat(evaluate("$parseBoolean(a)", word)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", " False ", "f", "no", "N", "off", "0", "0.00"})
    void parseBooleanReadsFalse(String word) {
        assertThat(evaluate("$parseBoolean(a)", word)).isEqualTo(false);
    }

    @Test
    void parseBooleanLeavesOtherValuesAsTheyAre() {
        assertThat(evaluate("$parseBoolean(a)", "perhaps")).isEqualTo("perhaps");
        assertThat(evaluate("$parseBoolean(a)", "denied")).isEqualTo("denied");
        assertThat(evaluate("$parseBoolean(a)", 2)).isEqualTo(2);
        assertThat(evaluate("$parseBoolean(a)", Map.of("x", 1))).isEqualTo(Map.of("x", 1));
        assertThat(evaluate("$parseBoolean(a)", 1)).isEqualTo(true);
        assertThat(evaluate("$parseBoolean(a)", 0.0)).isEqualTo(false);
        assertThat(evaluate("$parseBoolean(a)", " ")).isNull();
        assertThat(evaluate("$parseBoolean(a)", null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, ", ", false", "false, DENIED", "perhaps, no", "denied, ", "1.0, ", ", 0.0"})
    void anyOptOutCounts(String optOut, String consent) {
        assertThat(evaluate("$optOut(a, b)", optOut, consent)).isEqualTo(true);
        assertThat(evaluate("$optOut([missing, a], [b, null])", optOut, consent))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"false, true", "no, ", ", Granted", "granted, ", "0.0, 1.0", ","})
    void withoutAnOptOutThereIsNothing(String optOut, String consent) {
        assertThat(evaluate("$optOut(a, b)", optOut, consent)).isNull();
        assertThat(evaluate("$optOut([a], [b])", optOut, consent)).isNull();
    }

    @Test
    void anUnclearFlagIsReturnedSoThatTheFieldRejectsIt() {
        assertThat(evaluate("$optOut(a, b)", "perhaps", true)).isEqualTo("perhaps");
        assertThat(evaluate("$optOut(a, b)", false, 7)).isEqualTo(7);
        assertThat(evaluate("$optOut(a, b)", null, Map.of("ads", false))).isEqualTo(Map.of("ads", false));
        assertThat(evaluate("$optOut(a, b)", "perhaps", false)).isEqualTo(true);
    }

    @Test
    void flagsInNestedListsCount() {
        assertThat(evaluate("$optOut(a, b)", List.of(List.of(false)), List.of(List.of(true), List.of(false))))
                .isEqualTo(true);
        assertThat(evaluate("$optOut(a, b)", null, List.of(List.of(true)))).isNull();
    }

    @Test
    void theConsentsMayBeLeftOut() {
        assertThat(evaluate("$optOut(a)", "yes")).isEqualTo(true);
        assertThat(evaluate("$optOut(a)", "no")).isNull();
    }

    @Test
    void totalIsTheExactSumOfNumbersAndStrings() {
        assertThat(evaluate("$total(a)", List.of(1, "2", 0.1, 0.2, new BigDecimal("0.30"))))
                .isEqualTo(new BigDecimal("3.60"));
        assertThat(evaluate("$total(a)", Arrays.asList(null, " ", "1e1"))).isEqualTo(new BigDecimal("1E+1"));
        assertThat(evaluate("$total(a)", "7")).isEqualTo(new BigDecimal("7"));
    }

    @Test
    void totalNeverInventsANumber() {
        assertThat(evaluate("$total(a)", List.of(1, "two"))).isEqualTo("two");
        assertThat(evaluate("$total(a)", List.of(1, true))).isEqualTo(true);
        assertThat(evaluate("$total(a)", Arrays.asList(null, ""))).isNull();
        assertThat(evaluate("$total(a)", List.of())).isNull();
        assertThat(evaluate("$total(missing)", null)).isNull();
        assertThat(evaluate("$total(a)", "1".repeat(1_000))).isEqualTo("1".repeat(1_000));
        assertThat(evaluate("$total(a)", "1e999999999")).isEqualTo("1e999999999");
        assertThat(evaluate("$total(a)", Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void multiplyIsExact() {
        assertThat(evaluate("$multiply(a, b)", "19.99", 3)).isEqualTo(new BigDecimal("59.97"));
        assertThat(evaluate("$multiply(a, b)", List.of("19.99"), 3)).isEqualTo(new BigDecimal("59.97"));
        assertThat(evaluate("$multiply(a, b)", "19.99", List.of(3))).isEqualTo(new BigDecimal("59.97"));
        assertThat(evaluate("$multiply(a, b)", 0.1, 3)).isEqualTo(new BigDecimal("0.3"));
        assertThat(evaluate("$multiply(a, b)", 5, " ")).isNull();
        assertThat(evaluate("$multiply(a, b)", null, 5)).isNull();
        assertThat(evaluate("$multiply(a, b)", 5, "two")).isEqualTo("two");
        assertThat(evaluate("$multiply(a, b)", List.of(5, 6), 2)).isEqualTo(List.of(5, 6));
    }

    @Test
    void objectsAreFoundInObjectsListsAndJson() {
        Map<String, Integer> object = Map.of("x", 1);
        assertThat(evaluate("$objects(a)", object)).isEqualTo(object);
        assertThat(evaluate("$objects(a)", List.of(object, object))).isEqualTo(List.of(object, object));
        assertThat(evaluate("$objects(a)", Arrays.asList(object, "x", null, Map.of(), " {\"x\": 1}")))
                .isEqualTo(List.of(object, object));
        assertThat(evaluate("$objects(a)", " [{\"x\": 1}, {\"x\": 2}]")).isEqualTo(List.of(object, Map.of("x", 2)));
        assertThat(evaluate("$objects(a).x", "{\"x\": 1}")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "{}", "null", "[{}]", "[null]"})
    void aValueWithoutContentHasNoObjects(String text) {
        assertThat(evaluate("$objects(a)", text)).isNull();
        assertThat(evaluate("$objects(a)", Arrays.asList(text.replace("null", ""), null)))
                .isNull();
        assertThat(evaluate("$objects(a)", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two lamps", "{two lamps", "[1, 2]", "7", "\"x\"", "[{\"x\": 1}", "{} {}"})
    void aTextThatIsNotJsonOfObjectsFails(String text) {
        assertThat(BothForms.fails("$objects(a).x", text)).isTrue();
        assertThat(BothForms.fails("$objects(a).x", 7)).isTrue();
        assertThat(BothForms.fails("$objects(a).x", List.of("x", 7))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two lamps", "{two lamps", "[1, 2]"})
    void theSecondArgumentOfObjectsStandsForWhatIsNoObject(String text) {
        assertThat(evaluate("$objects(a, null).x", text)).isNull();
        assertThat(evaluate("$exists($objects(a, null))", text)).isEqualTo(false);
        assertThat(evaluate("$objects(a, {'x': 5}).x", text)).isEqualTo(5);
        assertThat(evaluate("$objects(a, null).x", "{\"x\": 1}")).isEqualTo(1);
    }

    @Test
    void daysOfThisCenturyAreDates() {
        assertThat(evaluate("$dateOfDays(a)", 20_720)).isEqualTo("2026-09-24");
        assertThat(evaluate("$dateOfDays(a)", "20720")).isEqualTo("2026-09-24");
        assertThat(evaluate("$dateOfDays(a)", new BigDecimal("20720.0"))).isEqualTo("2026-09-24");
        assertThat(evaluate("$dateOfDays(a)", 10_957)).isEqualTo("2000-01-01");
        assertThat(evaluate("$dateOfDays(a)", 40_000)).isEqualTo("2079-07-08");
    }

    @Test
    void otherTimesAreLeftAsTheyAre() {
        assertThat(evaluate("$dateOfDays(a)", 10_956)).isEqualTo(10_956);
        assertThat(evaluate("$dateOfDays(a)", 40_001)).isEqualTo(40_001);
        assertThat(evaluate("$dateOfDays(a)", 20_720.5)).isEqualTo(20_720.5);
        assertThat(evaluate("$dateOfDays(a)", 1_790_250_300_700L)).isEqualTo(1_790_250_300_700L);
        assertThat(evaluate("$dateOfDays(a)", "2026-09-24")).isEqualTo("2026-09-24");
        assertThat(evaluate("$dateOfDays(a)", null)).isNull();
    }
}
