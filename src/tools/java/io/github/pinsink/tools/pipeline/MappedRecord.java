package io.github.pinsink.tools.pipeline;

import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.tools.source.RawRecord;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record and what the connector would do with it.
 *
 * @param received the record as the task receives it; empty if a converter or a transform failed or dropped it
 * @param outcome what would happen; its events are valid until the next record is mapped
 * @param evaluations the expressions that the mapping evaluated, with their results; empty unless they are recorded
 */
public record MappedRecord(
        RawRecord record,
        Optional<SinkRecord> received,
        Outcome outcome,
        List<EvaluationRecorder.Evaluation> evaluations) {

    /** What would happen with a record. Read it with {@link #match}. */
    public sealed interface Outcome {
        <T> T match(Cases<T> cases);
    }

    /** The record reaches the mapper, or fails before it. */
    public record Mapped(MappingResult result) implements Outcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.mapped(result);
        }
    }

    /** The record does not reach the task, on purpose. */
    public record DroppedByTransform(String transform) implements Outcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.droppedByTransform(transform);
        }
    }

    /** One method per case. */
    public interface Cases<T> {
        T mapped(MappingResult result);

        T droppedByTransform(String transform);
    }
}
