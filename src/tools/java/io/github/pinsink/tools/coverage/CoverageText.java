package io.github.pinsink.tools.coverage;

import io.github.pinsink.event.QualitySignal;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** For a terminal, with bars. */
final class CoverageText implements CoverageReport {
    private static final int BAR_WIDTH = 20;
    private static final int MAX_REASONS = 10;
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String END = "\u001b[0m";

    private final boolean usesColor;

    CoverageText(boolean usesColor) {
        this.usesColor = usesColor;
    }

    @Override
    public String of(Coverage coverage, List<String> improvements) {
        StringJoiner text = new StringJoiner("\n", "", "\n");
        text.add(String.format(
                Locale.ROOT,
                "%,d records: %,d events, %,d skipped, %,d rejected",
                coverage.records(),
                coverage.events(),
                coverage.skipped(),
                coverage.rejected()));
        coverage.byName().forEach((name, events) -> {
            text.add("").add(String.format(Locale.ROOT, "%s: %,d events", name, events.events()));
            for (QualitySignal signal : QualitySignal.values()) {
                text.add(line(signal, events));
            }
        });
        if (coverage.delays().count() > 0) {
            text.add("").add("Time");
            text.add("  from the event to its record: half within "
                    + Durations.text(coverage.delays().quantile(0.5)) + ", 95 % within "
                    + Durations.text(coverage.delays().quantile(0.95)) + ", the longest "
                    + Durations.text(coverage.delays().max()));
            text.add("  events more than an hour old when their record was written: "
                    + Improvements.percent(coverage.late(), coverage.events()));
        }
        text.add("").add("Duplicates");
        text.add(String.format(
                Locale.ROOT,
                "  events with the name and ID of another one: %,d%s",
                coverage.ids().duplicates(),
                coverage.ids().notCompared() > 0
                        ? String.format(
                                Locale.ROOT,
                                " (%,d not compared)",
                                coverage.ids().notCompared())
                        : ""));
        list(text, "Rejected", coverage.rejections());
        list(text, "Dropped fields", coverage.drops());
        if (!improvements.isEmpty()) {
            text.add("").add("What would improve it most");
            for (int i = 0; i < improvements.size(); i++) {
                text.add("  " + (i + 1) + ". " + improvements.get(i));
            }
        }
        return text.toString();
    }

    private String line(QualitySignal signal, EventCoverage events) {
        int percent = events.percent(signal);
        if (percent < 0) {
            return String.format(
                    Locale.ROOT, "  %-22s %" + BAR_WIDTH + "s    not for this action source", signal.label(), "");
        }
        int filled = percent * BAR_WIDTH / 100;
        String bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
        return String.format(
                Locale.ROOT,
                "  %-22s %s %3d %%  %,d",
                signal.label(),
                colored(bar, percent),
                percent,
                events.with(signal));
    }

    private String colored(String bar, int percent) {
        return usesColor ? (percent >= 90 ? GREEN : percent >= 50 ? YELLOW : RED) + bar + END : bar;
    }

    private static void list(StringJoiner text, String title, List<Coverage.Counted> counted) {
        if (!counted.isEmpty()) {
            text.add("").add(title);
            counted.stream()
                    .limit(MAX_REASONS)
                    .forEach(one -> text.add(String.format(Locale.ROOT, "  %,9d  %s", one.count(), one.reason())));
            if (counted.size() > MAX_REASONS) {
                text.add("             and " + (counted.size() - MAX_REASONS) + " more; --output json has all");
            }
        }
    }
}
