package io.github.pinsink.tools.privacy;

import io.github.pinsink.mapping.MappingDefinition;
import java.util.Map;
import java.util.Optional;

/** Which property of a config sets an expression, for a reader. */
final class KeyOrigin {
    private static final String PRESET = "mapping.preset";

    private final Map<String, String> properties;
    private final Optional<String> topic;

    /** @param topic one of the topics of the mapping */
    KeyOrigin(Map<String, String> properties, Optional<String> topic) {
        this.properties = properties;
        this.topic = topic;
    }

    /** A config key, or {@code preset} and its name. */
    String of(String key) {
        Optional<String> ofTopic = topic.map(name -> "topic." + name + ".");
        Optional<String> own = ofTopic.map(prefix -> prefix + key).filter(properties::containsKey);
        if (own.isPresent()) {
            return own.get();
        }
        Optional<String> presetOfTopic = ofTopic.map(prefix -> properties.get(prefix + PRESET));
        if (presetOfTopic.isPresent() && !key.equals(MappingDefinition.ACCOUNT)) {
            return "preset " + presetOfTopic.get().strip();
        }
        return properties.containsKey(key)
                ? key
                : "preset " + properties.getOrDefault(PRESET, "").strip();
    }
}
