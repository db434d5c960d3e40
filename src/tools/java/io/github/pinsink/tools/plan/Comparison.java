package io.github.pinsink.tools.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingResult.Event;
import io.github.pinsink.tools.source.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what two configs make of the same records. Keeps counts and samples, not the records. */
final class Comparison {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlanSide oldSide;
    private final PlanSide newSide;
    private final Map<OutcomeChange.Pair, OutcomeChange> outcomes =
            new TreeMap<>(Comparator.comparing(OutcomeChange.Pair::before).thenComparing(OutcomeChange.Pair::after));
    private final Map<String, FieldChange> fields = new LinkedHashMap<>();
    private final EventTally appearing = new EventTally();
    private final EventTally vanishing = new EventTally();
    private final Counts oldDropped = new Counts();
    private final Counts newDropped = new Counts();
    private final Counts oldAccounts = new Counts();
    private final Counts newAccounts = new Counts();
    private final Counts oldOutcomes = new Counts();
    private final Counts newOutcomes = new Counts();
    private final EventTotals totals = new EventTotals();
    private boolean isMisdirected;

    Comparison(PlanSide oldSide, PlanSide newSide) {
        this.oldSide = oldSide;
        this.newSide = newSide;
    }

    void add(RawRecord record, Instant at) {
        boolean oldReads = oldSide.reads(record.topic());
        boolean newReads = newSide.reads(record.topic());
        isMisdirected |= !oldReads && !newReads;
        RecordResult before = oldReads || !newReads ? oldSide.map(record, at) : RecordResult.NOT_READ;
        RecordResult after = newReads || !oldReads ? newSide.map(record, at) : RecordResult.NOT_READ;
        totals.records++;
        oldOutcomes.add(before.outcome().toString());
        newOutcomes.add(after.outcome().toString());
        boolean isChanged =
                before.outcome() != after.outcome() || !before.reasons().equals(after.reasons());
        if (isChanged) {
            outcomes.computeIfAbsent(
                            new OutcomeChange.Pair(before.outcome(), after.outcome()), pair -> new OutcomeChange())
                    .add(record.position(), before, after);
        }
        boolean hasSameEvents = true;
        for (EventPairs.Pair pair : EventPairs.of(before.events(), after.events())) {
            hasSameEvents &= add(record.position(), pair);
        }
        totals.changedRecords += isChanged || !hasSameEvents ? 1 : 0;
    }

    /** @return whether nothing changes */
    private boolean add(String record, EventPairs.Pair pair) {
        pair.before().ifPresent(event -> {
            totals.oldEvents++;
            oldAccounts.add(oldSide.account(event));
            event.encoded().dropped().forEach(problem -> oldDropped.add(RecordResult.code(problem)));
        });
        pair.after().ifPresent(event -> {
            totals.newEvents++;
            newAccounts.add(newSide.account(event));
            event.encoded().dropped().forEach(problem -> newDropped.add(RecordResult.code(problem)));
        });
        if (pair.before().isEmpty()) {
            pair.after().ifPresent(event -> appearing.add(record, name(json(event))));
            return false;
        }
        if (pair.after().isEmpty()) {
            vanishing.add(record, name(json(pair.before().get())));
            return false;
        }
        Event before = pair.before().get();
        Event after = pair.after().get();
        boolean isMoved = !oldSide.account(before).equals(newSide.account(after));
        boolean isChanged = !before.encoded().text().equals(after.encoded().text()) && addFields(record, before, after);
        totals.movedEvents += isMoved ? 1 : 0;
        totals.changedEvents += isChanged ? 1 : 0;
        totals.sameEvents += isMoved || isChanged ? 0 : 1;
        return !isMoved && !isChanged;
    }

    /** @return whether a field differs; the order of fields does not count */
    private boolean addFields(String record, Event before, Event after) {
        Map<EventDiff.Field, EventDiff.Values> differences = EventDiff.of(json(before), json(after));
        differences.forEach((field, values) -> {
            List<String> reasons = switch (field.kind()) {
                case ADDED -> dropped(before, field.path());
                case REMOVED -> dropped(after, field.path());
                case CHANGED -> List.of();
            };
            fields.computeIfAbsent(field.path(), path -> new FieldChange()).add(record, field, values, reasons);
        });
        return !differences.isEmpty();
    }

    private static List<String> dropped(Event event, String path) {
        return event.encoded().dropped().stream()
                .filter(problem -> problem.field().replaceAll("\\[\\d+]", "[]").equals(path))
                .map(Problem::code)
                .map(code -> code.id())
                .distinct()
                .toList();
    }

    private static String name(JsonNode event) {
        return event.path("event_name").asText();
    }

    private static JsonNode json(Event event) {
        try {
            return JSON.readTree(event.encoded().json());
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
    }

    PlanResult result() {
        return new PlanResult(
                totals,
                outcomes,
                new TreeMap<>(fields),
                appearing,
                vanishing,
                oldDropped,
                newDropped,
                oldAccounts,
                newAccounts,
                oldOutcomes,
                newOutcomes,
                isMisdirected);
    }
}
