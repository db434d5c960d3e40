package io.github.pinsink.mapping;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plan of each topic.
 *
 * @param general for the topics without a plan of their own; empty where each topic has to have one
 * @param byTopic by the name a record's topic has when it arrives, after all transforms; equal plans share what they need
 * @param deadLetterTopics the topics, by the names they are read under, whose records keep in headers where they failed
 */
public record MappingPlans(
        Optional<MappingPlan> general, Map<String, MappingPlan> byTopic, Set<String> deadLetterTopics) {
    public MappingPlans {
        byTopic = Map.copyOf(byTopic);
        deadLetterTopics = Set.copyOf(deadLetterTopics);
    }
}
