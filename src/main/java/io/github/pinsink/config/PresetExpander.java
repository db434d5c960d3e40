package io.github.pinsink.config;

import io.github.pinsink.mapping.preset.Preset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces {@code mapping.preset} by the keys of the preset. Explicit keys override those of the preset; an explicit blank
 * value removes the field.
 */
final class PresetExpander {
    private PresetExpander() {}

    /** The connector's properties, together with the keys of the preset that they name. */
    static Map<String, String> expand(Map<String, String> properties) {
        return preset(properties)
                .map(preset -> {
                    Map<String, String> expanded = new HashMap<>(keys(preset, properties));
                    expanded.putAll(properties);
                    return expanded;
                })
                .orElse(properties);
    }

    /**
     * The keys of the preset, with its parameters filled in. They are the same for all topics that name the preset.
     *
     * @param properties the properties of the whole connector, which hold the parameters
     */
    static Map<String, String> keys(Preset preset, Map<String, String> properties) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : preset.parameters().keySet()) {
            String value = properties.get(MappingSettings.PRESET + "." + parameter);
            if (value != null) {
                parameters.put(parameter, value);
            }
        }
        return preset.keys(parameters);
    }

    /** The preset that these keys name. An unknown name yields no preset; the validation of the key reports it. */
    static Optional<Preset> preset(Map<String, String> keys) {
        return Optional.ofNullable(keys.get(MappingSettings.PRESET))
                .map(String::strip)
                .flatMap(Preset::named);
    }
}
