package io.github.pinsink.tools.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The plan for programs. */
final class PlanJson {
    private static final int MAX_VALUE = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanJson() {}

    static String of(String oldTitle, String newTitle, List<ConfigChange> config, PlanResult result) {
        ObjectNode root = JSON.createObjectNode();
        root.put("old", oldTitle).put("new", newTitle).put("changed", result.hasChanges());
        ArrayNode keys = root.putArray("config");
        for (ConfigChange whole : config) {
            ConfigChange change = whole.shortened(MAX_VALUE);
            ObjectNode key = keys.addObject().put("key", change.key()).put("change", change.kind());
            change.before().ifPresent(value -> key.put("old", value));
            change.after().ifPresent(value -> key.put("new", value));
            key.put("affects", change.effect());
        }
        records(root.putObject("records"), result);
        EventTotals totals = result.totals();
        ObjectNode events = root.putObject("events");
        events.put("old", totals.oldEvents)
                .put("new", totals.newEvents)
                .put("same", totals.sameEvents)
                .put("changed", totals.changedEvents);
        tally(events.putObject("appearing"), result.appearing());
        tally(events.putObject("vanishing"), result.vanishing());
        ObjectNode accounts = root.putObject("ad_accounts");
        accounts.put("changed", totals.movedEvents);
        accounts.set("old", counts(result.oldAccounts()));
        accounts.set("new", counts(result.newAccounts()));
        ArrayNode fields = root.putArray("fields");
        result.fields().forEach((path, change) -> field(fields.addObject().put("field", path), change));
        ObjectNode dropped = root.putObject("dropped");
        dropped.set("old", counts(result.oldDropped()));
        dropped.set("new", counts(result.newDropped()));
        return root.toPrettyString();
    }

    private static void tally(ObjectNode object, EventTally tally) {
        object.put("events", tally.names().total());
        object.set("by_name", counts(tally.names()));
        texts(object.putArray("examples"), tally.examples());
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void records(ObjectNode records, PlanResult result) {
        records.put("total", result.totals().records).put("changed", result.totals().changedRecords);
        records.set("old", counts(result.oldOutcomes()));
        records.set("new", counts(result.newOutcomes()));
        ArrayNode outcomes = records.putArray("outcomes");
        result.outcomes().forEach((pair, change) -> {
            ObjectNode one = outcomes.addObject()
                    .put("old", pair.before().toString())
                    .put("new", pair.after().toString())
                    .put("records", change.records());
            one.set("old_reasons", counts(change.oldReasons()));
            one.set("new_reasons", counts(change.newReasons()));
            texts(one.putArray("examples"), change.examples());
        });
    }

    private static void field(ObjectNode field, FieldChange change) {
        change.byKind().forEach((kind, tally) -> {
            ObjectNode one = field.putObject(kind.name().toLowerCase(Locale.ROOT));
            one.put("events", tally.events());
            if (!tally.reasons().isEmpty()) {
                one.set("dropped", counts(tally.reasons()));
            }
            ArrayNode samples = one.putArray("samples");
            for (FieldChange.Sample sample : tally.samples()) {
                ObjectNode values = samples.addObject().put("record", sample.record());
                sample.values().before().ifPresent(value -> values.put("old", value));
                sample.values().after().ifPresent(value -> values.put("new", value));
                values.put("text", sample.values().text());
            }
        });
    }

    private static ObjectNode counts(Counts counts) {
        ObjectNode object = JSON.createObjectNode();
        counts.byName().forEach(object::put);
        return object;
    }
}
