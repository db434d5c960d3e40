package io.github.pinsink.tools.suggest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Proposes {@code custom_data.value} and {@code custom_data.currency}. */
final class AmountRule {
    static final String VALUE = "mapping.custom_data.value";
    static final String CURRENCY = "mapping.custom_data.currency";

    /** Names of the total of an event, the best first. */
    static final List<String> NAMES = Words.list("""
            order total, grand total, total grand, order value, value order, amount order, total order, total final, totals final, final total,
            final amount, total price, total amount, amount total, total value, total,
            total gross, gross total, totals gross, amount gross, value gross, total incl tax, total including tax, total paid, amount paid, total
            charged, amount charged, revenue, transaction amount, transaction revenue, transaction value,
            purchase amount, purchase value, order amount, booking amount, booking value, sale amount, payment
            amount, event value, conversion value, gesamtbetrag, gesamtsumme, gesamtpreis, gesamt, summe,
            bruttobetrag, brutto, betrag, rechnungsbetrag, endbetrag, totals grand, totals gross, price total,
            price gross, gross amount, gross, sum, amount, amount due, value, quote total, quote value,
            estimated value, deal value, deal size, expected value, charge, charged, plan price, plan amount,
            mrr, fare, total fare, premium, premium annual, annual premium, montant total, total ttc, montant, importe total, importe, monto total, monto, prix total, betrag brutto, order gross, basket value, cart total, tr, net total, total net, totals net, net amount, net value, net, paid, subtotal, sub total,
            price, cost, budget""");

    /** An amount with such a word is a part of the total, or something else. */
    static final Set<String> WITHOUT = Words.set("""
            tax, taxes, vat, mwst, ust, steuer, shipping, versand, versandkosten, delivery, discount, discounts,
            rabatt, fee, fees, tip, tips, gratuity, refund, refunded, change, tendered, cash, balance, points,
            unit, per, deposit, credit, ltv, lifetime, weight, quantity, count, items, before, previous, old,
            threshold, limit, minimum, savings, service, surcharge, rounding, commission, exchange, rate,
            payout, spent, loyalty, number, utm, custom, face, original, exemption, remaining, budgeted, cashback,
            insurance, rounded, predicted, installment""");

    /** Where there is no other amount, a fee or a deposit is the total. */
    private static final Set<String> PARTS = WITHOUT.stream()
            .filter(word -> !Set.of("fee", "fees", "deposit", "service", "rate").contains(word))
            .collect(Collectors.toUnmodifiableSet());

    private final RecordShape shape;
    private final Optional<Candidate> currency;
    private final AmountUnits units;

    AmountRule(RecordShape shape, Optional<Candidate> currency, AmountUnits units) {
        this.shape = shape;
        this.currency = currency;
        this.units = units;
    }

    /** Names of an amount alone, which are also names of other things. */
    private static final Set<String> GENERIC = Words.set("value, sum, price, net, gross, tr, charge, cost, budget");

    /** The total, if there is one. */
    Optional<PathValues> total() {
        return candidates().stream().findFirst().map(Candidate::values);
    }

    private List<Candidate> candidates() {
        List<Candidate> amounts = amounts(WITHOUT);
        return amounts.isEmpty() ? amounts(PARTS) : amounts;
    }

