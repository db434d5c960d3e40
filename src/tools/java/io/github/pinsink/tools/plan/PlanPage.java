package io.github.pinsink.tools.plan;

import io.github.pinsink.tools.report.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The plan for a reader. */
final class PlanPage {
    private static final int MAX_VALUE = 120;
    private static final String ARROW = " → ";

    private final Document page;

    PlanPage(Document page) {
        this.page = page;
    }

    void write(String oldTitle, String newTitle, List<ConfigChange> config, PlanResult result) {
        page.heading(1, "Plan: " + oldTitle + ARROW + newTitle);
        page.paragraph(summary(result));
        config(config);
        if (result.hasChanges()) {
            outcomes(result);
            events(result);
            accounts(result);
            fields(result);
        }
        dropped(result);
    }

    private static String summary(PlanResult result) {
        EventTotals totals = result.totals();
        return result.hasChanges()
                ? count(totals.records, "record") + ": " + number(totals.changedRecords) + " change, "
                        + number(totals.records - totals.changedRecords) + " stay the same"
                : "Nothing changes for " + count(totals.records, "record") + " (" + count(totals.newEvents, "event")
                        + ")";
    }

    private void config(List<ConfigChange> changes) {
        page.heading(2, "Config");
        if (changes.isEmpty()) {
            page.paragraph("The configs are the same.");
        }
        page.table(
                List.of("change", "key", "old", "new", "affects"),
                changes.stream()
                        .map(change -> change.shortened(MAX_VALUE))
                        .map(change -> List.of(
                                change.kind(),
                                change.key(),
                                page.code(change.before().orElse("")),
                                page.code(change.after().orElse("")),
                                change.effect()))
                        .toList());
    }

    private void outcomes(PlanResult result) {
        page.heading(2, "Records");
        TreeSet<String> outcomes = new TreeSet<>(result.oldOutcomes().byName().keySet());
        outcomes.addAll(result.newOutcomes().byName().keySet());
        page.list(outcomes.stream()
                .map(outcome -> outcome + ": " + number(result.oldOutcomes().of(outcome)) + ARROW
                        + number(result.newOutcomes().of(outcome)))
                .toList());
        List<List<String>> rows = new ArrayList<>();
        result.outcomes()
                .forEach((pair, change) -> rows.add(List.of(
                        number(change.records()),
                        pair.before() + ARROW + pair.after(),
                        reasons("was", change.oldReasons()),
                        reasons("now", change.newReasons()),
                        String.join(", ", change.examples()))));
        page.table(List.of("records", "outcome", "old reasons", "new reasons", "for example"), rows);
    }

    private static String reasons(String when, Counts reasons) {
        return reasons.isEmpty() ? "" : when + " " + String.join(", ", reasons.texts());
    }

    private void events(PlanResult result) {
        EventTotals totals = result.totals();
        page.heading(2, "Events");
        List<String> facts = new ArrayList<>();
        facts.add("events: " + number(totals.oldEvents) + ARROW + number(totals.newEvents));
        facts.add("stay the same: " + number(totals.sameEvents));
        facts.add("change: " + number(totals.changedEvents));
        add(facts, "appear", result.appearing());
        add(facts, "vanish", result.vanishing());
        page.list(facts);
    }

    private static void add(List<String> facts, String what, EventTally tally) {
        facts.add(what + ": " + number(tally.names().total())
                + (tally.names().isEmpty()
                        ? ""
                        : " (" + String.join(", ", tally.names().texts()) + "), for example of "
                                + String.join(", ", tally.examples())));
    }

    private void accounts(PlanResult result) {
        Map<String, Long> before = result.oldAccounts().byName();
        Map<String, Long> after = result.newAccounts().byName();
        if (before.equals(after) && result.totals().movedEvents == 0) {
            return;
        }
        page.heading(2, "Ad accounts");
        if (result.totals().movedEvents > 0) {
            page.paragraph(count(result.totals().movedEvents, "event") + " would go to another ad account.");
        }
        table("ad account", "events", result.oldAccounts(), result.newAccounts());
    }

    private void table(String what, String counted, Counts before, Counts after) {
        TreeSet<String> names = new TreeSet<>(before.byName().keySet());
        names.addAll(after.byName().keySet());
        page.table(
                List.of(what, "old " + counted, "new " + counted),
                names.stream()
                        .map(name -> List.of(page.code(name), number(before.of(name)), number(after.of(name))))
                        .toList());
    }

    private void dropped(PlanResult result) {
        if (!result.oldDropped().byName().equals(result.newDropped().byName())) {
            page.heading(2, "Dropped fields");
            table("problem", "events", result.oldDropped(), result.newDropped());
        }
    }

    private void fields(PlanResult result) {
        if (result.fields().isEmpty()) {
            return;
        }
        page.heading(2, "Fields");
        List<List<String>> rows = new ArrayList<>();
        result.fields()
                .forEach((path, change) -> change.byKind().forEach((kind, tally) -> {
                    for (int i = 0; i < tally.samples().size(); i++) {
                        FieldChange.Sample sample = tally.samples().get(i);
                        boolean isFirst = i == 0;
                        rows.add(List.of(
                                isFirst ? path : "",
                                isFirst ? kind.name().toLowerCase(Locale.ROOT) : "",
                                isFirst ? number(tally.events()) : "",
                                page.code(sample.values().text()),
                                sample.record(),
                                isFirst && !tally.reasons().isEmpty()
                                        ? dropped(kind)
                                                + String.join(
                                                        ", ", tally.reasons().texts())
                                        : ""));
                    }
                }));
        page.table(List.of("field", "change", "events", "samples", "record", "reasons"), rows);
        FieldChange ids = result.fields().get("event_id");
        if (ids != null) {
            page.paragraph(
                    "Pinterest recognizes an event that was sent before by its event_id. Events that are sent again"
                            + " after this change count twice.");
        }
    }

    private static String dropped(EventDiff.Kind kind) {
        return kind == EventDiff.Kind.ADDED ? "was dropped: " : "dropped: ";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String count(long number, String what) {
        return number(number) + " " + what + (number == 1 ? "" : "s");
    }
}
