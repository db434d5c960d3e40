package io.github.pinsink.mapping;

import io.github.pinsink.event.EncodingBuffers;
import io.github.pinsink.event.EventRules;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.mapping.MappingResult.Invalid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Maps records to events, each by the plan of its topic. Not thread-safe. */
public final class Mapper {
    private final Map<String, TopicMapper> byTopic = new HashMap<>();
    private final Optional<TopicMapper> defaultMapper;

    /** @param nanoTime a monotonic clock, for the time limit of expressions */
    public Mapper(MappingPlans plans, EventRules rules, LongSupplier nanoTime) {
        EncodingBuffers buffers = new EncodingBuffers(rules);
        Map<MappingPlan, TopicMapper> byPlan = new HashMap<>();
        Function<MappingPlan, TopicMapper> mapper = plan -> byPlan.computeIfAbsent(
                plan, other -> new TopicMapper(other, rules, buffers, plans.deadLetterTopics(), nanoTime));
        plans.byTopic().forEach((topic, plan) -> byTopic.put(topic, mapper.apply(plan)));
        defaultMapper = plans.defaultPlan().map(mapper);
    }

    /**
     * Never throws because of a record: a record that cannot be mapped is {@link Invalid}.
     *
     * <p>The events must be copied before another record is mapped.
     *
     * @param partition the record's original topic and partition, before any transform
     * @param offset the record's original offset
     * @param nowMillis the wall clock, for the age of the event
     */
    public MappingResult map(SinkRecord record, TopicPartition partition, long offset, long nowMillis) {
        TopicMapper mapper = byTopic.isEmpty() ? null : byTopic.get(record.topic());
        if (mapper == null) {
            if (defaultMapper.isEmpty()) {
                return unmapped(record.topic());
            }
            mapper = defaultMapper.get();
        }
        try {
            return mapper.map(record, partition, offset, nowMillis);
        } catch (RuntimeException | StackOverflowError e) {
            // One record must not stop the others. The exception's message may quote the record.
            return new Invalid(
                    List.of(
                            Problem.found(
                                    ProblemCode.INTERNAL_ERROR,
                                    "",
                                    "mapping this record failed unexpectedly ("
                                            + e.getClass().getSimpleName()
                                            + "). Simplify the expressions that read it, and report this as a bug of the connector")),
                    false);
        }
    }

    private static Invalid unmapped(String topic) {
        return new Invalid(
                List.of(Problem.found(
                        ProblemCode.NO_MAPPING,
                        "",
                        "no mapping configured for topic " + topic + "; set topic." + topic + "."
                                + MappingDefinition.FIELD + "* or the default " + MappingDefinition.FIELD + "* keys")),
                false);
    }
}
