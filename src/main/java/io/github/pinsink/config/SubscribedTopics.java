package io.github.pinsink.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The topics that a connector subscribes to, as far as its properties show: transforms may rename a record's topic before
 * the mapping, and {@code topics.regex} does not list the topics.
 */
final class SubscribedTopics {
    private static final String REGEX = "topics.regex";

    private final Set<String> named;
    private final Optional<TopicPattern> pattern;
    private final boolean mayBeRenamed;

    private SubscribedTopics(Set<String> named, Optional<TopicPattern> pattern, boolean mayBeRenamed) {
        this.named = named;
        this.pattern = pattern;
        this.mayBeRenamed = mayBeRenamed;
    }

    /** @param properties without null values */
    static SubscribedTopics of(Map<String, String> properties) {
        Set<String> named = new LinkedHashSet<>();
        for (String topic : properties.getOrDefault("topics", "").split(",")) {
            if (!topic.isBlank()) {
                named.add(topic.strip());
            }
        }
        String regex = properties.getOrDefault(REGEX, "");
        return new SubscribedTopics(
                named,
                regex.isBlank() ? Optional.empty() : Optional.of(TopicPattern.of(regex)),
                !properties.getOrDefault("transforms", "").isBlank());
    }

    /** The topics in {@code topics}. */
    Set<String> named() {
        return named;
    }

    /** Whether a record may have this topic when it reaches the mapping, after all transforms. */
    TopicPattern.Match mayContain(String topic) {
        return mayBeRenamed ? TopicPattern.Match.UNKNOWN : contains(topic);
    }

    /** Whether the connector subscribes to this topic. */
    TopicPattern.Match contains(String topic) {
        if (named.contains(topic)) {
            return TopicPattern.Match.MATCHES;
        }
        if (pattern.isPresent()) {
            return pattern.get().matches(topic);
        }
        return named.isEmpty() ? TopicPattern.Match.UNKNOWN : TopicPattern.Match.DIFFERS;
    }

    /** The topic in {@code topics} that was probably meant. */
    Optional<String> closest(String topic) {
        return ClosestMatch.of(topic, named);
    }

    /**
     * Whether the default mapping must be complete. It must when a topic in {@code topics} has no mapping of its own. When
     * the topics are not known in advance, it must if it maps {@code event_name}, or if no topic has a mapping of its own.
     */
    boolean requiresDefaultMapping(ConfiguredMappings mappings) {
        if (mayBeRenamed || named.isEmpty()) {
            return mappings.byTopic().isEmpty()
                    || mappings.defaultMapping()
                            .text(MappingSettings.EVENT_NAME)
                            .isPresent();
        }
        return !mappings.byTopic().keySet().containsAll(named);
    }
}
