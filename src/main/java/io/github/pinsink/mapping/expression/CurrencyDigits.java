package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many digits of an amount in the smallest unit of a currency are its fraction. */
final class CurrencyDigits {
    /** The only provider whose amounts differ from ISO 4217. */
    static final String STRIPE = "stripe";

    /**
     * Stripe keeps two digits for two currencies that no longer have a fraction, and none for one that has a fraction by ISO
     * 4217.
     */
    private static final Map<String, Integer> OF_STRIPE = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    /** By the currency code as it is given. Only existing codes of three characters are cached. */
    private static final Map<String, Integer> ISO_4217 = new ConcurrentHashMap<>();

    private CurrencyDigits() {}

    /** @throws JException for an unknown currency */
    static int iso4217(Object currency) {
        return currency instanceof String code && code.length() == 3
                ? ISO_4217.computeIfAbsent(code, CurrencyDigits::lookUp)
                : lookUp(currency);
    }

    /** @throws JException for an unknown provider or currency */
    static int ofProvider(Object provider, Object currency) {
        if (!isProvider(provider)) {
            throw new JException("T0410", -1);
        }
        int digits = iso4217(currency);
        return OF_STRIPE.getOrDefault(code(currency), digits);
    }

    static boolean isProvider(Object value) {
        return value instanceof String text && text.strip().equalsIgnoreCase(STRIPE);
    }

    private static String code(Object currency) {
        return currency.toString().strip().toUpperCase(Locale.ROOT);
    }

    private static int lookUp(Object currency) {
        try {
            return Math.max(0, Currency.getInstance(code(currency)).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            throw new JException("T0410", -1);
        }
    }
}
