package io.github.pinsink.config;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;

/** A config that is in order and has nothing beyond what every config needs. */
final class MinimalConfig {
    private MinimalConfig() {}

    /** To be changed as a test needs it. */
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

    /** What validation finds wrong, by key; keys in order are not there. */
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
