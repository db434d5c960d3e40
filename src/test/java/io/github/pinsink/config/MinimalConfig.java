package io.github.pinsink.config;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;

/** A valid config with only the required keys. */
final class MinimalConfig {
    private MinimalConfig() {}

    /** The properties; a test may change them. */
    static Map<String, String> properties() {
        return new TreeMap<>(Map.of(
                "topics", "orders",
                "pinterest.ad.account.id", "549755885175",
                "pinterest.access.token", "pina_not_used",
                "mapping.event_name", "'checkout'",
                "mapping.action_source", "'web'",
                "mapping.event_time", "time",
                "mapping.user_data.em", "email"));
    }

    /** The problems that validation finds, by key; valid keys are absent. */
    static Map<String, List<String>> problems(Map<String, String> properties) {
        return ConfigCheck.check(
                        properties,
                        Settings.definition().validate(properties),
                        ValidationLimits.ofThisWorker(System::nanoTime, Clock.systemUTC()))
                .stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
