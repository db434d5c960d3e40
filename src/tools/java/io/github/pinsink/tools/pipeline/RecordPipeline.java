package io.github.pinsink.tools.pipeline;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.config.ValidationLimits;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingPlans;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.source.FailureReason;
import io.github.pinsink.tools.source.RawRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What happens to a record between the topic and Pinterest: converters, transforms, and the mapper of the task. Sends
 * nothing. Not thread-safe.
 */
public final class RecordPipeline {
    /** The ad account of events where the config has a reference, which only the worker can resolve. */
    public static final String UNRESOLVED_ACCOUNT = OfflineConfig.PLACEHOLDER_ACCOUNT;

    private final ConnectorConfig config;
    private final RecordConverters converters;
    private final Transforms transforms;
    private final EvaluationRecorder recorder = new EvaluationRecorder();
    private final Mapper mapper;
    private final InstantSource now;

    private RecordPipeline(
            ConnectorConfig config,
            RecordConverters converters,
            Transforms transforms,
            boolean recordsEvaluations,
            InstantSource now,
            Terminal terminal) {
        this.config = config;
        this.converters = converters;
        this.transforms = transforms;
        MappingPlans plans = config.mappingPlans();
        this.mapper = new Mapper(
                recordsEvaluations ? recorder.recording(plans) : plans, config.eventRules(), terminal.nanoTime());
        this.now = now;
    }

    /**
     * @param properties the connector's config
     * @param recordsEvaluations whether results of expressions are recorded, for explanations; takes more time
     * @param options the current time, and what to do with missing transforms
     * @throws UsageException with all problems of the config
     */
    public static RecordPipeline of(
            Map<String, String> properties, boolean recordsEvaluations, PipelineOptions options, Terminal terminal)
            throws UsageException {
        return of(properties, recordsEvaluations, options, terminal, terminal::note);
    }

    /** @param notes receives the differences from a worker */
    public static RecordPipeline of(
            Map<String, String> properties,
            boolean recordsEvaluations,
            PipelineOptions options,
            Terminal terminal,
            Consumer<String> notes)
            throws UsageException {
        ConnectorConfig config =
                OfflineConfig.of(properties, ValidationLimits.ofThisWorker(terminal.nanoTime(), terminal.clock()));
        return new RecordPipeline(
                config,
                RecordConverters.of(properties, notes),
                Transforms.of(properties, options.ignoresMissingTransforms(), notes),
                recordsEvaluations,
                options.now(terminal.clock()),
                terminal);
    }

    /** The parsed config. */
    public ConnectorConfig config() {
        return config;
    }

    /**
     * The record as its converters read it, before the transforms.
     *
     * @throws org.apache.kafka.common.KafkaException if a converter fails
     */
    public SinkRecord convert(RawRecord raw) {
        return converters.convert(raw);
    }

    /** The result is valid until the next record is mapped. */
    public MappedRecord map(RawRecord raw) {
        return map(raw, now.instant());
    }

    /**
     * The same at another time.
     *
     * @param at the time at which the age of the events is measured
     */
    public MappedRecord map(RawRecord raw, Instant at) {
        SinkRecord converted;
        Transforms.Transformed transformed;
        try {
            converted = converters.convert(raw);
        } catch (RuntimeException e) {
            return unreadable(
                    raw, "the converter failed, so the record does not reach the connector: " + FailureReason.of(e));
        }
        try {
            transformed = transforms.apply(converted);
        } catch (RuntimeException e) {
            return unreadable(
                    raw, "a transform failed, so the record does not reach the connector: " + FailureReason.of(e));
        }
        if (transformed.record().isEmpty()) {
            return new MappedRecord(
                    raw, Optional.empty(), new MappedRecord.DroppedByTransform(transformed.droppedBy()), List.of());
        }
        SinkRecord received = transformed.record().get();
        MappingResult result =
                mapper.map(received, new TopicPartition(raw.topic(), raw.partition()), raw.offset(), at.toEpochMilli());
        return new MappedRecord(raw, Optional.of(received), new MappedRecord.Mapped(result), recorder.drain());
    }

    /** A worker treats every exception of a converter or a transform like this. */
    private static MappedRecord unreadable(RawRecord raw, String reason) {
        return new MappedRecord(
                raw,
                Optional.empty(),
                new MappedRecord.Mapped(new MappingResult.Invalid(
                        List.of(Problem.found(ProblemCode.UNREADABLE_RECORD, "", reason)), false)),
                List.of());
    }
}