    void propose(Suggestion to) {
        List<Candidate> amounts = candidates();
        Optional<String> code = currency.map(Candidate::expression);
        if (currency.isPresent()) {
            to.put(CURRENCY, currency.get().expression(), currency.get().evidence());
        } else {
            code = amounts.stream()
                    .flatMap(amount -> Amounts.currency(amount.values()).stream())
                    .findFirst()
                    .map(iso -> '\'' + iso + '\'');
            code.ifPresent(iso -> to.put(CURRENCY, iso, "the name or the symbol of an amount"));
        }
        if (amounts.isEmpty()) {
            return;
        }
        Candidate best = amounts.get(0);
        Optional<String> minor = units.minor(best.values());
        Amounts.Read read = isOfStripe()
                ? new Amounts.Read(
                        "$minorUnits(" + best.expression() + ", " + code.orElse("'USD'") + ", 'stripe')",
                        "; the smallest unit, by the field livemode of Stripe")
                : Amounts.read(best.values(), best.expression(), code, minor.isPresent());
        Optional<String> quantity = quantityNextTo(best);
        to.put(
                VALUE,
                quantity.map(count -> "$multiply(" + read.expression() + ", $ifBlank(" + count + ", 1))")
                        .orElse(read.expression()),
                best.evidence()
                        + minor.orElse("")
                        + read.why()
                        + (quantity.isPresent() ? "; times the quantity next to it" : ""),
                minor.filter(why -> why.contains("digits")).isPresent(),
                amounts.stream().skip(1).limit(3).map(Candidate::expression).toList());
        if (code.isEmpty()) {
            to.miss(
                    CURRENCY,
                    "the records have no field with ISO 4217 codes. Without it Pinterest assumes the currency of the ad"
                            + " account. If that is another one, set the currency, such as 'EUR'");
        }
        if (AmountUnits.isWhole(best.values())
                && read.expression().equals(best.expression())
                && best.values().values().stream().anyMatch(value -> ((Number) value).longValue() >= 1_000)) {
            to.note(VALUE
                    + ": all amounts are whole numbers, and nothing says their unit. If they count the smallest unit,"
                    + " such as cents, set $minorUnits(" + best.expression() + ", " + code.orElse("'EUR'")
                    + "). If they count the main unit, keep " + best.expression());
        }
    }

    private boolean isOfStripe() {
        return shape.fields().stream()
                .anyMatch(values -> values.path().lastWords().equals(List.of("livemode")));
    }

    private Optional<String> quantityNextTo(Candidate amount) {
        List<String> words = Amounts.withoutUnit(amount.values().path().words());
        boolean isMoney = Words.endWith(words, "price amount") || Words.endWith(words, "price value");
        if (!isMoney && (!Words.endWith(words, "price") || Words.endWith(words, "total price"))) {
            return Optional.empty();
        }
        String price = isMoney
                ? amount.expression()
                        .substring(0, Math.max(0, amount.expression().lastIndexOf('.')))
                : amount.expression();
        String parent = price.substring(0, price.lastIndexOf('.') + 1);
        return List.of("quantity", "qty").stream()
                .map(name -> parent + name)
                .filter(path -> shape.field(path).isPresent())
                .findFirst();
    }

    private List<Candidate> amounts(Set<String> without) {
        return shape.fields().stream()
                .flatMap(values -> amount(values, without).stream())
                .sorted(Comparator.comparingInt(Candidate::score).reversed())
                .toList();
    }

    private Optional<Candidate> amount(PathValues values, Set<String> without) {
        List<String> all = values.path().words();
        List<String> words = Amounts.withoutUnit(all);
        int rank = FieldCandidates.rank(NAMES, words);
        if (rank < 0
                || Words.meanAny(values.path().lastWords(), without)
                || Words.meanAny(parentWords(values.path()), without)
                || !values.all(ValueForm.AMOUNT)
                || values.isList()) {
            return Optional.empty();
        }
        String name = NAMES.get(rank);
        int score = 100
                - rank
                + 30 * values.records() / Math.max(1, shape.samples())
                - 3 * values.path().names().size();
        if (GENERIC.contains(name)
                && words.size() > 1
                && !Words.containAny(words, Set.of("total", "totals", "order", "amount"))) {
            score -= 20;
        }
        return Optional.of(new Candidate(
                values,
                values.path().expression(),
                score,
                "name \"" + name + "\"; amounts in " + values.values().size() + " of " + shape.samples() + " records"));
    }

    private static List<String> parentWords(RecordPath path) {
        int size = path.names().size();
        return size < 2 ? List.of() : Words.of(path.names().get(size - 2));
    }
}
