package io.github.pinsink.tools.pipeline;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.config.ConfigCheck;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.config.Settings;
import io.github.pinsink.config.ValidationLimits;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.tools.command.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * A connector's config for a command that sends nothing. References to config providers, which only the worker can resolve,
 * are replaced or ignored.
 */
public final class OfflineConfig {
    /** Replaces a reference to an ad account. */
    static final String PLACEHOLDER_ACCOUNT = "0";

    private OfflineConfig() {}

    /** Whether this is not an ad account, but stands for one that only the worker knows. */
    public static boolean isUnknown(AdAccountId account) {
        return account.digits().equals(PLACEHOLDER_ACCOUNT);
    }

    /** @throws UsageException with all problems that the worker's validation would report, one per line */
    public static ConnectorConfig of(Map<String, String> connectorConfig, ValidationLimits limits)
            throws UsageException {
        Map<String, String> properties = withoutReferences(connectorConfig);
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

    private static Map<String, String> withoutReferences(Map<String, String> connectorConfig) {
        Map<String, String> properties = new HashMap<>(connectorConfig);
        properties.put(Settings.TOKEN, "placeholder");
        properties.put(Settings.VALIDATE_CREDENTIALS, "false");
        if (isReference(connectorConfig.get(Settings.AD_ACCOUNT))) {
            properties.put(Settings.AD_ACCOUNT, PLACEHOLDER_ACCOUNT);
        }
        // The defaults of these keys apply. None of them affects the events.
        properties
                .entrySet()
                .removeIf(property -> isReference(property.getValue())
                        && !property.getKey().contains(MappingDefinition.FIELD)
                        && !property.getKey().endsWith(MappingDefinition.FILTER)
                        && !property.getKey().endsWith(MappingDefinition.EXPLODE));
        return properties;
    }

    private static boolean isReference(@Nullable String value) {
        return value != null && value.matches("(?s).*\\$\\{[^}]*:[^}]*}.*|\\s*\\$\\{[^}]*}\\s*");
    }
}
