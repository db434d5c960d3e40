package io.github.pinsink.tools.coverage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.event.QualitySignal;
import java.util.List;

/** For programs: one object. */
final class CoverageJson implements CoverageReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String of(Coverage coverage, List<String> improvements) {
        ObjectNode json = JSON.createObjectNode()
                .put("records", coverage.records())
                .put("events", coverage.events())
                .put("skipped", coverage.skipped())
                .put("rejected", coverage.rejected())
                .put("late", coverage.late())
                .put("duplicate_ids", coverage.ids().duplicates())
                .put("ids_not_compared", coverage.ids().notCompared());
        if (coverage.delays().count() > 0) {
            json.putObject("millis_from_event_to_record")
                    .put("p50", coverage.delays().quantile(0.5))
                    .put("p95", coverage.delays().quantile(0.95))
                    .put("max", coverage.delays().max());
        }
        ObjectNode names = json.putObject("event_names");
        coverage.byName().forEach((name, events) -> {
            ObjectNode one =
                    names.putObject(name).put("events", events.events()).put("late", events.late());
            ObjectNode signals = one.putObject("signals");
            for (QualitySignal signal : QualitySignal.values()) {
                ObjectNode counts = signals.putObject(signal.path())
                        .put("label", signal.label())
                        .put("events", events.with(signal))
                        .put("applicable", events.applicable(signal));
                if (events.percent(signal) >= 0) {
                    counts.put("percent", events.percent(signal));
                }
            }
        });
        list(json.putArray("rejections"), coverage.rejections());
        list(json.putArray("dropped"), coverage.drops());
        improvements.forEach(json.putArray("improvements")::add);
        return json + "\n";
    }

    private static void list(ArrayNode array, List<Coverage.Counted> counted) {
        for (Coverage.Counted one : counted) {
            String[] parts = one.reason().split(" {2}", 2);
            array.addObject().put("count", one.count()).put("code", parts[0]).put("problem", parts[parts.length - 1]);
        }
    }
}
