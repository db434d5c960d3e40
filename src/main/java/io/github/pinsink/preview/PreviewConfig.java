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
 * A connector's config as far as a preview needs it. What only the worker knows, the secrets behind its config providers, is
 * no problem here: a preview sends nothing.
 */
final class PreviewConfig {
    /** Stands for an ad account that only the worker knows. */
    private static final String SOME_ACCOUNT = "0";

    private PreviewConfig() {}

    /** @throws UsageException with everything that the worker's validation would refuse, a line for each */
    static ConnectorConfig of(Map<String, String> given, ValidationLimits limits) throws UsageException {
        Map<String, String> properties = known(given);
        List<String> problems = new ArrayList<>();
        for (ConfigValue value :
                ConfigCheck.check(properties, Settings.definition().validate(properties), limits)) {
            for (String message : value.errorMessages()) {
                problems.add(message.startsWith(value.name()) ? message : value.name() + ": " + message);
            }
        }
        if (!problems.isEmpty()) {
            throw new UsageException("the config is not valid:\n  " + String.join("\n  ", problems));
        }
        return ConnectorConfig.parse(properties);
    }

    private static Map<String, String> known(Map<String, String> given) {
        Map<String, String> properties = new HashMap<>(given);
        properties.put(Settings.TOKEN, "none");
        properties.put(Settings.VALIDATE_CREDENTIALS, "false");
        if (isOfProvider(given.get(Settings.AD_ACCOUNT))) {
            properties.put(Settings.AD_ACCOUNT, SOME_ACCOUNT);
        }
        // Their defaults count; none of them changes what an event looks like.
        properties
                .entrySet()
                .removeIf(property -> isOfProvider(property.getValue())
                        && !property.getKey().contains("mapping.")
                        && !property.getKey().endsWith("filter")
                        && !property.getKey().endsWith("explode"));
        return properties;
    }

    private static boolean isOfProvider(@Nullable String value) {
        return value != null && value.matches("(?s).*\\$\\{[^}]*:[^}]*}.*");
    }
}
