package io.github.pinsink.tools.suggest;

import io.github.pinsink.mapping.MappingDefinition;
import java.util.List;

/** Applies all rules to the samples, those that others build on first. */
final class MappingRules {
    private static final int OTHERS_SHOWN = 3;

    private MappingRules() {}

    /** @param topic the topic of the samples; empty if it is unknown */
    static Suggestion of(RecordShape all, String topic) {
        ChangeEvents changes = ChangeEvents.of(all);
        RecordShape shape = changes.rows();
        String about = changes.table().isEmpty() ? topic : changes.table();
        FieldCandidates candidates = new FieldCandidates(shape);
        Suggestion to = new Suggestion();
        for (FieldRule rule : FieldRules.all()) {
            if (!rule.field().equals("custom_data.currency")) {
                put(rule, candidates.of(rule), shape, to);
            }
        }
        PersonRules persons = new PersonRules(shape, candidates);
        persons.propose(to);
        persons.proposePhoneCountry(to);
        new AmountRule(shape, candidates).propose(to);
        new ItemsRule(shape).propose(to);
        IdRules ids = new IdRules(shape);
        ids.proposeOrderId(to);
        new EventNameRule(shape, about).propose(to);
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
