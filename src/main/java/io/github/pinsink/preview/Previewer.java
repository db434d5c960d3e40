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

/** Maps records as the task does, and looks on. */
final class Previewer {
    private final RecordConverters conversion;
    private final EvaluationRecorder watch = new EvaluationRecorder();
    private final Mapper mapper;
    private final LongSupplier clock;

    /** @param clock in milliseconds, for the age of events
     * @param nanoTime for the time limit of expressions */
    Previewer(ConnectorConfig config, RecordConverters conversion, LongSupplier clock, LongSupplier nanoTime) {
        this.conversion = conversion;
        this.mapper = new Mapper(watch.over(config.mappingPlans()), config.eventRules(), nanoTime);
        this.clock = clock;
    }

    PreviewedEvent preview(RawRecord sample) {
        SinkRecord record;
        try {
            record = conversion.convert(sample);
        } catch (KafkaException e) {
            return new PreviewedEvent(
                    sample,
                    new MappingResult.Invalid(List.of(Problem.found(
                            ProblemCode.UNREADABLE_RECORD,
                            "",
                            "the converter rejects the record, so it never reaches the connector: " + why(e)))),
                    List.of());
        }
        MappingResult result = mapper.map(
                record, new TopicPartition(sample.topic(), sample.partition()), sample.offset(), clock.getAsLong());
        return new PreviewedEvent(sample, result, watch.take());
    }

    /** The first line of the innermost reason: the outer ones say that there is an inner one. */
    private static String why(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
    }
}
