package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** The functions we add to JSONata. */
final class OwnFunctions {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
}
