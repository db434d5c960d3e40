package io.github.pinsink.tools.suggest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Map;

/** For programs: one object. */
final class SuggestJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SuggestJson() {}

    static void print(SuggestReport report, PrintStream out) {
        ObjectNode object = JSON.createObjectNode();
        object.put("records", report.samples());
        object.put("complete", report.isComplete());
        object.put("preset", report.preset().orElse(null));
        object.set("config", SuggestedConfig.json(report.config()));
        ArrayNode evidence = object.putArray("evidence");
        if (report.preset().isEmpty()) {
            for (Suggestion.Evidence one : report.suggestion().evidence()) {
                ObjectNode row = evidence.addObject()
                        .put("key", one.key())
                        .put("expression", one.expression())
                        .put("evidence", one.why())
                        .put("weak", one.isWeak());
                ArrayNode others = row.putArray("alternatives");
                one.others().forEach(others::add);
            }
        }
        ArrayNode missing = object.putArray("missing");
        report.missing()
                .forEach(one -> missing.addObject().put("key", one.key()).put("what", one.what()));
        ArrayNode notes = object.putArray("notes");
        if (report.preset().isEmpty()) {
            report.suggestion().notes().forEach(notes::add);
        }
        ObjectNode presets = object.putObject("presets");
        report.presets().forEach((name, check) -> presets.set(name, check(check)));
        report.check().ifPresent(check -> object.set("check", check(check)));
        report.now().ifPresent(check -> object.set("check_today", check(check)));
        if (report.check().isEmpty()) {
            object.put("invalid", report.invalid());
        }
        out.println(object.toPrettyString());
    }

    private static ObjectNode check(MappingCheck check) {
        ObjectNode object = JSON.createObjectNode()
                .put("send", check.sent())
                .put("events", check.events())
                .put("skip", check.skipped())
                .put("reject", check.rejected());
        put(object.putObject("rejections"), check.rejections());
        put(object.putObject("dropped"), check.dropped());
        return object;
    }

    private static void put(ObjectNode object, Map<String, Integer> counts) {
        counts.forEach(object::put);
    }
}
