package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dashjoin.jsonata.JException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinorUnitsTest {
    private static final Set<String> EXCEPTIONS_OF_STRIPE = Set.of("ISK", "UGX", "MGA");

    private final ExpressionCompiler compiler = new ExpressionCompiler(Budgets.usual(), 100);

    /** Of the compiled and of the interpreted expression, which must be the same. */
    private Object evaluate(String source) throws Exception {
        return evaluate(source, Map.of());
    }

    private Object evaluate(String source, Map<String, Object> record) throws Exception {
        Object compiled = compiler.compile(source).evaluate(record, name -> null, Budgets.fresh());
        assertThat(compiler.interpret(source).evaluate(record, name -> null, Budgets.fresh()))
                .isEqualTo(compiled);
        return compiled;
    }

    @ParameterizedTest
    @CsvSource({
        "500, isk, 5.00, 500",
        "700, UGX, 7.00, 700",
        "1000, MGA, 1000, 10.00",
        "1000, ' mga ', 1000, 10.00",
        "7239, usd, 72.39, 72.39",
        "7239, JPY, 7239, 7239",
        "7239, KWD, 7.239, 7.239"
    })
    void stripeHasExceptionsFromIso4217(String amount, String currency, String ofStripe, String ofIso)
            throws Exception {
        Map<String, Object> text = Map.of("amount", amount, "currency", currency);
        Map<String, Object> number = Map.of("amount", Integer.valueOf(amount), "currency", currency);
        for (Map<String, Object> record : List.of(text, number)) {
            assertThat(evaluate("$minorUnits(amount, currency, 'stripe')", record))
                    .isEqualTo(new BigDecimal(ofStripe));
            assertThat(evaluate("$minorUnits(amount, currency)", record)).isEqualTo(new BigDecimal(ofIso));
        }
    }

    static Stream<String> otherCurrencies() {
        return Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .filter(code -> !EXCEPTIONS_OF_STRIPE.contains(code))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("otherCurrencies")
    void theOtherCurrenciesAreAsWithoutTheProvider(String currency) {
        assertThat(CurrencyDigits.ofProvider("Stripe", currency)).isEqualTo(CurrencyDigits.iso4217(currency));
    }

    @Test
    void anAmountOfTheProviderMayBeTheLeftSideOfAnOperator() throws Exception {
        assertThat(evaluate("500 ~> $minorUnits('ISK', 'STRIPE')")).isEqualTo(new BigDecimal("5.00"));
    }

    @Test
    void blankAmountsAndCurrenciesGiveNothing() throws Exception {
        Map<String, Object> record = new LinkedHashMap<>(Map.of("empty", "", "blank", " \t", "one", 1, "usd", "USD"));
        record.put("none", null);
        for (String blank : List.of("empty", "blank", "none", "missing")) {
            for (String source : List.of(
                    "$minorUnits(" + blank + ", usd)",
                    "$minorUnits(" + blank + ", usd, 'stripe')",
                    "$minorUnits(one, " + blank + ")",
                    "$minorUnits(one, " + blank + ", 'stripe')",
                    "$minorUnits(" + blank + ", " + blank + ")")) {
                assertThat(evaluate(source, record)).as(source).isNull();
            }
        }
    }

    /** By the digits of ISO 4217 the amount could be wrong a hundred times over. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$minorUnits(1, 'USD', provider)",
                "$minorUnits(1, 'USD', none)",
                "$minorUnits(1, 'USD', missing)",
                "$minorUnits(1, 'NOP' & 'E', 'stripe')"
            })
    void anUnknownOrMissingProviderOfARecordIsAnError(String source) throws Exception {
        Map<String, Object> record = new LinkedHashMap<>(Map.of("provider", "adyen"));
        record.put("none", null);
        for (Expression expression : List.of(compiler.compile(source), compiler.interpret(source))) {
            assertThatThrownBy(() -> expression.evaluate(record, name -> null, Budgets.fresh()))
                    .as(source)
                    .isInstanceOf(ExpressionException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$minorUnits(cents, cur, 'strip')|expected 'stripe' as third argument, or no third argument, found 'strip'",
                "$minorUnits(cents, cur, '')|found ''",
                "$minorUnits(cents, cur, 2)|found 2",
                "$minorUnits(cents, cur, null)|found null",
                "$minorUnits(cents, cur, stripe)|found the field stripe of the record. Put the word in quotes",
                "cents ~> $minorUnits(cur, 'strip')|found 'strip'",
                "items.{'value': $minorUnits(cents, cur, 'strip')}|found 'strip'",
                "$map(items, function($i) { $minorUnits($i.cents, cur, 'strip') })|found 'strip'",
                "paid ? $minorUnits(cents, cur, 'strip')|found 'strip'",
                "$minorUnits(cents, cur, 'stripe', 1)|at most three arguments, found 4",
                "$minorUnits(cents, 'EURO')|expected a currency code of ISO 4217 as second argument, such as 'USD', found 'EURO'",
                "cents ~> $minorUnits('EURO')|found 'EURO'",
            })
    void aConstantThatNeverWorksIsFoundWhenTheConfigIsSubmitted(String source, String message) {
        assertThatThrownBy(() -> compiler.compile(source))
                .isInstanceOf(ExpressionSyntaxException.class)
                .hasMessageStartingWith("$minorUnits: ")
                .hasMessageContaining(message)
                .hasMessageMatching("(?s).* \\(at position \\d+\\)")
                .satisfies(e ->
                        assertThat(((ExpressionSyntaxException) e).position()).isBetween(1, source.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$minorUnits(cents, cur, provider)",
                "$minorUnits(cents, cur, payment.stripe)",
                "$minorUnits(cents, cur, live ? 'stripe' : 'other')",
                "$minorUnits(cents, ' usd ', 'Stripe')"
            })
    void otherArgumentsAreAllowed(String source) throws Exception {
        assertThat(compiler.compile(source).source()).isEqualTo(source);
    }

    @Test
    void anUnknownCurrencyIsAnError() {
        assertThatThrownBy(() -> CurrencyDigits.iso4217("NOPE")).isInstanceOf(JException.class);
    }
}
