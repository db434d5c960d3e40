package io.github.pinsink.config;

import io.github.pinsink.mapping.MappingTexts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The mappings that a connector's properties say.
 *
 * @param general for the topics without keys of their own
 * @param byTopic for each topic with keys of its own the whole of its mapping: its keys laid over the general ones. A blank
 *     one takes the general one away
 */
record ConfiguredMappings(MappingTexts general, Map<String, MappingTexts> byTopic) {
    static ConfiguredMappings of(Map<String, String> properties) {
        Map<String, String> general = new HashMap<>();
        Map<String, Map<String, String>> own = new LinkedHashMap<>();
        properties.forEach((property, text) -> {
            if (text == null) {
                return;
            }
            Optional<TopicKey> key = TopicKey.of(property);
            if (key.isPresent()) {
                own.computeIfAbsent(key.get().topic(), topic -> new HashMap<>())
                        .put(key.get().key(), text);
            } else if (MappingTexts.keys().contains(property)) {
                general.put(property, text);
            }
        });
        MappingTexts generalTexts = new MappingTexts(general);
        Map<String, MappingTexts> byTopic = new LinkedHashMap<>();
        own.forEach((topic, texts) -> byTopic.put(topic, new MappingTexts(texts).over(generalTexts)));
        return new ConfiguredMappings(generalTexts, byTopic);
    }
}
