package io.github.pinsink.tools.plan;

import java.util.Map;
import java.util.SortedMap;

/**
 * The differences over all records.
 *
 * @param outcomes records whose outcome differs
 * @param fields by their path in the event
 * @param oldDropped dropped fields of events, by the code of the problem; they change no event by themselves
 * @param oldAccounts events by ad account
 * @param oldOutcomes records by outcome
 * @param isMisdirected whether neither config reads the topic of a record
 */
record PlanResult(
        EventTotals totals,
        Map<OutcomeChange.Pair, OutcomeChange> outcomes,
        SortedMap<String, FieldChange> fields,
        EventTally appearing,
        EventTally vanishing,
        Counts oldDropped,
        Counts newDropped,
        Counts oldAccounts,
        Counts newAccounts,
        Counts oldOutcomes,
        Counts newOutcomes,
        boolean isMisdirected) {

    boolean hasChanges() {
        return totals.changedRecords > 0;
    }
}
