package io.github.pinsink.tools.suggest;

import java.io.PrintStream;
import java.util.Map;

/** For users: the evidence, what is missing, the config and its check. */
final class SuggestText {
    private final PrintStream out;

    SuggestText(PrintStream out) {
        this.out = out;
    }

    void print(SuggestReport report) {
        out.println(report.samples() + (report.samples() == 1 ? " record" : " records"));
        out.println();
        printPresets(report);
        if (report.preset().isEmpty()) {
            printEvidence(report.suggestion());
        }
        printMissing(report);
        out.println("Config");
        out.println(SuggestedConfig.json(report.config()).toPrettyString());
        out.println();
        printCheck(report);
    }

    private void printPresets(SuggestReport report) {
        for (Map.Entry<String, MappingCheck> one : report.presets().entrySet()) {
            boolean isChosen = report.preset().filter(one.getKey()::equals).isPresent();
            out.println("Preset " + one.getKey() + (isChosen ? " fits: " : " has the shape, but does not fit: ")
                    + counts(one.getValue()));
            if (isChosen) {
                PresetRule.ALL.stream()
                        .filter(rule -> rule.name().equals(one.getKey()))
                        .findFirst()
                        .ifPresent(rule -> out.println("  the records have " + String.join(", ", rule.marks())));
            }
        }
        if (!report.presets().isEmpty()) {
            out.println();
        }
    }

    private void printEvidence(Suggestion suggestion) {
        out.println("Evidence");
        for (Suggestion.Evidence one : suggestion.evidence()) {
            out.println("  " + one.key() + (one.isWeak() ? "  (weak: check it)" : ""));
            out.println("    " + one.expression());
            out.println("    " + one.why());
            if (!one.others().isEmpty()) {
                out.println("    also possible: " + String.join(", ", one.others()));
            }
        }
        out.println();
    }

    private void printMissing(SuggestReport report) {
        if (!report.missing().isEmpty()) {
            out.println("Missing");
            report.missing().forEach(one -> out.println("  " + one.key() + ": " + one.what()));
            out.println();
        }
        if (report.preset().isEmpty() && !report.suggestion().notes().isEmpty()) {
            out.println("To check");
            report.suggestion().notes().forEach(note -> out.println("  " + note));
            out.println();
        }
    }

    private void printCheck(SuggestReport report) {
        if (report.check().isEmpty()) {
            out.println("Check: the connector does not accept the config yet:");
            out.println(report.invalid());
            return;
        }
        MappingCheck check = report.check().get();
        out.println("Check: " + counts(check));
        list("rejected", check.rejections());
        list("dropped", check.dropped());
        if (report.hasOldSamples()) {
            out.println(
                    "  " + (check.sent() - report.now().map(MappingCheck::sent).orElse(0))
                            + " of them would be rejected today for their time (event.max.age). preview --now sets another time");
        }
    }

    private void list(String what, Map<String, Integer> counted) {
        counted.forEach((kind, count) -> out.println("  " + what + " " + count + ": " + kind));
    }

    private static String counts(MappingCheck check) {
        return check.sent() + " send (" + check.events() + (check.events() == 1 ? " event" : " events") + "), "
                + check.skipped() + " skip, " + check.rejected() + " reject";
    }
}
