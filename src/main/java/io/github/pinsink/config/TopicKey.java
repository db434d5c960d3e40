package io.github.pinsink.config;

import io.github.pinsink.mapping.MappingDefinition;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;

/**
 * A mapping key for one topic: {@code topic.<name>.<key>}. A topic name may contain dots, and may even look like part of a
 * key, so a property is parsed from its end. That is unambiguous: no mapping key ends with a dot and another mapping key.
 *
 * @param topic the topic of a record when it reaches the mapping, after all transforms
 * @param key one of {@link #keys()}
 */
record TopicKey(String topic, String key) {
    static final String PREFIX = "topic.";

    private static final List<String> KEYS = Stream.concat(
                    Stream.of(
                            MappingSettings.PRESET,
                            MappingSettings.ON_UNKNOWN_EVENT.key(),
                            MappingSettings.ON_UNKNOWN_PROPERTY.key()),
                    MappingDefinition.keys().stream())
            .toList();

    /** The keys that can be set for one topic. */
    static List<String> keys() {
        return KEYS;
    }

    /** Empty if the property does not start with {@link #PREFIX} or does not end with one of {@link #keys()}. */
    static Optional<TopicKey> of(String property) {
        if (!property.startsWith(PREFIX)) {
            return Optional.empty();
        }
        for (String key : keys()) {
            int end = property.length() - key.length() - 1;
            if (end > PREFIX.length() && property.charAt(end) == '.' && property.endsWith(key)) {
                return Optional.of(new TopicKey(property.substring(PREFIX.length(), end), key));
            }
        }
        return Optional.empty();
    }

    /**
     * Validates the value of a topic's key as the declaration of the key does for the whole connector.
     *
     * @throws ConfigException if the property is a key of a topic and its value is invalid
     */
    static void checkValue(String property, String value) {
        of(property)
                .flatMap(parsed -> Settings.setting(parsed.key()))
                .flatMap(Setting::guardedValidator)
                .ifPresent(validator -> validator.ensureValid(property, value));
    }

    /** The start of all keys of this topic. */
    static String prefix(String topic) {
        return PREFIX + topic + ".";
    }

    /** The property that was probably meant by an unknown one. */
    static String closest(String property, Collection<String> topics) {
        String topic = topics.stream()
                .filter(name -> property.startsWith(prefix(name)))
                .max(Comparator.comparingInt(String::length))
                .orElseGet(() -> guessTopic(property, topics));
        String prefix = prefix(topic);
        String key = property.substring(Math.min(prefix.length(), property.length()));
        return prefix + ClosestMatch.ofKey(key, keys()).orElse(MappingSettings.PREFIX + "…");
    }

    /** For a topic outside the subscription: the part before the mapping key, or else before the last dot. */
    private static String guessTopic(String property, Collection<String> topics) {
        int end = property.indexOf("." + MappingDefinition.FIELD);
        if (end <= PREFIX.length()) {
            end = property.lastIndexOf('.');
        }
        if (end > PREFIX.length()) {
            return property.substring(PREFIX.length(), end);
        }
        return topics.stream().findFirst().orElse("<name>");
    }
}
