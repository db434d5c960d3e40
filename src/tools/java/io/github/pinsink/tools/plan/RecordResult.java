package io.github.pinsink.tools.plan;

import io.github.pinsink.config.Settings;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.tools.pipeline.MappedRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one config makes of a record.
 *
 * @param reasons why the record, or a part of it, is not sent: codes of problems with their fields, or why it is skipped
 * @param events valid until the next record is mapped with the same config
 */
record RecordResult(Outcome outcome, Set<String> reasons, List<MappingResult.Event> events) {
    static final RecordResult NOT_READ =
            new RecordResult(Outcome.NOT_READ, Set.of("the config does not read the topic"), List.of());

    static RecordResult of(MappedRecord record) {
        return record.outcome().match(new MappedRecord.Cases<>() {
            @Override
            public RecordResult mapped(MappingResult result) {
                return of(result);
            }

            @Override
            public RecordResult droppedByTransform(String transform) {
                return skipped("the transform " + transform + " drops it");
            }
        });
    }

    private static RecordResult of(MappingResult result) {
        return result.match(new MappingResult.Cases<>() {
            @Override
            public RecordResult mapped(MappingResult.Mapped mapped) {
                return mapped.problems().isEmpty()
                        ? new RecordResult(Outcome.SENT, Set.of(), mapped.events())
                        : new RecordResult(Outcome.SENT_IN_PART, codes(mapped.problems()), mapped.events());
            }

            @Override
            public RecordResult skipped(MappingResult.Skipped skipped) {
                return RecordResult.skipped(
                        switch (skipped.why()) {
                            case TOMBSTONE -> "the value is null";
                            case FILTERED -> MappingDefinition.FILTER + " is not true";
                            case NOTHING_TO_EXPLODE -> MappingDefinition.EXPLODE + " returned no elements";
                            case UNKNOWN_EVENT ->
                                "the event name is unknown and " + Settings.ON_UNKNOWN_EVENT + "=skip";
                        });
            }

            @Override
            public RecordResult invalid(MappingResult.Invalid invalid) {
                return new RecordResult(Outcome.REJECTED, codes(invalid.problems()), List.of());
            }
        });
    }

    private static RecordResult skipped(String reason) {
        return new RecordResult(Outcome.SKIPPED, Set.of(reason), List.of());
    }

    private static Set<String> codes(List<Problem> problems) {
        Set<String> codes = new TreeSet<>();
        problems.forEach(problem -> codes.add(code(problem)));
        return codes;
    }

    /** The code, and the field if there is one. */
    static String code(Problem problem) {
        String field = problem.fieldWithoutIndices();
        return problem.code().id() + (field.isEmpty() ? "" : " (" + field + ")");
    }
}
