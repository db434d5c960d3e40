package io.github.pinsink.tools.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.OfflineConfig;
import io.github.pinsink.tools.pipeline.SkipReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of a record, in the form in which it is printed.
 *
 * @param events the events as they would be sent
 * @param accounts the ad account of each event; empty if only the worker knows it
 * @param dropped the fields that were dropped from the events
 * @param problems why the record, or a part of it, is rejected
 * @param reasons the same as text, or why the record is skipped
 */
record PreviewResult(
        PreviewOutcome outcome,
        List<JsonNode> events,
        List<Optional<String>> accounts,
        List<Dropped> dropped,
        List<Problem> problems,
        List<String> reasons) {
    /** @param event the index of the event, from 0 */
    record Dropped(int event, Problem problem) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    static PreviewResult of(MappedRecord record) {
        return record.outcome().match(new MappedRecord.Cases<>() {
            @Override
            public PreviewResult mapped(MappingResult result) {
                return of(result);
            }

            @Override
            public PreviewResult droppedByTransform(String transform) {
                return new PreviewResult(
                        PreviewOutcome.SKIP,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(SkipReason.ofTransform(transform).text()));
            }
        });
    }

    private static PreviewResult of(MappingResult result) {
        return result.match(new MappingResult.Cases<>() {
            @Override
            public PreviewResult mapped(MappingResult.Mapped mapped) {
                List<JsonNode> events = new ArrayList<>();
                List<Optional<String>> accounts = new ArrayList<>();
                List<Dropped> dropped = new ArrayList<>();
                for (MappingResult.Event event : mapped.events()) {
                    for (Problem problem : event.encoded().dropped()) {
                        dropped.add(new Dropped(events.size(), problem));
                    }
                    events.add(json(event.encoded().json()));
                    accounts.add(Optional.of(event.account())
                            .filter(account -> !OfflineConfig.isUnknown(account))
                            .map(AdAccountId::digits));
                }
                return new PreviewResult(
                        PreviewOutcome.SEND, events, accounts, dropped, mapped.problems(), texts(mapped.problems()));
            }

            @Override
            public PreviewResult skipped(MappingResult.Skipped skipped) {
                return new PreviewResult(
                        PreviewOutcome.SKIP,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(SkipReason.of(skipped.why()).text()));
            }

            @Override
            public PreviewResult invalid(MappingResult.Invalid invalid) {
                return new PreviewResult(
                        PreviewOutcome.REJECT,
                        List.of(),
                        List.of(),
                        List.of(),
                        invalid.problems(),
                        texts(invalid.problems()));
            }
        });
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::text).toList();
    }

    private static JsonNode json(byte[] event) {
        try {
            return JSON.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
    }
}
