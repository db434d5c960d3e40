package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Currency;
import java.util.Locale;

/** The functions we add to JSONata. */
final class OwnFunctions {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** In bytes, and in digits behind the point: far beyond any amount, and short of what takes long to print. */
    private static final int LONGEST_DECIMAL = 64;

    private OwnFunctions() {}

    /** {@code $minorUnits(7239, 'USD')} is 72.39: scaled by the currency's ISO 4217 digits, exactly. */
    static Object minorUnits(Object amount, Object currency) {
        if (amount == null || currency == null) {
            return null;
        }
        try {
            int digits = Currency.getInstance(currency.toString().trim().toUpperCase(Locale.ROOT))
                    .getDefaultFractionDigits();
            return new BigDecimal(amount.toString().trim()).movePointLeft(Math.max(digits, 0));
        } catch (IllegalArgumentException e) {
            throw new JException("T0410", -1);
        }
    }

    /** {@code $parseJson(text)} is the JSON value written in a text. */
    static Object parseJson(Object text) {
        if (text == null) {
            return null;
        }
        try {
            return JSON.readValue(text.toString(), Object.class);
        } catch (JsonProcessingException e) {
            throw new JException("T0410", -1);
        }
    }

    /**
     * {@code $decodeDecimal('BMQ=', 2)} is 12.20: Connect's Decimal as its JSON converter writes it, the unscaled number's
     * big-endian bytes in base64. The scale stands in the record's schema, as text or as a number. What already is a number
     * stays as it is.
     */
    static Object decodeDecimal(Object value, Object scale) {
        if (value == null || value instanceof Number) {
            return value;
        }
        if (scale == null) {
            return null;
        }
        try {
            byte[] unscaled = Base64.getDecoder().decode(value.toString());
            int digits = new BigDecimal(scale.toString().trim()).intValueExact();
            if (unscaled.length > LONGEST_DECIMAL || Math.abs(digits) > LONGEST_DECIMAL) {
                throw new JException("D1001", -1);
            }
            return new BigDecimal(new BigInteger(unscaled), digits);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new JException("T0410", -1);
        }
    }
}
