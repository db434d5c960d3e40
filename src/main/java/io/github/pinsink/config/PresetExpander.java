package io.github.pinsink.config;

import io.github.pinsink.mapping.preset.Preset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys with their preset written out: what the preset stands for is there as if it had been given, unless the same key is
 * given. A key that is given blank wins too, and so leaves its field out.
 */
final class PresetExpander {
    private PresetExpander() {}

    /** The properties of a connector, laid over the preset they name. */
    static Map<String, String> over(Map<String, String> properties) {
        return preset(properties)
                .map(preset -> over(properties, preset, properties))
                .orElse(properties);
    }

    /** @param properties those of the whole connector, which hold the parameters */
    private static Map<String, String> over(Map<String, String> keys, Preset preset, Map<String, String> properties) {
        Map<String, String> whole = new HashMap<>(keys(preset, properties));
        whole.putAll(keys);
        return whole;
    }

    /**
     * What the preset stands for, the same for all topics that name it.
     *
     * @param properties those of the whole connector, which hold the parameters
     */
    static Map<String, String> keys(Preset preset, Map<String, String> properties) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : preset.parameters().keySet()) {
            String given = properties.get(MappingSettings.PRESET + "." + parameter);
            if (given != null) {
                parameters.put(parameter, given);
            }
        }
        return preset.keys(parameters);
    }

    /** A name without a preset is left to the validation of its key. */
    static Optional<Preset> preset(Map<String, String> keys) {
        return Optional.ofNullable(keys.get(MappingSettings.PRESET))
                .map(String::strip)
                .flatMap(Preset::named);
    }
}
