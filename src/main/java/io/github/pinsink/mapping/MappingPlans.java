package io.github.pinsink.mapping;

import io.github.pinsink.event.ExpressionSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plans of all topics.
 *
 * @param defaultPlan for topics without a plan of their own; empty when each topic must have one
 * @param byTopic by the topic of a record after all transforms; equal plans share one mapper
 * @param deadLetterTopics topics, by their names before transforms, whose records have the headers of a dead letter queue
 */
public record MappingPlans(
        Optional<MappingPlan> defaultPlan, Map<String, MappingPlan> byTopic, Set<String> deadLetterTopics) {
    public MappingPlans {
        byTopic = Map.copyOf(byTopic);
        deadLetterTopics = Set.copyOf(deadLetterTopics);
    }

    /**
     * The expression that gives a value, with its config key without the prefix of a topic.
     *
     * @param topic of a record after all transforms
     * @param field the path of an event field or of a part of it, or a config key, as in a problem
     */
    public Optional<ExpressionSource> expression(String topic, String field) {
        return Optional.ofNullable(byTopic.get(topic)).or(() -> defaultPlan).flatMap(plan -> plan.expression(field));
    }

    /** All plans, each once. */
    public Set<MappingPlan> all() {
        Set<MappingPlan> all = new LinkedHashSet<>(byTopic.values());
        defaultPlan.ifPresent(all::add);
        return all;
    }
}
