package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionCompilerTest {
    /** 59.97 as a database writes it that gives every number 127 fraction digits. */
    private static final String SCALE_127 = "Ddew6SIt8snRAYQP/fDVelOUK3yUdfJUSxs8gAo9NCguE3rxLnYgAAAAAAAAAAAAAAAAAAAA";

    private final ExpressionCompiler compiler = new ExpressionCompiler(Budgets.usual(), 100);

    @Test
    void followsAPath() throws Exception {
        assertThat(evaluate("customer.email")).isEqualTo("jane@example.com");
        assertThat(evaluate("customer.phone.mobile")).isNull();
    }

    @Test
    void keepsIntegersOf64BitsExact() throws Exception {
        assertThat(evaluate("order_id")).isEqualTo(9007199254740993L);
    }

    @Test
    void buildsOneObjectForEachElement() throws Exception {
        assertThat(evaluate("items.{\"id\": sku, \"quantity\": qty}"))
                .isEqualTo(List.of(Map.of("id", "S-1", "quantity", 2), Map.of("id", "S-2", "quantity", 1)));
    }

    @Test
    void calculatesAndCompares() throws Exception {
        assertThat(evaluate("total_cents / 100")).isEqualTo(72.39);
        assertThat(evaluate("status = 'PAID'")).isEqualTo(true);
    }

    @Test
    void decodesBase64DecimalsOfConnect() throws Exception {
        assertThat(evaluate("$decodeDecimal('BMQ=', 2)")).isEqualTo(new BigDecimal("12.20"));
        assertThat(evaluate("$decodeDecimal('BMQ=', '0')")).isEqualTo(new BigDecimal("1220"));
        assertThat(evaluate("$decodeDecimal('+zw=', 2)")).isEqualTo(new BigDecimal("-12.20"));
        assertThat(evaluate("$decodeDecimal(total_cents, 2)")).isEqualTo(evaluate("total_cents"));
        assertThat(evaluate("$decodeDecimal(absent, 2)")).isNull();
        assertThat(evaluate("$decodeDecimal('', 2)")).isNull();
        assertThat(evaluate("$decodeDecimal('" + SCALE_127 + "', 127)")).isEqualTo(new BigDecimal("59.97"));
        assertThatThrownBy(() -> evaluate("$decodeDecimal('12.20', 2)")).isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> evaluate("$decodeDecimal('BMQ=', 1000000000)"))
                .isInstanceOf(ExpressionException.class);
    }

    @Test
    void scalesMinorUnitsByTheCurrency() throws Exception {
        assertThat(evaluate("$minorUnits(total_cents, 'USD')")).isEqualTo(new BigDecimal("72.39"));
        assertThat(evaluate("$minorUnits(total_cents, 'jpy')")).isEqualTo(new BigDecimal("7239"));
        assertThat(evaluate("$minorUnits(total_cents, 'KWD')")).isEqualTo(new BigDecimal("7.239"));
        assertThat(evaluate("$minorUnits(' ', 'USD')")).isNull();
        assertThat(evaluate("$minorUnits($parseJson('7238.999999999999'), 'USD')"))
                .isEqualTo(new BigDecimal("72.39"));
    }

    @Test
    void parsesJsonInStrings() throws Exception {
        assertThat(evaluate("$parseJson('{\"a\": [1, 2]}').a")).isEqualTo(List.of(1, 2));
    }

    @Test
    void bindsTheVariablesOfTheRecord() throws Exception {
        assertThat(compiler.compile("$topic & '-' & $partition")
                        .evaluate(
                                SampleRecords.PAID,
                                name -> name.equals("topic") ? "orders" : (Object) 3,
                                Budgets.fresh()))
                .isEqualTo("orders-3");
    }

    @Test
    void reportsThePositionOfASyntaxError() {
        assertThatThrownBy(() -> compiler.compile("customer.email ["))
                .isInstanceOfSatisfying(
                        ExpressionSyntaxException.class,
                        e -> assertThat(e.position()).isPositive())
                .hasMessageContaining("position");
    }

    /** The library would print it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer.email()",
                "($f := customer.email; $f(1))",
                "($f := function($x){ $$.customer.email($x) }; $f(1))",
                "$map(items, function($i){ $i.sku($i) })",
                "items.sku(1)"
            })
    void printsNoValueThatIsCalledAndIsNoFunction(String expression) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> evaluate(expression))
                    .isInstanceOf(ExpressionException.class)
                    .hasMessageContaining("attempted to call a non-function (T1006) at position ");
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void rejectsEval() {
        assertThatThrownBy(() -> compiler.compile("$eval(customer.email)"))
                .isInstanceOf(ExpressionSyntaxException.class)
                .hasMessageContaining("$eval");
    }

    @Test
    void endsAnEndlessExpression() throws Exception {
        Expression endless = compiler.compile("($f := function($n) { $f($n + 1) }; $f(1))");
        assertThatThrownBy(() -> endless.evaluate(SampleRecords.PAID, name -> null, Budgets.fresh()))
                .isInstanceOf(BudgetExceededException.class);
    }

    @Test
    void anErrorDoesNotQuoteTheRecord() throws Exception {
        Expression wrong = compiler.compile("customer.email * 2");
        assertThatThrownBy(() -> wrong.evaluate(SampleRecords.PAID, name -> null, Budgets.fresh()))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("not a number")
                .hasMessageNotContaining("jane");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer.email",
                "customer.`first name`",
                "'checkout'",
                "status = 'PAID'",
                "status = 'PAID' and total_cents > 0",
                "total_cents / 100",
                "$minorUnits(total_cents, currency)",
                "customer.email ?? email",
                "customer.email ?: 'none'",
                "status in ['PAID', 'SHIPPED']",
                "type = 'app' ? 'app_ios' : 'web'",
                "first & ' ' & last",
                "items.sku",
                "items[0].sku",
                "items[-1].sku",
                "items[type = 'x'].sku",
                "items.(price * qty)",
                "items.{\"id\": sku, \"quantity\": qty}",
                "$sum(items.qty)",
                "$sum(items.(price * qty))",
                "$count(items)",
                "$lowercase($trim(email))",
                "email ~> $lowercase()",
                "$substringBefore(email, '@')",
                "$split(tags, ',')",
                "$join(tags, ' ')",
                "$string(customer.id)",
                "$number(total)",
                "$exists(customer.email)",
                "$not(cancelled)",
                "$lookup(headers, 'id')",
                "$parseJson(payload).user.id",
                "$toMillis(created_at)",
                "$key.id",
                "$headers.source",
                "$$.customer.email",
                "[email, customer.email]",
                "a = null",
                "-amount",
                "email.$lowercase()",
                "items.(type ?: 'x').name",
                "items[$exists(sku)].sku",
                "$map(items, function($i) { $i.price * $i.qty })",
                "($net := total - tax; $net > 0 ? $net : 0)",
                "$decodeDecimal(total, 2)"
            })
    void compilesTheSyntaxThatMappingsUse(String source) throws Exception {
        assertThat(compiler.compile(source)).isInstanceOf(CompiledExpression.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**.email",
                "*",
                "items^(price)",
                "items{sku: qty}",
                "($f := function($x) { $x }; $f(1))",
                "$map(items, function($i, $n, $all) { $all })",
                "$filter(items, function($i) { $i.qty > 1 })",
                "items.sku[]",
                "items@$i.sku",
                "items.%.id",
                "$now()",
                "$string"
            })
    void leavesUnsupportedSyntaxToTheInterpreter(String source) throws Exception {
        Expression expression = compiler.compile(source);
        assertThat(expression).isInstanceOf(InterpretedExpression.class);
        assertThat(expression.reads().isEverything()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := $eval; $f(a))",
                "$map(a, $eval)",
                "a ~> $eval()",
                "$contains(a, /\"/) ? $eval(b) : \"x\"",
                "{\"a\": $eval(b)}",
                "a[$eval(b)]",
                "$eval(?, b)"
            })
    void rejectsEvalInAnySyntax(String source) {
        assertThatThrownBy(() -> compiler.compile(source))
                .isInstanceOf(ExpressionSyntaxException.class)
                .hasMessageContaining("$eval is not supported");
    }

    @Test
    void doesNotMistakeAStringForEval() throws Exception {
        assertThat(evaluate("'$eval'")).isEqualTo("$eval");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{\"a\":", "-", "a.(", "$f("})
    void rejectsAnExpressionThatNestsTooDeeplyWithoutAStackOverflow(String opening) {
        assertThatThrownBy(() -> compiler.compile(opening.repeat(50_000)))
                .isInstanceOf(ExpressionSyntaxException.class);
    }

    @Test
    void readsOnlyThePathsItContains() throws Exception {
        assertThat(compiler.compile("items[type = 'x'].{\"id\": sku}").reads())
                .isEqualTo(Projection.path("items", "type").union(Projection.path("items", "sku")));
        assertThat(compiler.compile("$key.id").reads().isNothing()).isTrue();
        assertThat(compiler.compile("$key.id").variables()).containsExactly("key");
        assertThat(compiler.compile("$$.a").reads().isEverything()).isTrue();
    }

    /** Each of these was once different. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$join($none, total_cents)",
                "$round($none, 'x')",
                "$append(price, $none)",
                "$lookup(customer, 'spent')",
                "items.$join(sku)",
                "[[order_id], status]",
                "[[]]",
                "absent.(status)",
                "absent[gone[more > true].b]",
                "absent[$.gone[more > true].b]",
                "$absent.(status)",
                "(absent).(status)",
                "($v := status; (absent).($v))",
                "$map(items, function($i, $n) { $i.sku & $n })",
                "$map(absent, function($i) { 1 })",
                "$map(items, function($i) { $string($i.price) })",
                "status.$lowercase()",
                "absent.$lowercase()",
                "items[$exists(sku)].sku"
            })
    void agreesWithTheInterpreterInCasesOfFixedBugs(String source) throws Exception {
        assertThat(outcome(compiler.compile(source))).isEqualTo(outcome(compiler.interpret(source)));
    }

    private static String outcome(Expression expression) {
        try {
            Object value = expression.evaluate(SampleRecords.PAID, name -> null, Budgets.fresh());
            return value == null ? "nothing" : value.getClass() + " " + value;
        } catch (ExpressionException e) {
            return e.getMessage();
        }
    }

    private Object evaluate(String source) throws Exception {
        return compiler.compile(source).evaluate(SampleRecords.PAID, name -> null, Budgets.fresh());
    }
}
