package io.github.pinsink.tools.suggest;

import io.github.pinsink.mapping.MappingDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies all rules to the samples, those that others build on first. */
final class MappingRules {
    private static final int OTHERS_SHOWN = 3;
    private static final Set<String> OF_PERSON =
            Set.of("user_data.ph", "user_data.fn", "user_data.ln", "user_data.db", "user_data.ge");

    private MappingRules() {}

    /** @param topic the topic of the samples; empty if it is unknown */
    static Suggestion of(RecordShape all, String topic) {
        ChangeEvents changes = ChangeEvents.of(all);
        RecordShape shape = changes.rows();
        String about = changes.table().isEmpty() ? topic : changes.table();
        FieldCandidates candidates = FieldCandidates.of(shape);
        Suggestion to = new Suggestion();
        Optional<Candidate> email = candidates.best(FieldRules.of("user_data.em"));
        for (FieldRule rule : FieldRules.all()) {
            if (!rule.field().equals("custom_data.currency")) {
                boolean isOfPerson = OF_PERSON.contains(rule.field()) && email.isPresent();
                put(
                        rule,
                        isOfPerson
                                ? candidates.near(email.orElseThrow().values().path(), rule)
                                : candidates.of(rule),
                        shape,
                        to);
            }
        }
        PersonRules persons = new PersonRules(shape, candidates);
        persons.propose(to);
        persons.proposePhoneCountry(to);
        Optional<Candidate> currency = candidates.best(FieldRules.of("custom_data.currency"));
        AmountUnits units = AmountUnits.of(shape, currency);
        AmountRule amount = new AmountRule(shape, currency, units);
        amount.propose(to);
        new ItemsRule(shape, units, amount.total()).propose(to);
        if (!to.has(AmountRule.VALUE) && !to.has(ItemsRule.CONTENTS)) {
            to.remove(AmountRule.CURRENCY);
        }
        IdRules ids = new IdRules(shape);
        ids.proposeOrderId(to);
        new EventNameRule(shape, about).propose(to);
        if (to.expression(EventNameRule.NAME).filter("'lead'"::equals).isPresent() && to.isWeak(IdRules.ORDER_ID)) {
            to.remove(IdRules.ORDER_ID);
        }
        ids.proposeEventId(to);
        new TimeRule(shape).propose(to);
        new ActionSourceRule(shape, about).propose(to);
        new FilterRule(shape, changes).propose(to);
        requireUser(to);
        return to;
    }

    private static void put(FieldRule rule, List<Candidate> found, RecordShape shape, Suggestion to) {
        if (found.isEmpty()) {
            return;
        }
        Candidate best = found.get(0);
        String expression = best.expression();
        String why = best.evidence();
        if (rule.isOfUser() && best.values().records() < shape.samples()) {
            for (Candidate other : found.subList(1, found.size())) {
                boolean fillsGaps = !best.values()
                        .recordNumbers()
                        .containsAll(other.values().recordNumbers());
                if (fillsGaps) {
                    expression += " ?: " + other.expression();
                    why += "; where it is missing, " + other.expression();
                    break;
                }
            }
        }
        to.put(
                MappingDefinition.FIELD + rule.field(),
                expression,
                why,
                false,
                found.stream()
                        .skip(1)
                        .limit(OTHERS_SHOWN)
                        .map(Candidate::expression)
                        .toList());
    }

    private static void requireUser(Suggestion to) {
        boolean identifies = to.has("mapping.user_data.em")
                || to.has("mapping.user_data.hashed_maids")
                || (to.has("mapping.user_data.client_ip_address") && to.has("mapping.user_data.client_user_agent"));
        if (!identifies) {
            to.miss(
                    "mapping.user_data.em",
                    "no field has e-mail addresses, advertising IDs, or both an IP address and a user agent. Pinterest requires one"
                            + " of these. Add it to the records, for example with a join");
        }
    }
}
