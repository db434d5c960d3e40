package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all expressions of one record may cost together. Steps and characters are counted, so no test looks at a clock. */
class EvaluationBudgetTest {
    private static final int LONG = 60_000;

    /** A record that is made to block a task. */
    private static final Map<String, Object> HOSTILE = hostile();

    private final ExpressionCompiler compiler = new ExpressionCompiler(Budgets.usual(), 100);

    private static Map<String, Object> hostile() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("blanks", "a" + " ".repeat(LONG) + "b");
        record.put("sharp", "\u00DF".repeat(LONG));
        record.put("dotted", "\u0130".repeat(LONG));
        record.put("few", "a".repeat(100));
        record.put("as", "a".repeat(LONG));
        record.put("half", "a".repeat(LONG / 2) + "b");
        record.put("commas", ",".repeat(LONG));
        record.put("n", 2_000_000_000);
        record.put("huge", new BigDecimal("1e999999999"));
        record.put("digits", "9".repeat(LONG));
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            items.add(Map.of("sku", "S-" + i, "p", i, "q", 1));
        }
        record.put("items", items);
        return record;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$replace(blanks, /\\s+$/, '')",
                "$match(blanks, /(\\s+)+$/)",
                "$contains(as, /^(a+)+$(?!.)b/)",
                "$split(blanks, /\\s+\\n/)",
                "/(.*)(.*)(.*)(.*)(.*)b/(few)",
                "$filter([few], /(.*)(.*)(.*)(.*)(.*)b/)",
                "few ~> /(.*)(.*)(.*)(.*)(.*)b/",
                "$map([few, few], function($s) { $replace($s, /(.*)(.*)(.*)(.*)(.*)b/, 'x') })",
                "$replace(blanks, /x|\\s+$/, function($m) { $m.match })",
                "items.(p / $sum($$.items.p))",
                "$map(items, function($i) { $map($$.items, function($j) { $i.p + $j.p }) })",
                "items[sku in $$.items.sku]",
                "items.($count($$.items[p > 1]))",
                "$sort(items, function($a, $b) { $sum($$.items.p) > $b.p })",
                "$reduce(items, function($a, $b) { $a + $sum($$.items.p) }, 0)",
                "$filter(items, function($i) { $contains($join($$.items.sku), $i.sku) })",
                "$contains(as, half)",
                "items.$contains($$.as, $$.half)",
                "($f := function($n) { $n > 0 ? $f($n - 1) : 1 }; $f(n))",
                "items.($$.**)",
                "items.$substringBefore($$.as, $$.half)",
                "$uppercase(sharp)",
                "$spread(items)",
                "$lowercase(dotted)",
                "$toMillis(few, '[f][f][f][f][f][f][f][f]!')",
                "$toMillis(few, '[Pn][MNn][Pn][MNn][Pn]!')",
                "$toMillis(few, $join([1..200].('[f]')) & '!')",
                "$toMillis(few, '[Y]h[M]h[D]h[H]h[m]h[s]!')",
            })
    void stepsOfAnyLoopAreCharged(String source) throws Exception {
        EvaluationBudget.Limits limits = new EvaluationBudget.Limits(Duration.ofDays(1), 1_000_000, Long.MAX_VALUE / 2);
        for (Expression expression : List.of(compiler.compile(source), compiler.interpret(source))) {
            assertThatThrownBy(() -> expression.evaluate(HOSTILE, name -> null, limits.budget(() -> 0)))
                    .as(source)
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessage("the expressions of this record took more than 1000000 steps; simplify the expression");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$pad(as, n)",
                "$pad(as, -n, 'xyz')",
                "$join(items.($$.as), as)",
                "items.($$.as & sku)",
                "$reduce([1..40], function($a, $i) { $a & $a }, 'ab')",
                "$reduce([1..40], function($a, $i) { $append($a, $a) }, [1, 2])",
                "$reduce([1..40], function($a, $i) { {'a': $a, 'b': $a} }, {})",
                "$string($reduce([1..40], function($a, $i) { {'a': $a, 'b': $a} }, {}))",
                "[1..9000000]",
                "[1..4000000, 1..4000000]",
                "items.$uppercase($$.as)",
                "items.$split($$.commas, ',')",
                "items.$replace($$.as, 'a', 'bb')",
                "$replace(as, /a/, $$.half)",
                "$replace(as, 'a', half)",
                "$replace(as, /(a+)/, '$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1')",
                "items.($$.items)",
                "$filter(items.($$.items), $boolean)",
                "$distinct(items.($$.items))",
                "items.($$.items)^(p)",
                "$merge([items.($$.items)])",
                "items.($$.items){sku: p}",
                "($all := items; items.$all ~> $reverse)",
                "items.$string($$.items)",
                "items.('' & $$.items)",
                "items.$merge($$.items)",
                "items.$encodeUrlComponent($$.as)",
                "items.$match($$.as, /a/)",
                "items.$queryParameter('?' & $$.as, 'a')",
                "($url := '?a=' & as; items.$queryParameter($url, 'a'))",
                "items.$parseJson('\"' & $$.as & '\"')",
                "$map(items, function($i) { $substring($$.as, 1) })",
            })
    void createdCharactersAreBounded(String source) throws Exception {
        EvaluationBudget.Limits limits = new EvaluationBudget.Limits(Duration.ofDays(1), Long.MAX_VALUE / 2, 2_000_000);
        for (Expression expression : List.of(compiler.compile(source), compiler.interpret(source))) {
            assertThatThrownBy(() -> expression.evaluate(HOSTILE, name -> null, limits.budget(() -> 0)))
                    .as(source)
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessage(
                            "the expressions of this record created more than 2000000 characters of strings and lists;"
                                    + " simplify the expression or make the records smaller");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$formatNumber(huge, '#,##0.00')",
                "$round(huge, 2)",
                "$round(1.5, n)",
                "$formatBase(huge, 2)",
                "$formatInteger(huge, 'w')",
                "$floor(huge)",
                "$abs(huge)",
                "$number(digits)",
                "$minorUnits(digits, 'USD')",
                "$minorUnits(huge, 'USD')",
                "$decodeDecimal(digits, 2)",
                "$decodeDecimal('BMQ=', huge)",
                "$decodeDecimal('BMQ=', digits)",
                "$toMillis(digits)",
                "$toMillis('2026', digits)",
                "$fromMillis(1, digits)",
                "$now(digits)",
                "$now('[Y]', digits)",
                "$parseInteger(digits, 'w')",
                "$string(huge)",
                "'' & huge",
            })
    void aNumberThatTakesLongToPrintFailsTheExpression(String source) throws Exception {
        for (Expression expression : List.of(compiler.compile(source), compiler.interpret(source))) {
            EvaluationBudget budget = Budgets.fresh();
            assertThatThrownBy(() -> expression.evaluate(HOSTILE, name -> null, budget))
                    .as(source)
                    .isInstanceOf(ExpressionException.class);
        }
    }

    @Test
    void timeIsMeasuredOverAllExpressionsOfARecord() throws Exception {
        AtomicLong clock = new AtomicLong();
        EvaluationBudget budget = new EvaluationBudget.Limits(Duration.ofMillis(10), Long.MAX_VALUE, Long.MAX_VALUE / 2)
                .budget(() -> clock.addAndGet(1_000_000));
        Expression sum = compiler.compile("$sum(items.p)");
        int evaluated = 0;
        Throwable end = null;
        while (end == null) {
            end = catchThrowable(() -> sum.evaluate(HOSTILE, name -> null, budget));
            evaluated++;
        }
        assertThat(end)
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage("the expressions of this record took longer than 10 ms; simplify the expression or raise"
                        + " mapping.expression.timeout.ms");
        assertThat(evaluated).as("evaluations within the time of one record").isBetween(2, 20);

        budget.beginRecord(0);
        assertThat(sum.evaluate(HOSTILE, name -> null, budget))
                .as("of the next record")
                .isEqualTo(1_999_000);
    }

    @Test
    void anOrdinaryRecordDoesNotReadTheClock() throws Exception {
        EvaluationBudget budget = Budgets.usual().budget(() -> {
            throw new AssertionError("the clock was read");
        });
        for (String source :
                List.of("customer.email", "items.{\"id\": sku, \"quantity\": qty}", "$count(items) / 100", "'web'")) {
            assertThat(compiler.compile(source).evaluate(SampleRecords.PAID, name -> null, budget))
                    .as(source)
                    .isNotNull();
        }
    }

    @Test
    void aDeepRepetitionFailsTheExpression() throws Exception {
        Expression groups = compiler.compile("$match(as, /^((a|b)*)*$/)");
        assertThatThrownBy(() -> groups.evaluate(Map.of("as", "ab".repeat(200_000)), name -> null, Budgets.fresh()))
                .hasMessageMatching(".*(nests too deep|took more|took longer).*");
    }

    @Test
    void anExceptionOfAReplacementIsNotSwallowed() throws Exception {
        Expression replaced = compiler.compile("$replace('abc', /b/, function($m) { $error('no') })");
        assertThatThrownBy(() -> replaced.evaluate(HOSTILE, name -> null, Budgets.fresh()))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("$error");
    }
}
