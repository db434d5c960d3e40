package io.github.pinsink.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * One validation of a config: the properties, the problems found so far, and the time left. A response of the worker's REST
 * API lists the messages without their keys, so each message starts with its key.
 */
final class Validation {
    private final Map<String, String> properties;
    private final Map<String, TopicKey> topicKeys = new LinkedHashMap<>();
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();
    private final ValidationLimits limits;
    private final long startedAt;
    private boolean isTimeoutReported;

    /**
     * @param properties without null values
     * @param declared the values and problems that Kafka found from the declarations of the keys
     */
    Validation(Map<String, String> properties, List<ConfigValue> declared, ValidationLimits limits) {
        this.properties = properties;
        this.limits = limits;
        this.startedAt = limits.nanoTime().getAsLong();
        for (String key : properties.keySet()) {
            TopicKey.of(key).ifPresent(parsed -> topicKeys.put(key, parsed));
        }
        declared.forEach(value -> values.put(value.name(), value));
    }

    Map<String, String> properties() {
        return properties;
    }

    ValidationLimits limits() {
        return limits;
    }

    boolean isSet(String key) {
        String value = properties.get(key);
        return value != null && !value.isBlank();
    }

    /** The topic and the mapping key of this property, if it is a key of one topic. */
    Optional<TopicKey> topicKey(String property) {
        return Optional.ofNullable(topicKeys.get(property));
    }

    /** The key without the prefix of a topic. */
    String withoutTopic(String property) {
        return topicKey(property).map(TopicKey::key).orElse(property);
    }

    boolean isDeclared(String key) {
        return values.containsKey(key);
    }

    /** The parsed value of a declared key; null if it is not set or invalid. */
    @Nullable
    Object parsed(String key) {
        ConfigValue value = values.get(key);
        return value == null ? null : value.value();
    }

    void setVisible(String key, boolean isVisible) {
        value(key).visible(isVisible);
    }

    void problem(String key, String problem) {
        value(key).addErrorMessage(key + ": " + problem);
    }

    /** Adds the message of an exception, which already names the key. */
    void problem(String key, ConfigException e) {
        value(key).addErrorMessage(e.getMessage());
    }

    /** Whether no problem of the key was found so far. */
    boolean isValid(String key) {
        ConfigValue value = values.get(key);
        return value == null || value.errorMessages().isEmpty();
    }

    boolean hasProblems() {
        return values.values().stream().anyMatch(value -> !value.errorMessages().isEmpty());
    }

    List<ConfigValue> result() {
        return new ArrayList<>(values.values());
    }

    private ConfigValue value(String key) {
        return values.computeIfAbsent(key, ConfigValue::new);
    }

    /** Runs a check. An exception is a defect in the check, or in a library; it becomes a problem of the key. */
    void run(String key, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | StackOverflowError e) {
            // Without the exception's message, which may quote a value.
            problem(
                    key,
                    "cannot be checked (" + e.getClass().getSimpleName()
                            + "). Simplify the value, or report this as a bug of the connector");
        }
    }

    /** Checks each key until the time is over. */
    void forEach(Collection<String> keys, Consumer<String> check) {
        forEach(keys, key -> key, check);
    }

    /**
     * Checks each item until the time is over, and reports how many were not checked.
     *
     * @param key returns the key of an item
     */
    <T> void forEach(Collection<T> items, Function<T, String> key, Consumer<T> check) {
        int left = items.size();
        for (T item : items) {
            if (isTimeOver()) {
                reportTimeout(key.apply(item), left);
                return;
            }
            run(key.apply(item), () -> check.accept(item));
            left--;
        }
    }

    Duration timeLeft() {
        return limits.timeout().minusNanos(limits.nanoTime().getAsLong() - startedAt);
    }

    boolean isTimeOver() {
        return isTimeoutReported || timeLeft().isNegative();
    }

    /** Reports once that this key and more keys were not checked. */
    void reportTimeout(String key, int uncheckedKeys) {
        if (!isTimeoutReported) {
            isTimeoutReported = true;
            problem(
                    key,
                    (uncheckedKeys == 1 ? "was" : "and " + (uncheckedKeys - 1) + " other keys were")
                            + " not checked within " + limits.timeout().toSeconds()
                            + " s. Use fewer or shorter expressions, or split the topics among several connectors");
        }
    }
}
