package io.github.pinsink.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a record, ready to be reported.
 *
 * @param events as they would be sent
 * @param dropped what was dropped from them
 * @param problems why the record, or a part of it, is rejected
 * @param reasons the same as text, or why the record is skipped
 */
record PreviewResult(
        PreviewOutcome outcome,
        List<JsonNode> events,
        List<Dropped> dropped,
        List<Problem> problems,
        List<String> reasons) {
    /** @param event index of the event */
    record Dropped(int event, Problem problem) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    static PreviewResult of(MappingResult result) {
        return result.match(new MappingResult.Cases<>() {
            @Override
            public PreviewResult mapped(MappingResult.Mapped mapped) {
                List<JsonNode> events = new ArrayList<>();
                List<Dropped> dropped = new ArrayList<>();
                for (MappingResult.Event event : mapped.events()) {
                    for (Problem problem : event.encoded().dropped()) {
                        dropped.add(new Dropped(events.size(), problem));
                    }
                    events.add(json(event.encoded().json()));
                }
                return new PreviewResult(
                        PreviewOutcome.SEND, events, dropped, mapped.problems(), texts(mapped.problems()));
            }

            @Override
            public PreviewResult skipped(MappingResult.Skipped skipped) {
                return new PreviewResult(
                        PreviewOutcome.SKIP, List.of(), List.of(), List.of(), List.of(why(skipped.why())));
            }

            @Override
            public PreviewResult invalid(MappingResult.Invalid invalid) {
                return new PreviewResult(
                        PreviewOutcome.REJECT, List.of(), List.of(), invalid.problems(), texts(invalid.problems()));
            }
        });
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::text).toList();
    }

    private static String why(MappingResult.Skipped.Why why) {
        return switch (why) {
            case TOMBSTONE -> "the value is null";
            case FILTERED -> "filter is not true";
            case NOTHING_TO_EXPLODE -> "explode gives no element";
            case UNKNOWN_EVENT -> "the event name is unknown, and mapping.on.unknown.event is skip";
        };
    }

    private static JsonNode json(byte[] event) {
        try {
            return JSON.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
    }
}
