package io.github.pinsink.config;

import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.preset.Preset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mappings that a connector's properties say, their presets written out.
 *
 * @param general for the topics without keys of their own
 * @param byTopic for each topic with keys of its own the whole of its mapping: its keys laid over its own preset, or over
 *     the general mapping when it has none. A blank one takes the weaker one away
 * @param onUnknownEvent what happens to unknown events of a topic, where it is said for it alone
 * @param onUnknownMember the same for unknown members
 */
record ConfiguredMappings(
        MappingDefinition general,
        Map<String, MappingDefinition> byTopic,
        Map<String, String> onUnknownEvent,
        Map<String, String> onUnknownMember) {

    /** @param properties as they were given, without what presets stand for */
    static ConfiguredMappings of(Map<String, String> properties) {
        Map<String, Map<String, String>> own = new LinkedHashMap<>();
        properties.forEach((property, text) -> TopicKey.of(property)
                .filter(key -> text != null)
                .ifPresent(key -> own.computeIfAbsent(key.topic(), topic -> new HashMap<>())
                        .put(key.key(), text)));
        MappingDefinition general = texts(PresetExpander.over(properties));
        Map<String, MappingDefinition> byTopic = new LinkedHashMap<>();
        Map<String, String> onUnknownEvent = new HashMap<>();
        Map<String, String> onUnknownMember = new HashMap<>();
        // Written out once for all the topics that name it.
        Map<Preset, Map<String, String>> presets = new HashMap<>();
        Map<Preset, MappingDefinition> textsOfPresets = new HashMap<>();
        own.forEach((topic, keys) -> {
            Optional<Preset> preset = PresetExpander.preset(keys);
            if (preset.isEmpty()) {
                byTopic.put(topic, texts(keys).over(general));
                rule(MappingSettings.ON_UNKNOWN_EVENT, keys).ifPresent(rule -> onUnknownEvent.put(topic, rule));
                rule(MappingSettings.ON_UNKNOWN_PROPERTY, keys).ifPresent(rule -> onUnknownMember.put(topic, rule));
                return;
            }
            Map<String, String> ofPreset =
                    presets.computeIfAbsent(preset.get(), one -> PresetExpander.keys(one, properties));
            MappingDefinition weaker = textsOfPresets.computeIfAbsent(
                    preset.get(), one -> texts(ofPreset).over(accountOf(general)));
            byTopic.put(topic, texts(keys).over(weaker));
            // What the general preset says is said of its records, not of these.
            onUnknownEvent.put(
                    topic,
                    firstRule(MappingSettings.ON_UNKNOWN_EVENT, List.of(keys, ofPreset, properties))
                            .orElse("reject"));
            onUnknownMember.put(
                    topic,
                    firstRule(MappingSettings.ON_UNKNOWN_PROPERTY, List.of(keys, ofPreset, properties))
                            .orElse("ignore"));
        });
        return new ConfiguredMappings(general, byTopic, onUnknownEvent, onUnknownMember);
    }

    private static Optional<String> firstRule(String key, List<Map<String, String>> strongestFirst) {
        return strongestFirst.stream().flatMap(keys -> rule(key, keys).stream()).findFirst();
    }

    private static Optional<String> rule(String key, Map<String, String> keys) {
        return Optional.ofNullable(keys.get(key));
    }

    private static MappingDefinition texts(Map<String, String> keys) {
        Map<String, String> texts = new HashMap<>();
        keys.forEach((key, text) -> {
            if (text != null && MappingDefinition.keys().contains(key)) {
                texts.put(key, text);
            }
        });
        return new MappingDefinition(texts);
    }

    /** The mapping of other records says nothing about these, but who receives them was not meant to change. */
    private static MappingDefinition accountOf(MappingDefinition general) {
        return general.text(MappingDefinition.ACCOUNT)
                .map(text -> new MappingDefinition(Map.of(MappingDefinition.ACCOUNT, text)))
                .orElse(MappingDefinition.none());
    }
}
