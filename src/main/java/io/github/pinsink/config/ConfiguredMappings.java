package io.github.pinsink.config;

import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.preset.Preset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The mappings in a connector's properties, with presets expanded.
 *
 * @param defaultMapping the mapping of the topics without keys of their own
 * @param byTopic the mappings of the topics with keys of their own. Such a key overrides the same key of the topic's preset
 *     or, if the topic has no preset, of the default mapping; a blank value removes the field
 */
record ConfiguredMappings(MappingDefinition defaultMapping, Map<String, TopicMapping> byTopic) {

    /** @param properties before the expansion of presets */
    static ConfiguredMappings of(Map<String, String> properties) {
        return new Builder(properties).build();
    }

    /** The default mapping and those of the topics. */
    List<MappingDefinition> all() {
        return Stream.concat(
                        Stream.of(defaultMapping), byTopic.values().stream().map(TopicMapping::definition))
                .toList();
    }

    private static final class Builder {
        private final Map<String, String> properties;
        private final MappingDefinition defaultMapping;
        // Each preset is expanded once for all topics that name it: there can be thousands.
        private final Map<Preset, Map<String, String>> presetKeys = new HashMap<>();
        private final Map<Preset, MappingDefinition> presetDefinitions = new HashMap<>();

        Builder(Map<String, String> properties) {
            this.properties = properties;
            defaultMapping = definition(PresetExpander.expand(properties));
        }

        ConfiguredMappings build() {
            Map<String, TopicMapping> byTopic = new LinkedHashMap<>();
            keysByTopic().forEach((topic, keys) -> byTopic.put(topic, topicMapping(keys)));
            return new ConfiguredMappings(defaultMapping, byTopic);
        }

        private Map<String, Map<String, String>> keysByTopic() {
            Map<String, Map<String, String>> byTopic = new LinkedHashMap<>();
            properties.forEach((property, value) -> TopicKey.of(property)
                    .filter(key -> value != null)
                    .ifPresent(key -> byTopic.computeIfAbsent(key.topic(), topic -> new HashMap<>())
                            .put(key.key(), value)));
            return byTopic;
        }

        private TopicMapping topicMapping(Map<String, String> keys) {
            return PresetExpander.preset(keys)
                    .map(preset -> withPreset(keys, preset))
                    .orElseGet(() -> new TopicMapping(
                            definition(keys).withFallback(defaultMapping),
                            rule(MappingSettings.ON_UNKNOWN_EVENT, List.of(keys)),
                            rule(MappingSettings.ON_UNKNOWN_PROPERTY, List.of(keys))));
        }

        private TopicMapping withPreset(Map<String, String> keys, Preset preset) {
            Map<String, String> ofPreset =
                    presetKeys.computeIfAbsent(preset, one -> PresetExpander.keys(one, properties));
            MappingDefinition definition = presetDefinitions.computeIfAbsent(
                    preset, one -> definition(ofPreset).withFallback(onlyAccount(defaultMapping)));
            // Not the rules of the preset of the default mapping, which were written for other records: hence explicit
            // properties only.
            List<Map<String, String>> byPrecedence = List.of(keys, ofPreset, properties);
            return new TopicMapping(
                    definition(keys).withFallback(definition),
                    Optional.of(ruleOrDefault(MappingSettings.ON_UNKNOWN_EVENT, byPrecedence)),
                    Optional.of(ruleOrDefault(MappingSettings.ON_UNKNOWN_PROPERTY, byPrecedence)));
        }
    }

    private static <E extends Enum<E>> E ruleOrDefault(EnumSetting<E> setting, List<Map<String, String>> byPrecedence) {
        return rule(setting, byPrecedence).orElse(setting.defaultValue());
    }

    /** An invalid value counts as not set; the validation of its key reports it. */
    private static <E extends Enum<E>> Optional<E> rule(
            EnumSetting<E> setting, List<Map<String, String>> byPrecedence) {
        return byPrecedence.stream()
                .flatMap(keys -> Stream.ofNullable(keys.get(setting.key())))
                .findFirst()
                .flatMap(setting::find);
    }

    private static MappingDefinition definition(Map<String, String> keys) {
        Map<String, String> expressions = new HashMap<>();
        keys.forEach((key, value) -> {
            if (value != null && MappingDefinition.keys().contains(key)) {
                expressions.put(key, value);
            }
        });
        return new MappingDefinition(expressions);
    }

    /** A topic's preset replaces the default mapping, except for the ad account that receives the events. */
    private static MappingDefinition onlyAccount(MappingDefinition defaultMapping) {
        return defaultMapping
                .text(MappingDefinition.ACCOUNT)
                .map(account -> new MappingDefinition(Map.of(MappingDefinition.ACCOUNT, account)))
                .orElse(MappingDefinition.empty());
    }
}
