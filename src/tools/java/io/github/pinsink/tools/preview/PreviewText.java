package io.github.pinsink.tools.preview;

import io.github.pinsink.event.ExpressionSource;
import io.github.pinsink.event.Problem;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.MissingPaths;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** For users: the outcome, the events and the problems of each record, and a summary. */
final class PreviewText implements PreviewReport {
    private final PrintStream out;
    private final boolean explain;

    PreviewText(PrintStream out, boolean explain) {
        this.out = out;
        this.explain = explain;
    }

    @Override
    public void print(MappedRecord record, PreviewResult result) {
        int events = result.events().size();
        out.println(record.record().position() + ": " + result.outcome()
                + (events > 1 ? " " + events + " events" : "")
                + accounts(result)
                + (result.outcome() == PreviewOutcome.SKIP ? ", " + String.join("; ", result.reasons()) : ""));
        for (int i = 0; i < events; i++) {
            out.println(indented(result.events().get(i).toPrettyString()));
            printDropped(result, i);
        }
        if (result.outcome() != PreviewOutcome.SKIP && !result.reasons().isEmpty()) {
            out.println(events == 0 ? "  reasons:" : "  rejected in part, reasons:");
            result.problems().forEach(this::printProblem);
        }
        if (explain) {
            printExplanations(record, result);
        }
        out.println();
    }

    private static String accounts(PreviewResult result) {
        String accounts =
                result.accounts().stream().flatMap(Optional::stream).distinct().collect(Collectors.joining(", "));
        return accounts.isEmpty() ? "" : " to ad account " + accounts;
    }

    private void printDropped(PreviewResult result, int event) {
        List<PreviewResult.Dropped> dropped = result.dropped().stream()
                .filter(field -> field.event() == event)
                .toList();
        if (!dropped.isEmpty()) {
            out.println("  dropped:");
            dropped.forEach(field -> printProblem(field.problem()));
        }
    }

    /** The expression, if the problem is about one, with a caret at the position, so that nobody has to count. */
    private void printProblem(Problem problem) {
        out.println("    " + problem.textWithoutSource());
        problem.expression()
                .map(ExpressionSource::withCaret)
                .ifPresent(source -> out.println("      " + source.replace("\n", "\n      ")));
    }

    private void printExplanations(MappedRecord record, PreviewResult result) {
        out.println("  explain:");
        for (Explanation explanation : Explanation.of(record.evaluations(), result)) {
            out.println("    " + explanation.elementPrefix() + explanation.key());
            out.println("      expression  " + explanation.source().replaceAll("\\s+", " "));
            out.println("      found       " + explanation.found());
            explanation.result().ifPresent(value -> out.println("      result      " + value));
        }
    }

    private static String indented(String json) {
        return "  " + json.replace("\n", "\n  ");
    }

    @Override
    public void printSummary(PreviewSummary summary, List<MissingPaths.MissingPath> missing) {
        printNothingElse(summary, missing);
    }

    @Override
    public void printNothingElse(PreviewSummary summary, List<MissingPaths.MissingPath> missing) {
        out.print(summary.text());
        if (!missing.isEmpty()) {
            out.println("  paths that no record has:");
            missing.forEach(path -> out.println("    " + path.text()));
        }
    }
}
