package io.github.pinsink.tools.coverage;

import io.github.pinsink.event.QualitySignal;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** For a page or a pull request: one table of event names and components. */
final class CoverageMarkdown implements CoverageReport {
    @Override
    public String of(Coverage coverage, List<String> improvements) {
        StringJoiner text = new StringJoiner("\n", "", "\n");
        text.add("# Coverage").add("");
        text.add(String.format(
                Locale.ROOT,
                "%,d records: %,d events, %,d skipped, %,d rejected.",
                coverage.records(),
                coverage.events(),
                coverage.skipped(),
                coverage.rejected()));
        if (!coverage.byName().isEmpty()) {
            text.add("");
            text.add("| percent of events | "
                    + String.join(
                            " | ", escaped(coverage.byName().keySet().stream().toList())) + " |");
            text.add("|---|" + "---:|".repeat(coverage.byName().size()));
            for (QualitySignal signal : QualitySignal.values()) {
                StringBuilder row = new StringBuilder("| " + signal.label() + " |");
                for (EventCoverage events : coverage.byName().values()) {
                    int percent = events.percent(signal);
                    row.append(' ').append(percent < 0 ? "–" : percent).append(" |");
                }
                text.add(row);
            }
            StringBuilder counts = new StringBuilder("| events |");
            StringBuilder late = new StringBuilder("| late by more than an hour |");
            coverage.byName().values().forEach(events -> {
                counts.append(String.format(Locale.ROOT, " %,d |", events.events()));
                late.append(' ').append(events.late() * 100 / events.events()).append(" |");
            });
            text.add(late).add(counts);
        }
        text.add("");
        if (coverage.delays().count() > 0) {
            text.add("From the event to its record: half within "
                    + Durations.text(coverage.delays().quantile(0.5)) + ", 95 % within "
                    + Durations.text(coverage.delays().quantile(0.95)) + ".");
        }
        text.add(String.format(
                Locale.ROOT,
                "Events with the name and ID of another one: %,d.",
                coverage.ids().duplicates()));
        list(text, "Rejected", coverage.rejections());
        list(text, "Dropped fields", coverage.drops());
        if (!improvements.isEmpty()) {
            text.add("").add("## What would improve it most").add("");
            for (int i = 0; i < improvements.size(); i++) {
                text.add((i + 1) + ". " + escaped(improvements.get(i)));
            }
        }
        return text.toString();
    }

    private static List<String> escaped(List<String> names) {
        return names.stream().map(CoverageMarkdown::escaped).toList();
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\|<>*_`\\[\\]]", "\\\\$0");
    }

    private static void list(StringJoiner text, String title, List<Coverage.Counted> counted) {
        if (!counted.isEmpty()) {
            text.add("").add("## " + title).add("").add("| times | problem |").add("|---:|---|");
            counted.forEach(
                    one -> text.add(String.format(Locale.ROOT, "| %,d | %s |", one.count(), escaped(one.reason()))));
        }
    }
}
