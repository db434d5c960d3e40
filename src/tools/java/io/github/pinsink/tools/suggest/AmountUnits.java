package io.github.pinsink.tools.suggest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether amounts count the smallest unit of their currency, by evidence: the name, a field that says the unit, or the digits.
 *
 * @param codes the ISO 4217 codes in the samples
 * @param unit the field that says the unit
 */
record AmountUnits(Set<String> codes, Optional<PathValues> unit) {
    /** Names of a field that says the unit of amounts. */
    static final List<String> NAMES =
            Words.list("unit, amount unit, currency unit, money unit, price unit, units, minor unit, denomination");

    /** Names of a field that says how many digits of a whole number are decimals. */
    static final List<String> DIGITS = Words.list(
            "decimal places, exponent, fraction digits, minor units, decimals, currency exponent, currency decimals");

    /** In these, prices are seldom whole numbers that end in any digit. */
    static final Set<String> CENTS = Words.set("EUR, USD, GBP, CHF, CAD, AUD, NZD, SGD, BRL, MXN, PLN, DKK, NOK, SEK");

    private static final int LEAST_AMOUNTS = 4;
    private static final int LEAST_AMOUNT = 100;
    private static final double MOST_ITEMS = 20;

    AmountUnits {
        codes = Set.copyOf(codes);
    }

    static AmountUnits of(RecordShape shape, Optional<Candidate> currency) {
        Set<String> codes = currency.map(found -> found.values().distinct().stream()
                        .map(code -> code.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        Optional<PathValues> digits = shape.fields().stream()
                .filter(values -> FieldCandidates.rank(DIGITS, values.path().lastWords()) >= 0)
                .filter(values -> values.all(
                        value -> value instanceof Number count && count.intValue() >= 0 && count.intValue() <= 4))
                .findFirst();
        Optional<PathValues> unit = shape.fields().stream()
                .filter(values -> FieldCandidates.rank(NAMES, values.path().lastWords()) >= 0)
                .filter(values -> values.all(
                        value -> value instanceof String text && Words.containAny(Words.of(text), Amounts.MINOR)))
                .findFirst();
        return new AmountUnits(codes, unit.or(() -> digits));
    }

    /** Why the amounts count the smallest unit; empty if nothing says that. */
    Optional<String> minor(PathValues values) {
        if (Amounts.isMinor(values.path(), codes)) {
            return Optional.of("; the smallest unit by its name");
        }
        if (isWhole(values) && unit.isPresent()) {
            return Optional.of(
                    "; the smallest unit, by the values of " + unit.get().path().expression());
        }
        return hasAnyDigits(values)
                ? Optional.of(
                        "; whole numbers, most of which end in other digits than 0, 5 and 9, so the smallest unit")
                : Optional.empty();
    }

    /** As {@link #minor}, or whole prices of the size of a total that counts the smallest unit. */
    Optional<String> minorOfItem(PathValues price, Optional<PathValues> total) {
        Optional<String> own = minor(price);
        Optional<String> ofTotal = total.filter(AmountUnits::isWhole).flatMap(this::minor);
        if (own.isPresent() || !isWhole(price) || ofTotal.isEmpty()) {
            return own;
        }
        double ratio = mean(total.get()) / Math.max(1, mean(price));
        return ratio > 1 / MOST_ITEMS && ratio < MOST_ITEMS ? ofTotal : Optional.empty();
    }

    static boolean isWhole(PathValues values) {
        return values.all(value -> value instanceof Integer || value instanceof Long);
    }

    private static double mean(PathValues values) {
        return values.values().stream()
                .mapToDouble(value -> Math.abs(((Number) value).doubleValue()))
                .average()
                .orElse(0);
    }

    private boolean hasAnyDigits(PathValues values) {
        Set<String> distinct = values.distinct();
        return isWhole(values)
                && !codes.isEmpty()
                && CENTS.containsAll(codes)
                && distinct.size() >= LEAST_AMOUNTS
                && values.all(value -> Math.abs(((Number) value).longValue()) >= LEAST_AMOUNT)
                && distinct.stream().filter(text -> !text.matches(".*[059]")).count() * 2 > distinct.size();
    }
}
