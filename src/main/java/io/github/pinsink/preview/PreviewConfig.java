package io.github.pinsink.preview;

import io.github.pinsink.config.ConfigCheck;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.config.Settings;
import io.github.pinsink.config.ValidationLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * A connector's config for a preview. References to config providers, which only the worker can resolve, are replaced or
 * ignored: a preview sends nothing.
 */
final class PreviewConfig {
    /** Replaces a reference to an ad account. */
    private static final String PLACEHOLDER_ACCOUNT = "0";

    private PreviewConfig() {}

    /** @throws UsageException with all problems that the worker's validation would report, one per line */
    static ConnectorConfig of(Map<String, String> given, ValidationLimits limits) throws UsageException {
        Map<String, String> properties = withoutReferences(given);
        List<String> problems = new ArrayList<>();
        for (ConfigValue value :
                ConfigCheck.check(properties, Settings.definition().validate(properties), limits)) {
            for (String message : value.errorMessages()) {
                problems.add(message.startsWith(value.name()) ? message : value.name() + ": " + message);
            }
        }
        if (!problems.isEmpty()) {
            throw new UsageException("invalid config:\n  " + String.join("\n  ", problems));
        }
        return ConnectorConfig.parse(properties);
    }

    private static Map<String, String> withoutReferences(Map<String, String> given) {
        Map<String, String> properties = new HashMap<>(given);
        properties.put(Settings.TOKEN, "placeholder");
        properties.put(Settings.VALIDATE_CREDENTIALS, "false");
        if (isReference(given.get(Settings.AD_ACCOUNT))) {
            properties.put(Settings.AD_ACCOUNT, PLACEHOLDER_ACCOUNT);
        }
        // The defaults of these keys apply. None of them affects the events.
        properties
                .entrySet()
                .removeIf(property -> isReference(property.getValue())
                        && !property.getKey().contains("mapping.")
                        && !property.getKey().endsWith("filter")
                        && !property.getKey().endsWith("explode"));
        return properties;
    }

    private static boolean isReference(@Nullable String value) {
        return value != null && value.matches("(?s).*\\$\\{[^}]*:[^}]*}.*");
    }
}
