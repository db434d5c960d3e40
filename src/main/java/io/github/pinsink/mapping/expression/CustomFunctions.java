package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.event.BinaryNoise;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/** The functions that the connector adds to JSONata. */
final class CustomFunctions {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    // Otherwise one record with names of the same hash would make the factory fail for later records.
                    .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** In digits: far more than any amount has, and fast to print. */
    private static final int MAX_DECIMAL = 64;

    /** In bytes and in fraction digits, of a decimal that may end with zeros: some databases give every number 127. */
    private static final int MAX_WITH_ZEROS = 256;

    /** The code of the error that {@code $eval} raises. */
    static final String EVAL_NOT_SUPPORTED = "P0001";

    static final String NOT_JSON = "P0002";
    static final String NO_OBJECT = "P0003";
    static final String WRONG_NUMBER_OF_ARGUMENTS = "P0004";

    private static final Jsonata.JFunction NO_EVAL = new Jsonata.JFunction(
            (context, arguments) -> {
                throw new JException(EVAL_NOT_SUPPORTED, -1);
            },
            "<sx?:x>");

    private CustomFunctions() {}

    /** @param budget of the current evaluation */
    static void register(Jsonata expression, Supplier<EvaluationBudget> budget) {
        expression.registerFunction(
                "minorUnits", new Jsonata.JFunction((context, arguments) -> minorUnits(arguments), null));
        expression.registerFunction("parseJson", (Object text) -> parseJson(text, budget.get()));
        expression.registerFunction("decodeDecimal", CustomFunctions::decodeDecimal);
        LenientFunctions.register(expression, budget);
        expression.registerFunction(
                "queryParameter", (Object url, Object name) -> QueryParameter.of(url, name, budget.get()));
        // Replaces the library's function, by whatever name it is called.
        expression.registerFunction("eval", NO_EVAL);
    }

    /** @throws JException for a decimal with too many digits, not counting zeros at the end of its fraction */
    private static BigDecimal bounded(BigDecimal decimal) {
        boolean mayEndWithZeros = decimal.scale() > MAX_DECIMAL && decimal.scale() <= MAX_WITH_ZEROS;
        BigDecimal digits = mayEndWithZeros ? decimal.stripTrailingZeros() : decimal;
        if (digits.precision() > MAX_DECIMAL || Math.abs((long) digits.scale()) > MAX_DECIMAL) {
            throw new JException("D1001", -1);
        }
        return digits;
    }

    private static Object minorUnits(List<?> arguments) {
        Object amount = arguments.isEmpty() ? null : arguments.get(0);
        Object currency = arguments.size() < 2 ? null : arguments.get(1);
        return switch (arguments.size()) {
            case 0, 1, 2 -> minorUnits(amount, currency);
            case 3 -> minorUnits(amount, currency, arguments.get(2));
            default -> throw new JException("T0410", -1);
        };
    }

    /**
     * {@code $minorUnits(7239, 'USD')} is 72.39: scaled exactly by the currency's ISO 4217 digits. Null, nothing and blank
     * strings give nothing.
     */
    static Object minorUnits(Object amount, Object currency) {
        return LenientFunctions.isBlank(amount) || LenientFunctions.isBlank(currency)
                ? null
                : scaled(amount, CurrencyDigits.iso4217(currency));
    }

    /**
     * {@code $minorUnits(500, 'ISK', 'stripe')} is 5: scaled by the digits that the provider uses. It fails without a known
     * provider, since an amount by other digits would be wrong a hundred times over.
     */
    static Object minorUnits(Object amount, Object currency, Object provider) {
        return LenientFunctions.isBlank(amount) || LenientFunctions.isBlank(currency)
                ? null
                : scaled(amount, CurrencyDigits.ofProvider(provider, currency));
    }

    private static Object scaled(Object amount, int digits) {
        if (amount instanceof Integer || amount instanceof Long) {
            return BigDecimal.valueOf(((Number) amount).longValue(), digits);
        }
        EvaluationBudget.checkNumber(amount);
        if (amount instanceof String text && text.length() > GuardedFunctions.MAX_NUMBER_LENGTH) {
            throw new JException("D1001", -1);
        }
        try {
            BigDecimal exact = bounded(new BigDecimal(amount.toString().trim()));
            return (amount instanceof Double ? BinaryNoise.cut(exact) : exact).movePointLeft(digits);
        } catch (NumberFormatException e) {
            throw new JException("T0410", -1);
        }
    }

    /** {@code $parseJson(text)} parses a JSON string. Null and nothing give nothing. */
    static Object parseJson(Object text, EvaluationBudget budget) {
        if (BuiltinFunctions.isNothing(text)) {
            return null;
        }
        budget.makeString(text);
        return readJson(text.toString());
    }

    /** @throws JException for text that is not one JSON document */
    static Object readJson(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            // Its message quotes the text.
            throw new JException(NOT_JSON, -1);
        }
    }

    /**
     * {@code $decodeDecimal('BMQ=', 2)} is 12.20: Connect's Decimal as its JSON converter writes it, the big-endian bytes of
     * the unscaled value in base64. The scale is in the record's schema, as a string or a number. A number is returned
     * unchanged.
     */
    static Object decodeDecimal(Object value, Object scale) {
        if (value instanceof Number) {
            return value;
        }
        if (LenientFunctions.isBlank(value) || LenientFunctions.isBlank(scale)) {
            return null;
        }
        if (value instanceof String text && text.length() > GuardedFunctions.MAX_NUMBER_LENGTH
                || scale instanceof String digits && digits.length() > GuardedFunctions.MAX_NUMBER_LENGTH) {
            throw new JException("D1001", -1);
        }
        EvaluationBudget.checkNumber(scale);
        try {
            byte[] unscaled = Base64.getDecoder().decode(value.toString());
            int digits = new BigDecimal(scale.toString().trim()).intValueExact();
            if (unscaled.length > MAX_WITH_ZEROS) {
                throw new JException("D1001", -1);
            }
            return bounded(new BigDecimal(new BigInteger(unscaled), digits));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new JException("T0410", -1);
        }
    }
}
