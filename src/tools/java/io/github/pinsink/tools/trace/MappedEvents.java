package io.github.pinsink.tools.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.config.Settings;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.tools.pipeline.MappedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the mapping makes of the record, kept beyond the next one.
 *
 * @param reasons why the record, or a part of it, is skipped or rejected
 */
record MappedEvents(Outcome outcome, List<Event> events, List<String> reasons, List<String> dropped) {
    /** The result of the mapping. */
    enum Outcome {
        SEND,
        SKIP,
        REJECT
    }

    /** @param json the whole event */
    record Event(String id, String name, String account, JsonNode json) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    static MappedEvents of(MappedRecord record) {
        return record.outcome().match(new MappedRecord.Cases<>() {
            @Override
            public MappedEvents mapped(MappingResult result) {
                return of(result);
            }

            @Override
            public MappedEvents droppedByTransform(String transform) {
                return new MappedEvents(
                        Outcome.SKIP, List.of(), List.of("the transform " + transform + " drops it"), List.of());
            }
        });
    }

    private static MappedEvents of(MappingResult result) {
        return result.match(new MappingResult.Cases<>() {
            @Override
            public MappedEvents mapped(MappingResult.Mapped mapped) {
                List<Event> events = new ArrayList<>();
                List<String> dropped = new ArrayList<>();
                for (MappingResult.Event event : mapped.events()) {
                    JsonNode json = json(event.encoded().json());
                    events.add(new Event(
                            json.path("event_id").asText(),
                            json.path("event_name").asText(),
                            event.account().toString(),
                            json));
                    dropped.addAll(texts(event.encoded().dropped()));
                }
                return new MappedEvents(Outcome.SEND, events, texts(mapped.problems()), dropped);
            }

            @Override
            public MappedEvents skipped(MappingResult.Skipped skipped) {
                return new MappedEvents(Outcome.SKIP, List.of(), List.of(reason(skipped.why())), List.of());
            }

            @Override
            public MappedEvents invalid(MappingResult.Invalid invalid) {
                return new MappedEvents(Outcome.REJECT, List.of(), texts(invalid.problems()), List.of());
            }
        });
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::text).toList();
    }

    private static String reason(MappingResult.Skipped.Why why) {
        return switch (why) {
            case TOMBSTONE -> "the value is null";
            case FILTERED -> MappingDefinition.FILTER + " is not true";
            case NOTHING_TO_EXPLODE -> MappingDefinition.EXPLODE + " returned no elements";
            case UNKNOWN_EVENT -> "the event name is unknown and " + Settings.ON_UNKNOWN_EVENT + "=skip";
        };
    }

    private static JsonNode json(byte[] event) {
        try {
            return JSON.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
    }

    boolean hasEvent(String id) {
        return events.stream().anyMatch(event -> event.id().equals(id));
    }
}
