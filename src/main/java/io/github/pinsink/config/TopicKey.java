package io.github.pinsink.config;

import io.github.pinsink.mapping.MappingDefinition;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;

/**
 * A key of the mapping for one topic only: {@code topic.<name>.<key>}. Names of topics may contain dots, and may even look
 * like a part of a key, so a property is read from its end: no key of the mapping ends with a dot and another one, which
 * leaves one way only to read it.
 *
 * @param topic as a record names it when it arrives, after all transforms
 * @param key one of {@link #keys()}
 */
record TopicKey(String topic, String key) {
    static final String PREFIX = "topic.";

    private static final List<String> KEYS = Stream.concat(
                    Stream.of(
                            MappingSettings.PRESET,
                            MappingSettings.ON_UNKNOWN_EVENT,
                            MappingSettings.ON_UNKNOWN_PROPERTY),
                    MappingDefinition.keys().stream())
            .toList();

    /** The keys that may stand behind the name of a topic. */
    static List<String> keys() {
        return KEYS;
    }

    /** Empty when the property does not begin with {@link #PREFIX} or does not end with a known key. */
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
     * Checks what the declarations check for the general key.
     *
     * @throws ConfigException when the property is a topic's and its value is not valid
     */
    static void checkValue(String property, String value) {
        of(property)
                .flatMap(parsed -> Settings.setting(parsed.key()))
                .flatMap(Setting::guardedValidator)
                .ifPresent(validator -> validator.ensureValid(property, value));
    }

    /** What the properties for this topic begin with. */
    static String prefix(String topic) {
        return PREFIX + topic + ".";
    }

    /** The property that was probably meant by one that is unknown. */
    static String nearest(String property, Collection<String> topics) {
        String topic = topics.stream()
                .filter(name -> property.startsWith(prefix(name)))
                .max(Comparator.comparingInt(String::length))
                .orElseGet(() -> guess(property, topics));
        String begun = prefix(topic);
        String rest = property.startsWith(begun)
                ? property.substring(begun.length())
                : property.substring(Math.min(begun.length(), property.length()));
        return begun + ClosestMatch.of(rest, keys()).orElse(MappingSettings.PREFIX + "…");
    }

    /** For a topic that is not read: what stands before the mapping, or before the last dot. */
    private static String guess(String property, Collection<String> topics) {
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
