package io.github.pinsink.tools.suggest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Proposes the ids of the order and the event where no name says them: the id of the record itself. */
final class IdRules {
    static final String ORDER_ID = "mapping.custom_data.order_id";
    static final String EVENT_ID = "mapping.event_id";

    /** Objects that are the order itself. */
    private static final List<String> ORDERS = Words.list("""
            order, purchase, receipt, transaction, booking, reservation, sale, invoice, bestellung, data, after,
            payload, attributes, detail, body, quote, header, document, beleg, payment, inquiry, enquiry, lead, signup, response, form response, form,
            subscription, request, submission, registration, application, appointment, enrollment, donation, object""");

    /** Names of an ID of the message rather than of what happened. */
    private static final List<String> MESSAGE_IDS = Words.list("""
            message id, msg id, insert id, hit id, uuid, guid, idempotency key, correlation id, trace id""");

    private static final List<String> NAMES = Words.list("""
            id, number, reference, nr, nummer, code, ref, uuid, no, lead id, submission id, entry id, response
            id, request id, signup id, record id, inquiry id, enquiry id, registration id, hit id, notification
            id, application id, appointment id, subscription id, form submission id, anfrage id, activity id,
            search id, action id, click id, view id, quote id, request number, inquiry number, enquiry number, lead number, signup number, registration number,
            application number, appointment number, submission number, request reference, token""");

    private final RecordShape shape;

    IdRules(RecordShape shape) {
        this.shape = shape;
    }

    /** The id of the record, or of the object that is the order: different in each record. */
    Optional<PathValues> ownId() {
        for (String name : NAMES) {
            for (PathValues values : shape.fields()) {
                List<String> names = values.path().names();
                boolean isOwn = names.size() == 1
                        || names.stream()
                                .limit(names.size() - 1L)
                                .allMatch(parent -> Words.meanAny(Words.of(parent), ORDERS));
                if (isOwn && isNamed(values, name) && isUnique(values)) {
                    return Optional.of(values);
                }
            }
        }
        return Optional.empty();
    }

    void proposeOrderId(Suggestion to) {
        if (to.has(ORDER_ID) || !to.has(AmountRule.VALUE)) {
            return;
        }
        idNextToAmount(to.expression(AmountRule.VALUE).orElse(""))
                .ifPresent(values -> to.putWeak(
                        ORDER_ID, values.path().expression(), "an ID that differs in each record, next to the amount"));
    }

    /** In the object with the amount, or in one around it. */
    private Optional<PathValues> idNextToAmount(String amount) {
        Optional<List<String>> path = shape.fields().stream()
                .filter(values -> amount.contains(values.path().expression()))
                .max(Comparator.comparingInt(
                        values -> values.path().expression().length()))
                .map(values -> values.path().names());
        if (path.isEmpty()) {
            return Optional.empty();
        }
        for (int depth = path.get().size() - 1; depth >= 0; depth--) {
            List<String> parent = path.get().subList(0, depth);
            for (String name : NAMES) {
                for (PathValues values : shape.fields()) {
                    List<String> names = values.path().names();
                    if (names.size() == depth + 1
                            && names.subList(0, depth).equals(parent)
                            && isNamed(values, name)
                            && isUnique(values)) {
                        return Optional.of(values);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(PathValues values, String name) {
        return NameMatch.of(List.of(name), values.path().lastWords())
                .filter(match -> match.rest().isEmpty())
                .isPresent();
    }

    private boolean isUnique(PathValues values) {
        // A row can be there twice, as an insert and an update, and a record can be repeated.
        return values.all(ValueForm.ID)
                && values.distinct().size() * 4 >= values.values().size() * 3
                && values.records() * 2 >= shape.samples();
    }

    /** In an object with the name and the id of the event. */
    private Optional<PathValues> idNextToName(String name) {
        String path = name.substring(name.lastIndexOf(' ') + 1);
        return name.startsWith("'")
                ? Optional.empty()
                : shape.field(path.substring(0, path.lastIndexOf('.') + 1) + "id")
                        .filter(this::isUnique);
    }

    private boolean isOfMessage(String path) {
        return shape.field(path)
                .filter(values ->
                        FieldCandidates.rank(MESSAGE_IDS, values.path().lastWords()) >= 0)
                .isPresent();
    }

    void proposeEventId(Suggestion to) {
        Optional<String> order = to.expression(ORDER_ID);
        boolean isOrder = to.expression(EventNameRule.NAME)
                .filter(text -> EventNameRule.isOneKind(text) && text.contains("checkout"))
                .isPresent();
        if (to.has(EVENT_ID)) {
            if (isOrder
                    && order.isPresent()
                    && isOfMessage(to.expression(EVENT_ID).orElse(""))) {
                to.put(EVENT_ID, order.get(), "one event per order, so a message that is sent again is the same event");
            }
            return;
        }
        if (shape.field("specversion").isPresent() && shape.field("id").isPresent()) {
            to.put(EVENT_ID, "id", "the attribute specversion of CloudEvents, whose id is that of the event");
            return;
        }
        Optional<String> name = to.expression(EventNameRule.NAME);
        boolean isOneKind = name.filter(text -> EventNameRule.isOneKind(text)).isPresent();
        // The id of a record with a field of its own for the order is that of the event.
        Optional<PathValues> ofEvent = name.flatMap(this::idNextToName);
        if (ofEvent.isPresent()) {
            to.put(
                    EVENT_ID,
                    ofEvent.get().path().expression(),
                    "an ID that differs in each record, in the object of the event's name");
            return;
        }
        if (isOneKind && order.isPresent()) {
            to.put(EVENT_ID, order.get(), "one event per order, so a repeated record is the same event");
            return;
        }
        ownId().ifPresent(values ->
                to.putWeak(EVENT_ID, values.path().expression(), "an ID that differs in each record"));
    }
}
