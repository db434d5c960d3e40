package io.github.pinsink.preview;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.event.Problem;
import java.io.PrintStream;

/** For a program: one object a line for each record and nothing else; the counts go to the other stream. */
final class JsonReport implements Report {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final PrintStream err;
    private final boolean explain;

    JsonReport(PrintStream out, PrintStream err, boolean explain) {
        this.out = out;
        this.err = err;
        this.explain = explain;
    }

    @Override
    public void tell(PreviewedEvent record) {
        PreviewResult verdict = PreviewResult.of(record.result());
        ObjectNode told = JSON.createObjectNode();
        told.put("outcome", verdict.outcome().toString());
        ArrayNode events = told.putArray("events");
        verdict.events().forEach(events::add);
        told.set("event", events.isEmpty() ? told.nullNode() : events.get(0));
        ArrayNode dropped = told.putArray("dropped");
        for (PreviewResult.Dropped part : verdict.dropped()) {
            ObjectNode one = dropped.addObject()
                    .put("field", part.problem().field())
                    .put("reason", part.problem().reason())
                    .put("code", part.problem().code().id());
            if (verdict.events().size() > 1) {
                one.put("event", part.event());
            }
        }
        ArrayNode reasons = told.putArray("reasons");
        verdict.reasons().forEach(reasons::add);
        ArrayNode problems = told.putArray("problems");
        for (Problem problem : verdict.problems()) {
            ObjectNode one =
                    problems.addObject().put("code", problem.code().id()).put("field", problem.field());
            problem.element().ifPresent(element -> one.put("element", element));
        }
        if (explain) {
            explain(told.putArray("explain"), record, verdict);
        }
        out.println(told);
    }

    private static void explain(ArrayNode explanations, PreviewedEvent record, PreviewResult verdict) {
        for (Explanation explanation : Explanation.of(record.evaluations(), verdict)) {
            ObjectNode one = explanations
                    .addObject()
                    .put("key", explanation.key())
                    .put("expression", explanation.source())
                    .put("found", explanation.found());
            explanation.result().ifPresent(result -> one.put("result", result));
            explanation.element().ifPresent(element -> one.put("element", element));
        }
    }

    @Override
    public void end(PreviewSummary counts) {
        err.print(counts.summary());
    }
}
