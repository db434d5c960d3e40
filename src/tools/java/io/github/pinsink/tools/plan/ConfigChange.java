package io.github.pinsink.tools.plan;

import io.github.pinsink.config.Settings;
import io.github.pinsink.tools.source.ConfigSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * A key that differs between two configs.
 *
 * @param before for a reader, never a secret; empty if the key is added
 * @param after for a reader, never a secret; empty if the key is removed
 * @param effect what it affects
 */
record ConfigChange(String key, Optional<String> before, Optional<String> after, String effect) {
    private static final String NAME = "name";

    /** All differences, by key. */
    static List<ConfigChange> between(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        // A worker puts the name into the config; a file may have it elsewhere.
        if (!before.containsKey(NAME) || !after.containsKey(NAME)) {
            keys.remove(NAME);
        }
        List<ConfigChange> changes = new ArrayList<>();
        for (String key : keys) {
            Optional<String> oldValue = Optional.ofNullable(before.get(key));
            Optional<String> newValue = Optional.ofNullable(after.get(key));
            if (!oldValue.equals(newValue)) {
                changes.add(new ConfigChange(
                        key,
                        oldValue.map(value -> ConfigSecrets.display(key, value)),
                        newValue.map(value -> ConfigSecrets.display(key, value)),
                        effect(key, oldValue, newValue)));
            }
        }
        return changes;
    }

    /** In one word. */
    String kind() {
        return before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "changed";
    }

    /** The same, of long values only the part around the first difference. */
    ConfigChange shortened(int maxLength) {
        return new ConfigChange(
                key,
                before.map(value -> Excerpt.of(value, after.orElse(""), maxLength)),
                after.map(value -> Excerpt.of(value, before.orElse(""), maxLength)),
                effect);
    }

    private static String effect(String key, Optional<String> before, Optional<String> after) {
        ConfigDef.ConfigKey declared = Settings.definition().configKeys().get(key);
        if (declared != null) {
            return isSame(declared, before, after) ? "nothing: the same value" : ofGroup(declared);
        }
        return ConfigEffect.of(key);
    }

    /** A missing key has its default. */
    private static boolean isSame(ConfigDef.ConfigKey key, Optional<String> before, Optional<String> after) {
        try {
            return Objects.equals(value(key, before), value(key, after));
        } catch (ConfigException e) {
            return false;
        }
    }

    private static Object value(ConfigDef.ConfigKey key, Optional<String> text) {
        return text.isPresent() ? ConfigDef.parseType(key.name, text.get(), key.type) : key.defaultValue;
    }

    private static String ofGroup(ConfigDef.ConfigKey key) {
        String name = String.valueOf(key.displayName);
        return switch (String.valueOf(key.group)) {
            case "Mapping" -> "the events";
            case "Pinterest" ->
                key.name.equals(Settings.AD_ACCOUNT) ? "which ad account gets the events" : "delivery: " + name;
            case "Batching" -> "delivery: batches and buffers";
            case "Delivery" -> "delivery: requests and retries";
            default -> "delivery: connections";
        };
    }
}
