package io.github.pinsink.mapping;

import java.util.Map;
import java.util.Optional;

/**
 * The plan of each topic.
 *
 * @param general for the topics without a plan of their own; empty where each topic has to have one
 * @param byTopic by the name a record's topic has when it arrives, after all transforms
 */
public record MappingPlans(Optional<MappingPlan> general, Map<String, MappingPlan> byTopic) {
    public MappingPlans {
        byTopic = Map.copyOf(byTopic);
    }
}
