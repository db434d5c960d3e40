package io.github.pinsink.tools.suggest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.config.Settings;
import io.github.pinsink.mapping.MappingDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the connector's config of a mapping. */
final class SuggestedConfig {
    private static final String PRESET = "mapping.preset";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> base;

    private SuggestedConfig(Map<String, String> base) {
        this.base = base;
    }

    /**
     * @param given the user's config, for converters, transforms and the like; its mapping is replaced
     * @param topic the topic of the samples
     */
    static SuggestedConfig of(Map<String, String> given, String topic) {
        Map<String, String> base = new LinkedHashMap<>();
        base.put("connector.class", "io.github.pinsink.PinterestConversionsSinkConnector");
        base.put("topics", topic);
        base.put("tasks.max", "1");
        base.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        base.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        base.put("value.converter.schemas.enable", "false");
        base.put(Settings.AD_ACCOUNT, "${file:/etc/kafka/pinterest.properties:ad.account}");
        base.put(Settings.TOKEN, "${file:/etc/kafka/pinterest.properties:token}");
        if (given.containsKey("topics.regex")) {
            base.remove("topics");
        }
        if (given.containsKey("value.converter")) {
            base.keySet().removeIf(key -> key.startsWith("value.converter"));
        }
        given.forEach((key, value) -> {
            if (!isMapping(key)) {
                base.put(key, value);
            }
        });
        return new SuggestedConfig(base);
    }

    private static boolean isMapping(String key) {
        return key.startsWith(MappingDefinition.FIELD)
                || key.equals(MappingDefinition.FILTER)
                || key.equals(MappingDefinition.EXPLODE);
    }

    Map<String, String> with(Map<String, String> mapping) {
        Map<String, String> config = new LinkedHashMap<>(base);
        config.putAll(mapping);
        return config;
    }

    Map<String, String> withPreset(String name) {
        return with(Map.of(PRESET, name));
    }

    /** The properties, with a mapping that any record passes, to read the records with. */
    Map<String, String> forReading() {
        Map<String, String> mapping = new LinkedHashMap<>();
        mapping.put("mapping.event_name", "'custom'");
        mapping.put("mapping.action_source", "'web'");
        mapping.put("mapping.event_time", "$timestamp");
        mapping.put("mapping.user_data.em", "$string($offset) & '@example.com'");
        return with(mapping);
    }

    static ObjectNode json(Map<String, String> config) {
        ObjectNode object = JSON.createObjectNode();
        config.forEach(object::put);
        return object;
    }
}
