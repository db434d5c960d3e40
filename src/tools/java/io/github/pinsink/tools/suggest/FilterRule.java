package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Proposes {@code filter}: only paid orders, no tests, and only the changes of a row that are a new event. */
final class FilterRule {
    static final String FILTER = "filter";

    /** Names of the status of an order, the best first. */
    static final List<String> NAMES = Words.list("""
            payment status, financial status, payment state, order status, order state, booking status,
            transaction status, reservation status, status, state, bestellstatus, zahlungsstatus""");

    /** The statuses of an order that is a conversion. */
    static final Set<String> PAID = Words.set("""
            paid, completed, complete, confirmed, processing, fulfilled, shipped, delivered, success,
            successful, succeeded, captured, approved, settled, closed, ticketed, booked, placed, accepted,
            done, finished, finalized, finalised, bezahlt, abgeschlossen, bestaetigt, versendet, authorized, ok, active, issued, paye, payee,
            confirme, confirmee, validee, expediee, pagado, pagada, pagato, pagata, pago, paga, confirmado, confirmada, completado,
            confermato, confermata, completato, oplacone, oplacono, potwierdzone, zrealizowane, betaald, bevestigd, afgerond""");

    /** The statuses of an order that is none. */
    static final Set<String> NOT_PAID = Words.set("""
            pending, cancelled, canceled, refunded, failed, draft, declined, rejected, abandoned, expired,
            voided, void, unpaid, open, new, on-hold, hold, awaiting_payment, created, storniert, offen,
            returned, partially_refunded, error, quote, payment_pending, no_show, annulee, annule, remboursee, en_attente, cancelado,
            cancelada, pendiente, pendente, reembolsado, annullato, rimborsato, in_attesa, anulowane, zwrocone, oczekujace, geannuleerd,
            openstaand, terugbetaald""");

    private final RecordShape shape;
    private final ChangeEvents changes;

    FilterRule(RecordShape shape, ChangeEvents changes) {
        this.shape = shape;
        this.changes = changes;
    }

    void propose(Suggestion to) {
        List<String> parts = new ArrayList<>();
        List<String> why = new ArrayList<>();
        Optional<PathValues> status = status(to);
        Optional<String> isPaid =
                status.map(values -> isPaid(values, values.path().expression()));
        if (changes.isChange()) {
            String operation = changes.operation();
            boolean isUpdated = status.isPresent() && changes.hasBefore();
            parts.add(isUpdated || !changes.hasInserts() ? operation + " in ['c', 'u']" : operation + " = 'c'");
            why.add("the records are changes of rows");
            if (isUpdated) {
                PathValues values = status.orElseThrow();
                String before = values.path().expression().replaceFirst("after\\.", "before.");
                isPaid.ifPresent(text -> parts.add(text));
                parts.add("$not(" + isPaid(values, before) + ")");
                why.add("only the change that makes the row paid");
            } else {
                isPaid.ifPresent(parts::add);
            }
        } else {
            isPaid.ifPresent(parts::add);
        }
        status.ifPresent(values ->
                why.add("the values of " + values.path().expression() + " are those of the status of an order"));
        testFlag().ifPresent(path -> {
            parts.add("$not($parseBoolean(" + path + ") = true)");
            why.add("a flag of tests");
        });
        if (!parts.isEmpty()) {
            to.put(FILTER, String.join(" and ", parts), String.join("; ", why));
        }
    }

    private Optional<PathValues> status(Suggestion to) {
        boolean isOrder = to.expression(EventNameRule.NAME)
                .filter(name -> name.equals("'checkout'") || name.equals("'subscribe'"))
                .isPresent();
        if (!isOrder) {
            return Optional.empty();
        }
        for (String name : NAMES) {
            for (PathValues values : shape.fields()) {
                boolean isStatus =
                        FieldCandidates.rank(List.of(name), values.path().words()) >= 0
                                && !Words.containAny(
                                        values.path().words(),
                                        Words.set("shipping, address, delivery, fulfillment, customer, user, billing"))
                                && values.all(ValueForm.TEXT);
                long known = values.count(value -> isIn(PAID, value) || isIn(NOT_PAID, value));
                if (isStatus
                        && values.values().stream().anyMatch(value -> isIn(PAID, value))
                        && known == values.values().size()) {
                    return Optional.of(values);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isIn(Set<String> statuses, Object value) {
        String text = value.toString().strip().toLowerCase(Locale.ROOT);
        return statuses.contains(text) || statuses.contains(String.join("_", Words.of(text)));
    }

    private static String isPaid(PathValues values, String path) {
        String statuses = new TreeSet<>(values.distinct())
                .stream()
                        .filter(value -> isIn(PAID, value))
                        .map(value -> "'" + value.toLowerCase(Locale.ROOT) + "'")
                        .distinct()
                        .collect(Collectors.joining(", ", "[", "]"));
        return "$lowercase($string(" + path + ")) in " + statuses;
    }

    private Optional<String> testFlag() {
        return shape.fields().stream()
                .filter(values -> Words.endWith(values.path().words(), "is test")
                        || List.of("test", "testmode", "sandbox")
                                .contains(String.join("", values.path().lastWords()))
                        || String.join(" ", values.path().lastWords()).equals("test order"))
                .filter(values -> values.all(value -> value instanceof Boolean))
                .map(values -> values.path().expression())
                .findFirst();
    }
}
