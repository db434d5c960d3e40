package io.github.pinsink.tools.preview;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.event.Problem;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.MissingPaths;
import java.io.PrintStream;
import java.util.List;

/** For programs: standard output has one JSON object per record and line, and the summary goes to standard error. */
final class PreviewJson implements PreviewReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final PrintStream err;
    private final boolean explain;

    PreviewJson(PrintStream out, PrintStream err, boolean explain) {
        this.out = out;
        this.err = err;
        this.explain = explain;
    }

    @Override
    public void print(MappedRecord record, PreviewResult result) {
        ObjectNode object = JSON.createObjectNode();
        object.put("outcome", result.outcome().toString());
        ArrayNode events = object.putArray("events");
        result.events().forEach(events::add);
        object.set("event", events.isEmpty() ? object.nullNode() : events.get(0));
        ArrayNode dropped = object.putArray("dropped");
        for (PreviewResult.Dropped field : result.dropped()) {
            ObjectNode one = dropped.addObject()
                    .put("field", field.problem().field())
                    .put("reason", field.problem().reason())
                    .put("code", field.problem().code().id());
            putExpression(one, field.problem());
            if (result.events().size() > 1) {
                one.put("event", field.event());
            }
        }
        ArrayNode reasons = object.putArray("reasons");
        result.reasons().forEach(reasons::add);
        ArrayNode problems = object.putArray("problems");
        for (Problem problem : result.problems()) {
            ObjectNode one =
                    problems.addObject().put("code", problem.code().id()).put("field", problem.field());
            problem.element().ifPresent(element -> one.put("element", element));
            putExpression(one, problem);
        }
        object.put("record", record.record().position());
        ArrayNode accounts = object.putArray("ad_accounts");
        result.accounts().forEach(account -> accounts.add(account.orElse(null)));
        if (explain) {
            explain(object.putArray("explain"), record, result);
        }
        out.println(object);
    }

    private static void putExpression(ObjectNode one, Problem problem) {
        problem.expression().ifPresent(failed -> {
            one.put("key", failed.key()).put("expression", failed.source());
            if (failed.hasPosition()) {
                one.put("position", failed.position());
            }
        });
    }

    private static void explain(ArrayNode explanations, MappedRecord record, PreviewResult result) {
        for (Explanation explanation : Explanation.of(record.evaluations(), result)) {
            ObjectNode one = explanations
                    .addObject()
                    .put("key", explanation.key())
                    .put("expression", explanation.source())
                    .put("found", explanation.found());
            explanation.result().ifPresent(value -> one.put("result", value));
            explanation.element().ifPresent(element -> one.put("element", element));
        }
    }

    @Override
    public void printSummary(PreviewSummary summary, List<MissingPaths.MissingPath> missing) {
        err.print(summary.text());
        missing.forEach(path -> err.println(path.text()));
    }

    @Override
    public void printNothingElse(PreviewSummary summary, List<MissingPaths.MissingPath> missing) {
        ObjectNode object = summary.json();
        ArrayNode paths = object.putArray("missing_paths");
        missing.forEach(path -> {
            ObjectNode one = paths.addObject().put("key", path.key()).put("path", path.path());
            path.similar().ifPresent(similar -> one.put("similar", similar));
        });
        out.println(object);
    }
}
