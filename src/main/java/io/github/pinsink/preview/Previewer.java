package io.github.pinsink.preview;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingResult;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Maps records with the same mapper as the task, and records the evaluation of the expressions. */
final class Previewer {
    private final RecordConverters converters;
    private final EvaluationRecorder recorder = new EvaluationRecorder();
    private final Mapper mapper;
    private final LongSupplier clock;

    /**
     * @param clock in milliseconds, for the age of events
     * @param nanoTime for the timeout of expressions
     */
    Previewer(ConnectorConfig config, RecordConverters converters, LongSupplier clock, LongSupplier nanoTime) {
        this.converters = converters;
        this.mapper = new Mapper(recorder.recording(config.mappingPlans()), config.eventRules(), nanoTime);
        this.clock = clock;
    }

    PreviewedRecord preview(RawRecord raw) {
        SinkRecord record;
        try {
            record = converters.convert(raw);
        } catch (KafkaException e) {
            return new PreviewedRecord(
                    raw,
                    new MappingResult.Invalid(List.of(Problem.found(
                            ProblemCode.UNREADABLE_RECORD,
                            "",
                            "the converter failed, so the record does not reach the connector: " + reason(e)))),
                    List.of());
        }
        MappingResult result =
                mapper.map(record, new TopicPartition(raw.topic(), raw.partition()), raw.offset(), clock.getAsLong());
        return new PreviewedRecord(raw, result, recorder.drain());
    }

    /** The first line of the root cause's message. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
