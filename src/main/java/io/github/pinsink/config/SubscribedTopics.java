package io.github.pinsink.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The topics a connector reads, as far as its properties tell: transforms may rename them before the mapping sees them, and
 * a pattern does not say which ones there are.
 */
final class SubscribedTopics {
    private final Set<String> named;
    private final Optional<TopicPattern> pattern;
    private final boolean renamed;

    private SubscribedTopics(Set<String> named, Optional<TopicPattern> pattern, boolean renamed) {
        this.named = named;
        this.pattern = pattern;
        this.renamed = renamed;
    }

    /** @param properties without nulls */
    static SubscribedTopics of(Map<String, String> properties) {
        Set<String> named = new LinkedHashSet<>();
        for (String topic : properties.getOrDefault("topics", "").split(",")) {
            if (!topic.isBlank()) {
                named.add(topic.strip());
            }
        }
        String regex = properties.getOrDefault("topics.regex", "");
        return new SubscribedTopics(
                named,
                regex.isBlank() ? Optional.empty() : Optional.of(TopicPattern.of(regex)),
                !properties.getOrDefault("transforms", "").isBlank());
    }

    /** The topics that are named one by one. */
    Set<String> named() {
        return named;
    }

    /** Whether a record may arrive under this name. */
    TopicPattern.Answer mayContain(String topic) {
        return renamed ? TopicPattern.Answer.UNKNOWN : isRead(topic);
    }

    /** Whether records of this topic are read, whatever name they have when they arrive. */
    TopicPattern.Answer isRead(String topic) {
        if (named.contains(topic)) {
            return TopicPattern.Answer.MATCHES;
        }
        if (pattern.isPresent()) {
            return pattern.get().matches(topic);
        }
        return named.isEmpty() ? TopicPattern.Answer.UNKNOWN : TopicPattern.Answer.DIFFERS;
    }

    Optional<String> nearest(String topic) {
        return ClosestMatch.of(topic, named);
    }

    /**
     * Whether the general mapping has to be whole: a topic that is named has none of its own. Where nobody knows which
     * topics there will be, it has to be once it names an event, and when there is no other.
     */
    boolean requireDefaultMapping(ConfiguredMappings mappings) {
        if (renamed || named.isEmpty()) {
            return mappings.byTopic().isEmpty()
                    || mappings.general()
                            .text(MappingSettings.PREFIX + "event_name")
                            .isPresent();
        }
        return !mappings.byTopic().keySet().containsAll(named);
    }
}
