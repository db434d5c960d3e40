package io.github.pinsink.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Finds the problems of a config that the declarations of the keys cannot find: invalid expressions, unknown keys, and keys
 * that depend on each other. Adds each problem to every key it concerns, and never throws.
 *
 * <p>Anyone who can call the worker's REST API can submit any config. So the work grows at most linearly with the size of
 * the config, and it is limited in time.
 */
public final class ConfigCheck {
    private static final String MAX_POLL_INTERVAL = "consumer.override.max.poll.interval.ms";

    private final Validation validation;

    private ConfigCheck(Validation validation) {
        this.validation = validation;
    }

    /**
     * @param connectorConfig the properties; a null value counts as not set, and is a problem
     * @param declared the values and problems that Kafka found from the declarations
     * @return {@code declared} with all further problems, and further values if keys without a declaration have problems
     */
    public static List<ConfigValue> check(
            Map<String, String> connectorConfig, List<ConfigValue> declared, ValidationLimits limits) {
        Map<String, String> properties = NonNullProperties.of(connectorConfig);
        Validation validation = new Validation(properties, declared, limits);
        new ConfigCheck(validation).run(connectorConfig, SubscribedTopics.of(properties));
        return validation.result();
    }

    private void run(Map<String, String> connectorConfig, SubscribedTopics topics) {
        checkNulls(connectorConfig);
        new KeyChecks(validation, topics).run();
        new MappingChecks(validation, topics).run();
        checkOrder(BatchingSettings.BATCH_EVENTS, BatchingSettings.BUFFER_EVENTS);
        checkOrder(DeliverySettings.BACKOFF, DeliverySettings.BACKOFF_MAX);
        checkFlushTimeout();
        validation.run(ConnectionSettings.TRUST_STORE, () -> new ConnectionChecks(validation).run());
        // Last, because a config with other problems does not justify a request.
        validation.run(PinterestSettings.VALIDATE_CREDENTIALS, () -> CredentialsCheck.run(validation));
    }

    /** Kafka's own classes fail on a null value when the connector starts. */
    private void checkNulls(Map<String, String> connectorConfig) {
        connectorConfig.forEach((key, value) -> {
            if (value == null) {
                validation.problem(key, "expected a string, got null. Remove the key, or set it to a string");
            }
        });
    }

    private void checkOrder(String smaller, String larger) {
        if (validation.parsed(smaller) instanceof Number low
                && validation.parsed(larger) instanceof Number high
                && low.longValue() > high.longValue()) {
            validation.problem(smaller, "must be at most " + larger + " (" + high + "), got " + low);
            validation.problem(larger, "must be at least " + smaller + " (" + low + "), got " + high);
        }
    }

    /** Compares the flush timeout with the connector's consumer override. The worker's own properties are not accessible. */
    private void checkFlushTimeout() {
        if (validation.parsed(DeliverySettings.FLUSH_TIMEOUT) instanceof Number timeout) {
            wholeNumber(MAX_POLL_INTERVAL)
                    .filter(interval -> timeout.longValue() >= interval)
                    .ifPresent(interval -> validation.problem(
                            DeliverySettings.FLUSH_TIMEOUT,
                            "must be less than " + MAX_POLL_INTERVAL + " (" + interval + "), got " + timeout
                                    + "; otherwise the consumer is removed from the group. Decrease it or increase "
                                    + MAX_POLL_INTERVAL));
        }
    }

    /** Empty also if the value is not a number; the worker reports that. */
    private Optional<Long> wholeNumber(String key) {
        try {
            return Optional.ofNullable(validation.properties().get(key)).map(text -> Long.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
