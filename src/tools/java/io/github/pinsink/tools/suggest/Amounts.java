package io.github.pinsink.tools.suggest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How an expression reads an amount: a number, a string of any notation, or a count of the smallest unit. */
final class Amounts {
    /** Words of a name after which the amount is a count of the currency's smallest unit. */
    static final Set<String> MINOR =
            Set.of("cents", "cent", "minor", "pence", "ct", "centimes", "minorunits", "subunits");

    /** Words of a name after which the amount is a count of millionths. */
    static final Set<String> MICROS = Set.of("micros", "micro", "microunits");

    /** Words of a name, and the currency that they stand for. */
    static final Map<String, String> CURRENCIES = Map.ofEntries(
            Map.entry("eur", "EUR"),
            Map.entry("euro", "EUR"),
            Map.entry("usd", "USD"),
            Map.entry("gbp", "GBP"),
            Map.entry("chf", "CHF"),
            Map.entry("cad", "CAD"),
            Map.entry("aud", "AUD"),
            Map.entry("sek", "SEK"),
            Map.entry("nok", "NOK"),
            Map.entry("dkk", "DKK"),
            Map.entry("pln", "PLN"),
            Map.entry("jpy", "JPY"),
            Map.entry("brl", "BRL"),
            Map.entry("mxn", "MXN"),
            Map.entry("inr", "INR"),
            Map.entry("nzd", "NZD"));

    private static final Map<String, String> SYMBOLS =
            Map.of("€", "EUR", "£", "GBP", "EUR", "EUR", "USD", "USD", "CHF", "CHF");
    private static final Pattern COMMA = Pattern.compile(".*\\d,\\d{1,2}\\D*");
    private static final FieldValues ACCEPTED = new FieldValues();

    /** @param why what the form of the values or the name says about the unit; may be empty */
    record Read(String expression, String why) {}

    private Amounts() {}

    /** The name without the words that say the unit or the currency. */
    static List<String> withoutUnit(List<String> words) {
        int end = words.size();
        while (end > 1 && isUnit(words.get(end - 1))) {
            end--;
        }
        return words.subList(0, end);
    }

    private static boolean isUnit(String word) {
        return MINOR.contains(word)
                || MICROS.contains(word)
                || CURRENCIES.containsKey(word)
                || Set.of("in", "units", "unit", "decimal", "local", "float").contains(word);
    }

    static boolean isMinor(RecordPath path) {
        return Words.containAny(path.words(), MINOR);
    }

    /**
     * @param currency an expression for the currency
     * @param path how to read the amount
     */
    static Read read(PathValues values, String path, Optional<String> currency) {
        List<String> words = values.path().words();
        if (Words.containAny(words, MICROS)) {
            return new Read("$multiply(" + path + ", 0.000001)", "; millionths by their name");
        }
        if (Words.containAny(words, MINOR)) {
            return currency.map(code ->
                            new Read("$minorUnits(" + path + ", " + code + ")", "; the smallest unit by its name"))
                    .orElseGet(() -> new Read("$multiply(" + path + ", 0.01)", "; hundredths by their name"));
        }
        if (values.all(value -> ACCEPTED.accepts("custom_data.contents", Map.of("item_price", value)))) {
            return new Read(path, "");
        }
        if (values.all(value ->
                value instanceof Number || COMMA.matcher(value.toString()).matches())) {
            return new Read(
                    "$replace($replace($string(" + path + "), /[^0-9,-]/, ''), ',', '.')", "; with a decimal comma");
        }
        return new Read("$replace($string(" + path + "), /[^0-9.-]/, '')", "; with other characters around the number");
    }

    /** The currency that a name or the symbols in the values say. */
    static Optional<String> currency(PathValues values) {
        Optional<String> named = values.path().words().stream()
                .filter(CURRENCIES::containsKey)
                .findFirst()
                .map(CURRENCIES::get);
        if (named.isPresent()) {
            return named;
        }
        return SYMBOLS.entrySet().stream()
                .filter(symbol -> values.all(value -> value.toString().contains(symbol.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
