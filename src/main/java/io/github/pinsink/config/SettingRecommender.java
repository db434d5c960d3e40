package io.github.pinsink.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Tells a configuration form which values to suggest for a key, and whether to show the key.
 *
 * @param validValues the values to suggest; empty for a key with free text
 * @param dependsOn the key that has to be set for this key to have an effect; until then a form hides this key
 * @param defaultValue the default of this key
 */
record SettingRecommender(List<Object> validValues, Optional<String> dependsOn, Optional<Object> defaultValue)
        implements Recommender {
    SettingRecommender {
        validValues = List.copyOf(validValues);
    }

    static SettingRecommender suggesting(List<?> values) {
        return new SettingRecommender(List.copyOf(values), Optional.empty(), Optional.empty());
    }

    @Override
    public List<Object> validValues(String key, Map<String, Object> parsed) {
        return validValues;
    }

    /** A key with a value other than its default is always visible, so that the user sees the error on it. */
    @Override
    public boolean visible(String key, Map<String, Object> parsed) {
        return dependsOn.isEmpty()
                || isSet(parsed.get(dependsOn.get()))
                || (isSet(parsed.get(key)) && !Objects.equals(parsed.get(key), defaultValue.orElse(null)));
    }

    private static boolean isSet(@Nullable Object value) {
        String text = value instanceof Password password ? password.value() : Objects.toString(value, "");
        return !text.isBlank();
    }
}
