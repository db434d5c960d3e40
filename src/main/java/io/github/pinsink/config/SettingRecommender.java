package io.github.pinsink.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * What a form offers for a key.
 *
 * @param words values to choose from; none for a key of free text
 * @param company the key without which this one means nothing, so that a form need not show it
 * @param defaultValue what this key is where nobody sets it
 */
record SettingRecommender(List<Object> words, Optional<String> company, Optional<Object> defaultValue)
        implements Recommender {
    SettingRecommender {
        words = List.copyOf(words);
    }

    static SettingRecommender words(List<?> words) {
        return new SettingRecommender(List.copyOf(words), Optional.empty(), Optional.empty());
    }

    @Override
    public List<Object> validValues(String key, Map<String, Object> parsed) {
        return words;
    }

    /** A key that is set is shown whatever it needs: somebody has to see what is wrong with it. */
    @Override
    public boolean visible(String key, Map<String, Object> parsed) {
        return company.isEmpty()
                || isGiven(parsed.get(company.get()))
                || (isGiven(parsed.get(key)) && !Objects.equals(parsed.get(key), defaultValue.orElse(null)));
    }

    private static boolean isGiven(@Nullable Object value) {
        String text = value instanceof Password password ? password.value() : Objects.toString(value, "");
        return !text.isBlank();
    }
}
