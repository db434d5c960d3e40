package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dashjoin.jsonata.Jsonata;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expression may cost and do at most, whoever evaluates it. */
class ExpressionBoundsTest {
    private final ExpressionCompiler compiler = new ExpressionCompiler(Budgets.usual(), 100);

    /** If the check of the source ever misses $eval, its replacement still fails. */
    @Test
    void evalFailsIfItIsEvaluatedNevertheless() throws Exception {
        Jsonata parsed = Jsonata.jsonata("$eval('1 + 1')");
        Expression hidden = new InterpretedExpression("", parsed, Set.of(), 100);
        assertThatThrownBy(() -> hidden.evaluate(SampleRecords.PAID, name -> null, Budgets.fresh()))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("$eval is not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{'a':", "-", "a ? ", "a ?? ", "a & ", "a[", "$f(", "(a;", "1 +", "|", "/", "\""})
    void rejectsALongExpressionWithoutAStackOverflow(String piece) {
        for (int length : new int[] {100_000, 9_000}) {
            String source = piece.repeat(length / piece.length());
            assertThatThrownBy(() -> compiler.compile(source)).isInstanceOf(ExpressionSyntaxException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"(,1,)", "[,1,]", "-,1,''", "a.,a,''", "1 + ,1,''", "a ? 1 : ,2,''", "a ?: ,1,''", "$string(,1,)"})
    void evaluatesADeepExpressionOrReportsThatItIsTooDeep(String before, String middle, String after) {
        for (int depth : new int[] {10, 90, 150, 1_000, 5_000}) {
            String source = before.repeat(depth) + middle + (after == null ? "" : after).repeat(depth);
            try {
                compiler.compile(source).evaluate(SampleRecords.PAID, name -> null, Budgets.fresh());
            } catch (ExpressionSyntaxException | ExpressionException e) {
                assertThat(e).hasMessageMatching(".*(too deep|brackets|characters|operators).*");
                assertThat(depth).isGreaterThan(20);
            }
        }
    }

    /** To the library's own count each element is a level that is never left. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "items.($string([sku, qty]))",
                "items.({'a': sku, 'b': qty})",
                "$map(items, function($i) { [$i.sku, $i.qty] })"
            })
    void aLongListIsNotDeep(String source) throws Exception {
        List<Map<String, Object>> items = IntStream.range(0, 2_000)
                .<Map<String, Object>>mapToObj(i -> Map.of("sku", "S-" + i, "qty", i))
                .toList();
        Expression expression = new ExpressionCompiler(Budgets.minutes(1), 100).interpret(source);
        assertThat(expression.evaluate(Map.of("items", items), name -> null, Budgets.fresh()))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function($n) { $f($n + 1) }; $f(1))",
                "([1, 2]; $f := function($n) { $f($n + 1) }; $f(1))",
                "{'a': 1, 'b': ($f := function($n) { $f($n + 1) }; $f(1))}",
                "[1, ($f := function($n) { 1 + $f($n + 1) }; $f(1))]"
            })
    void endsAnEndlessExpressionAnywhere(String source) throws Exception {
        Expression endless = new ExpressionCompiler(Budgets.usual(), 100).compile(source);
        EvaluationBudget budget =
                new EvaluationBudget.Limits(Duration.ofMillis(200), Long.MAX_VALUE, 1_000_000).budget(System::nanoTime);
        assertThatThrownBy(() -> endless.evaluate(SampleRecords.PAID, name -> null, budget))
                .hasMessageMatching(".*(took longer than 200 ms|nests too deep).*");
    }

    /** The library's own gives the time at which the thread's last expression was parsed. */
    @Test
    void givesTheTimeOfTheEvaluation() throws Exception {
        Expression millis = compiler.compile("$millis()");
        Expression now = compiler.compile("$toMillis($now())");
        EvaluationBudget budget = Budgets.fresh();
        for (long time : new long[] {1_780_000_000_123L, 1_790_000_000_456L}) {
            budget.beginRecord(time);
            assertThat(millis.evaluate(SampleRecords.PAID, name -> null, budget))
                    .isEqualTo(time);
            assertThat(now.evaluate(SampleRecords.PAID, name -> null, budget)).isEqualTo(time);
            assertThat(compiler.compile("$now('[Y0001]')").evaluate(SampleRecords.PAID, name -> null, budget))
                    .isEqualTo("2026");
        }
    }

    @Test
    void aFunctionIsNotAValue() throws Exception {
        for (String source : List.of("$sum", "function($x) { $x }", "/x/")) {
            Expression function = compiler.compile(source);
            assertThatThrownBy(() -> function.evaluate(SampleRecords.PAID, name -> null, Budgets.fresh()))
                    .as(source)
                    .isInstanceOf(ExpressionException.class)
                    .hasMessageContaining("a function, not a value");
        }
    }

    @Test
    void customFunctionsGiveNothingForNull() throws Exception {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("none", null);
        for (String source : List.of(
                "$minorUnits(none, 'USD')", "$minorUnits(1, none)", "$parseJson(none)", "$minorUnits(1, missing)")) {
            assertThat(compiler.compile(source).evaluate(order, name -> null, Budgets.fresh()))
                    .as(source)
                    .isNull();
            assertThat(compiler.interpret(source).evaluate(order, name -> null, Budgets.fresh()))
                    .as(source)
                    .isNull();
        }
    }

    @Test
    void minorUnitsAreExact() throws Exception {
        assertThat(evaluate("$minorUnits(order_id, 'USD')")).isEqualTo(new BigDecimal("90071992547409.93"));
        assertThat(evaluate("$minorUnits('7239', ' usd ')")).isEqualTo(new BigDecimal("72.39"));
        assertThat(evaluate("$minorUnits('7239.5', 'USD')")).isEqualTo(new BigDecimal("72.395"));
        for (String source : List.of(
                "$minorUnits('1e999999999', 'USD')",
                "$minorUnits(1, 'NOP' & 'E')",
                "$minorUnits('x', 'USD')",
                "$minorUnits({}, 'USD')")) {
            Expression wrong = compiler.compile(source);
            assertThatThrownBy(() -> wrong.evaluate(SampleRecords.PAID, name -> null, Budgets.fresh()))
                    .as(source)
                    .isInstanceOf(ExpressionException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email * 2",
                "$number(email)",
                "email > 1",
                "$sum(email)",
                "$lowercase(total)",
                "$minorUnits(email, 'USD')",
                "$parseJson(email)",
                "{email: 1, 'jane@example.com': 2}",
                "-email",
                "$toMillis(email)",
                "{total: 1}",
                "$lowercase(none)",
                "$error(email)",
                "$single([email, email])"
            })
    void anErrorDoesNotQuoteValues(String source) throws Exception {
        Map<String, Object> order = new LinkedHashMap<>(Map.of("email", "jane@example.com", "total", 4711));
        order.put("none", null);
        Expression wrong = compiler.compile(source);
        assertThatThrownBy(() -> wrong.evaluate(order, name -> null, Budgets.fresh()))
                .isInstanceOf(ExpressionException.class)
                .hasMessageNotContaining("jane")
                .hasMessageNotContaining("4711");
    }

    private Object evaluate(String source) throws Exception {
        return compiler.compile(source).evaluate(SampleRecords.PAID, name -> null, Budgets.fresh());
    }

    @Test
    void aChainOfManyDefaultsIsRejectedBeforeItIsParsed() throws Exception {
        for (String operator : List.of("??", "?:")) {
            assertThat(compiler.compile("a" + (operator + "a").repeat(100))).isNotNull();
            assertThatThrownBy(() -> compiler.compile("a" + (operator + "a").repeat(101)))
                    .isInstanceOf(ExpressionSyntaxException.class)
                    .hasMessage("the expression has more than 100 operators ?? and ?:; shorten it");
        }
    }
}
