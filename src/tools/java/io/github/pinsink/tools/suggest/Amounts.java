package io.github.pinsink.tools.suggest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How an expression reads an amount: a number, a string of any notation, or a count of the smallest unit. */
final class Amounts {
    /** Words of a name after which the amount is a count of the currency's smallest unit. */
    static final Set<String> MINOR = Words.set(
            "cents, cent, minor, pence, penny, pennies, ct, cts, centimes, centavos, centesimi, centimos, minorunits, subunits, grosze,"
                    + " groszy, grosz, oere, ore, rappen, paise, kopecks");

    /** Short words that say it only of amounts of one currency, such as grosze, which could be grams. */
    static final Map<String, String> MINOR_OF = Map.of("gr", "PLN", "p", "GBP", "c", "EUR");

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
    private static final FieldCheck ACCEPTED = new FieldCheck();

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
                || MINOR_OF.containsKey(word)
                || Set.of("in", "units", "unit", "decimal", "local", "float", "ttc", "ht", "incl", "inc", "tva")
                        .contains(word);
    }

    /** @param codes the ISO 4217 codes of the samples */
    static boolean isMinor(RecordPath path, Set<String> codes) {
        List<String> words = path.lastWords();
        return Words.containAny(path.words(), MINOR)
                || words.size() > 1
                        && codes.size() == 1
                        && codes.contains(MINOR_OF.getOrDefault(words.get(words.size() - 1), ""));
    }

    /**
     * @param currency an expression for the currency
     * @param path how to read the amount
     * @param isMinor whether it counts the smallest unit
     */
    static Read read(PathValues values, String path, Optional<String> currency, boolean isMinor) {
        List<String> words = values.path().words();
        if (Words.containAny(words, MICROS)) {
            return new Read("$multiply(" + path + ", 0.000001)", "; millionths by their name");
        }
        if (isMinor) {
            return currency.map(code -> new Read("$minorUnits(" + path + ", " + code + ")", ""))
                    .orElseGet(() -> new Read("$multiply(" + path + ", 0.01)", "; read as hundredths"));
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
