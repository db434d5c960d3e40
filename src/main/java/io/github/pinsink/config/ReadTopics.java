package io.github.pinsink.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The topics a connector reads, as far as its properties tell: transforms may rename them before the mapping sees them, and
 * a pattern does not say which ones there are.
 */
final class ReadTopics {
    private final List<String> named;
    private final Optional<Pattern> pattern;
    private final boolean renamed;

    private ReadTopics(List<String> named, Optional<Pattern> pattern, boolean renamed) {
        this.named = List.copyOf(named);
        this.pattern = pattern;
        this.renamed = renamed;
    }

    static ReadTopics of(Map<String, String> properties) {
        List<String> named = new ArrayList<>();
        for (String topic : properties.getOrDefault("topics", "").split(",")) {
            if (!topic.isBlank()) {
                named.add(topic.strip());
            }
        }
        boolean renamed = !properties.getOrDefault("transforms", "").isBlank();
        return new ReadTopics(named, pattern(properties.getOrDefault("topics.regex", "")), renamed);
    }

    /** The framework itself tells what is wrong with the pattern. */
    private static Optional<Pattern> pattern(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The topics that are named one by one. */
    List<String> named() {
        return named;
    }

    /** Whether a record may arrive under this name. */
    boolean mayBring(String topic) {
        if (renamed || (named.isEmpty() && pattern.isEmpty())) {
            return true;
        }
        return named.contains(topic)
                || pattern.map(regex -> regex.matcher(topic).matches()).orElse(false);
    }

    Optional<String> nearest(String topic) {
        return named.isEmpty() ? Optional.empty() : Optional.of(NearestKey.of(topic, named));
    }

    /**
     * Whether the general mapping has to be whole: a topic that is named has none of its own. Where nobody knows which
     * topics there will be, it has to be once it names an event, and when there is no other.
     */
    boolean needGeneral(ConfiguredMappings mappings) {
        if (renamed || named.isEmpty()) {
            return mappings.byTopic().isEmpty()
                    || mappings.general()
                            .text(MappingSettings.PREFIX + "event_name")
                            .isPresent();
        }
        return !mappings.byTopic().keySet().containsAll(named);
    }
}
