package io.github.pinsink.config;

import io.github.pinsink.event.EventRules;
import io.github.pinsink.mapping.MappingDefinition;
import java.util.Optional;

/**
 * The mapping of one topic that has keys of its own.
 *
 * @param definition the complete mapping of the topic
 * @param onUnknownEvent the topic's own rule; if it is empty, the connector's rule applies
 * @param onUnknownProperty the topic's own rule; if it is empty, the connector's rule applies
 */
record TopicMapping(
        MappingDefinition definition,
        Optional<EventRules.OnUnknownEvent> onUnknownEvent,
        Optional<MappingSettings.OnUnknownProperty> onUnknownProperty) {}
