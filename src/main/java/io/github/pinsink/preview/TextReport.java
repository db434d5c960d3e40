package io.github.pinsink.preview;

import java.io.PrintStream;
import java.util.List;

/** For a reader. */
final class TextReport implements Report {
    private final PrintStream out;
    private final boolean explain;

    TextReport(PrintStream out, boolean explain) {
        this.out = out;
        this.explain = explain;
    }

    @Override
    public void tell(PreviewedEvent record) {
        PreviewResult verdict = PreviewResult.of(record.result());
        int events = verdict.events().size();
        out.println(record.sample().coordinates() + ": " + verdict.outcome()
                + (events > 1 ? " " + events + " events" : "")
                + (verdict.outcome() == PreviewOutcome.SKIP ? ", " + String.join("; ", verdict.reasons()) : ""));
        for (int i = 0; i < events; i++) {
            out.println(indented(verdict.events().get(i).toPrettyString()));
            printDropped(verdict, i);
        }
        if (verdict.outcome() != PreviewOutcome.SKIP && !verdict.reasons().isEmpty()) {
            out.println(events == 0 ? "  because:" : "  and an errant record, because:");
            verdict.reasons().forEach(reason -> out.println("    " + reason));
        }
        if (explain) {
            explain(record, verdict);
        }
        out.println();
    }

    private void printDropped(PreviewResult verdict, int event) {
        List<PreviewResult.Dropped> dropped =
                verdict.dropped().stream().filter(part -> part.event() == event).toList();
        if (!dropped.isEmpty()) {
            out.println("  dropped:");
            dropped.forEach(part -> out.println("    " + part.problem().text()));
        }
    }

    private void explain(PreviewedEvent record, PreviewResult verdict) {
        out.println("  explained:");
        for (Explanation explanation : Explanation.of(record.evaluations(), verdict)) {
            out.println("    " + explanation.where() + explanation.key());
            out.println("      expression  " + explanation.source().replaceAll("\\s+", " "));
            out.println("      found       " + explanation.found());
            explanation.result().ifPresent(result -> out.println("      result      " + result));
        }
    }

    private static String indented(String json) {
        return "  " + json.replace("\n", "\n  ");
    }

    @Override
    public void end(PreviewSummary counts) {
        out.print(counts.summary());
    }
}
