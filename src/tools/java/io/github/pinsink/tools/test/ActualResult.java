package io.github.pinsink.tools.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.SkipReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the connector does with a record.
 *
 * @param events in the form of an expectation: as they would be sent, and {@code dropped} with the fields that were left out
 * @param problems why the record, or a part of it, is rejected
 * @param skipped present if the record becomes no event on purpose
 */
record ActualResult(List<ObjectNode> events, List<Problem> problems, Optional<SkipReason> skipped) {
    static final String DROPPED = "dropped";

    static ActualResult of(MappedRecord record) {
        return record.outcome().match(new MappedRecord.Cases<>() {
            @Override
            public ActualResult mapped(MappingResult result) {
                return of(result);
            }

            @Override
            public ActualResult droppedByTransform(String transform) {
                return skipped(SkipReason.ofTransform(transform));
            }
        });
    }

    private static ActualResult skipped(SkipReason reason) {
        return new ActualResult(List.of(), List.of(), Optional.of(reason));
    }

    private static ActualResult of(MappingResult result) {
        return result.match(new MappingResult.Cases<>() {
            @Override
            public ActualResult mapped(MappingResult.Mapped mapped) {
                List<ObjectNode> events = new ArrayList<>();
                mapped.events().forEach(event -> events.add(event(event)));
                return new ActualResult(events, mapped.problems(), Optional.empty());
            }

            @Override
            public ActualResult skipped(MappingResult.Skipped skipped) {
                return ActualResult.skipped(SkipReason.of(skipped.why()));
            }

            @Override
            public ActualResult invalid(MappingResult.Invalid invalid) {
                return new ActualResult(List.of(), invalid.problems(), Optional.empty());
            }
        });
    }

    private static ObjectNode event(MappingResult.Event event) {
        try {
            ObjectNode json =
                    (ObjectNode) TestFiles.JSON.readTree(event.encoded().json());
            for (Problem problem : event.encoded().dropped()) {
                json.withArray("/" + DROPPED).add(problem.field());
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
    }

    /** For a reader: what it is, and why if it is no event. */
    String description() {
        if (skipped.isPresent()) {
            return "a skipped record: " + skipped.get().text();
        }
        String reasons = problems.stream().map(Problem::text).collect(Collectors.joining("; "));
        if (events.isEmpty()) {
            return "a rejected record: " + reasons;
        }
        String count = events.size() == 1 ? "an event" : events.size() + " events";
        return problems.isEmpty() ? count : count + ", and in part a rejected record: " + reasons;
    }

    /** {@code send}, {@code skip} or {@code reject}, as in the preview. */
    String outcome() {
        return skipped.isPresent() ? "skip" : events.isEmpty() ? "reject" : "send";
    }
}
