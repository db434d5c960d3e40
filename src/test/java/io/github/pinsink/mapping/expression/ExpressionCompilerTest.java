package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionCompilerTest {
    private static final Map<String, Object> ORDER = Map.of(
            "order_id",
            9007199254740993L,
            "total_cents",
            7239,
            "status",
            "PAID",
            "customer",
            Map.of("email", "jane@example.com"),
            "items",
            List.of(Map.of("sku", "S-1", "price", 20, "qty", 2), Map.of("sku", "S-2", "price", 5, "qty", 1)));

    private final ExpressionCompiler compiler = new ExpressionCompiler(Duration.ofSeconds(2), 100);

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
    void decodesDecimalsThatConnectWroteAsBase64() throws Exception {
        assertThat(evaluate("$decodeDecimal('BMQ=', 2)")).isEqualTo(new BigDecimal("12.20"));
        assertThat(evaluate("$decodeDecimal('BMQ=', '0')")).isEqualTo(new BigDecimal("1220"));
        assertThat(evaluate("$decodeDecimal('+zw=', 2)")).isEqualTo(new BigDecimal("-12.20"));
        assertThat(evaluate("$decodeDecimal(total_cents, 2)")).isEqualTo(evaluate("total_cents"));
        assertThat(evaluate("$decodeDecimal(absent, 2)")).isNull();
        assertThatThrownBy(() -> evaluate("$decodeDecimal('12.20', 2)")).isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> evaluate("$decodeDecimal('BMQ=', 1000000000)"))
                .isInstanceOf(ExpressionException.class);
    }

    @Test
    void scalesMinorUnitsByTheCurrency() throws Exception {
        assertThat(evaluate("$minorUnits(total_cents, 'USD')")).isEqualTo(new BigDecimal("72.39"));
        assertThat(evaluate("$minorUnits(total_cents, 'jpy')")).isEqualTo(new BigDecimal("7239"));
        assertThat(evaluate("$minorUnits(total_cents, 'KWD')")).isEqualTo(new BigDecimal("7.239"));
    }

    @Test
    void readsJsonKeptAsText() throws Exception {
        assertThat(evaluate("$parseJson('{\"a\": [1, 2]}').a")).isEqualTo(List.of(1, 2));
    }

    @Test
    void bindsTheVariablesOfTheRecord() throws Exception {
        assertThat(compiler.compile("$topic & '-' & $partition")
                        .evaluate(ORDER, name -> name.equals("topic") ? "orders" : (Object) 3))
                .isEqualTo("orders-3");
    }

    @Test
    void tellsWhereATextIsNoJsonata() {
        assertThatThrownBy(() -> compiler.compile("customer.email ["))
                .isInstanceOfSatisfying(
                        ExpressionSyntaxException.class,
                        e -> assertThat(e.position()).isPositive())
                .hasMessageContaining("position");
    }

    @Test
    void refusesToRunDataAsCode() {
        assertThatThrownBy(() -> compiler.compile("$eval(customer.email)"))
                .isInstanceOf(ExpressionSyntaxException.class)
                .hasMessageContaining("$eval");
    }

    @Test
    void endsAnEndlessExpression() throws Exception {
        Expression endless = compiler.compile("($f := function($n) { $f($n + 1) }; $f(1))");
        assertThatThrownBy(() -> endless.evaluate(ORDER, name -> null)).isInstanceOf(ExpressionException.class);
    }

    @Test
    void anErrorDoesNotQuoteTheRecord() throws Exception {
        Expression wrong = compiler.compile("customer.email * 2");
        assertThatThrownBy(() -> wrong.evaluate(ORDER, name -> null))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("not a number")
                .hasMessageNotContaining("jane");
    }

    private Object evaluate(String source) throws Exception {
        return compiler.compile(source).evaluate(ORDER, name -> null);
    }
}
