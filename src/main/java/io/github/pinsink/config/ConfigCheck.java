package io.github.pinsink.config;

import io.github.pinsink.api.TrustStore;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.ExpressionCompiler;
import io.github.pinsink.mapping.expression.ExpressionSyntaxException;
import io.github.pinsink.mapping.preset.Preset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * What the declarations of the keys cannot tell: expressions that do not parse, keys that do not exist, and keys that need
 * each other. Adds each problem to every key it concerns and never throws. A REST answer lists the messages without their
 * keys, so each message names its key.
 *
 * <p>Anyone who may call the worker may hand over any config, so the work is bounded: it grows with the size of the config
 * and not faster, and ends when its time is over.
 */
public final class ConfigCheck {
    private static final int TYPING_ERROR = 3;
    private static final String MAX_POLL_INTERVAL = "consumer.override.max.poll.interval.ms";
    private static final String TOPICS_REGEX = "topics.regex";
    /** Kafka takes no longer name. */
    private static final int LONGEST_TOPIC = 249;
    /** Each compares a key with all others. */
    private static final int MOST_SUGGESTIONS = 100;

    private final Map<String, String> properties;
    private final Map<String, TopicKey> topicKeys = new LinkedHashMap<>();
    private final SubscribedTopics topics;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();
    private final ValidationLimits limits;
    private final long begin;
    private boolean timeIsOver;
    private int suggestions;

    private ConfigCheck(Map<String, String> properties, List<ConfigValue> declared, ValidationLimits limits) {
        this.properties = properties;
        this.limits = limits;
        this.begin = limits.nanoTime().getAsLong();
        this.topics = SubscribedTopics.of(properties);
        for (String key : properties.keySet()) {
            TopicKey.of(key).ifPresent(parsed -> topicKeys.put(key, parsed));
        }
        declared.forEach(value -> values.put(value.name(), value));
    }

    /**
     * @param given the properties; one that is null counts as not given, and is an error
     * @param declared what the declarations already told; the result holds these and perhaps more
     */
    public static List<ConfigValue> check(
            Map<String, String> given, List<ConfigValue> declared, ValidationLimits limits) {
        ConfigCheck check = new ConfigCheck(NonNullProperties.withoutNulls(given), declared, limits);
        check.nulls(given);
        check.unknownKeys();
        check.topicKeys();
        check.deadLetterTopics();
        check.expressions();
        check.valuesOfTopics();
        check.guarded(MappingSettings.PRESET, check::parametersOfPresets);
        check.guarded(MappingSettings.PRESET, check::required);
        check.order(BatchingSettings.BATCH_EVENTS, BatchingSettings.BUFFER_EVENTS);
        check.order(DeliverySettings.BACKOFF, DeliverySettings.BACKOFF_MAX);
        check.waitBeforeHandover();
        check.guarded(ConnectionSettings.TRUST_STORE, check::connection);
        check.guarded(PinterestSettings.LIVE, check::live);
        return new ArrayList<>(check.values.values());
    }

    /** Kafka's own classes fail on one when the connector is started. */
    private void nulls(Map<String, String> given) {
        given.forEach((key, value) -> {
            if (value == null) {
                problem(key, "is null, and a string was expected. Remove the key, or set it to a string");
            }
        });
    }

    private void unknownKeys() {
        Set<String> known = Settings.definition().names();
        forEach(properties.keySet(), key -> {
            if (known.contains(key)
                    || key.equals(Settings.TASK_COUNT)
                    || key.equals(Settings.TASK_NUMBER)
                    || key.startsWith(TopicKey.PREFIX)) {
                return;
            }
            if (key.startsWith(MappingSettings.PREFIX) || key.startsWith("pinterest.")) {
                problem(key, "there is no such key" + suggestion(() -> ClosestMatch.of(key, known)));
            } else if (!values.containsKey(key)) {
                // Perhaps a key of a transform or of the worker, so that only a typing error is one.
                ClosestMatch.of(key, known, TYPING_ERROR)
                        .ifPresent(nearest -> problem(key, "there is no such key. Did you mean " + nearest + "?"));
            }
        });
    }

    /** Keys of one topic that do not exist, and topics that are not read. */
    private void topicKeys() {
        forEach(properties.keySet(), key -> {
            if (!key.startsWith(TopicKey.PREFIX)) {
                return;
            }
            TopicKey parsed = topicKeys.get(key);
            if (parsed == null) {
                problem(
                        key,
                        "there is no such key" + suggestion(() -> Optional.of(TopicKey.nearest(key, topics.named()))));
            } else {
                topic(key, parsed.topic(), topics::mayContain);
            }
        });
    }

    private void topic(String key, String topic, Function<String, TopicPattern.Answer> isRead) {
        if (topic.length() > LONGEST_TOPIC) {
            problem(
                    key,
                    "names a topic of " + topic.length() + " characters. The name of a topic has at most "
                            + LONGEST_TOPIC);
            return;
        }
        switch (isRead.apply(topic)) {
            case DIFFERS ->
                problem(
                        key,
                        "the topic " + topic + " is not among those of this connector"
                                + suggestion(() -> topics.nearest(topic)));
            case MATCHES, UNKNOWN -> {}
        }
    }

    private void deadLetterTopics() {
        ConfigValue declared = values.get(MappingSettings.DEAD_LETTER_TOPICS);
        if (declared != null && declared.value() instanceof List<?> list) {
            forEach(
                    list.stream().map(Object::toString).toList(),
                    topic -> topic(MappingSettings.DEAD_LETTER_TOPICS, topic, topics::isRead));
        }
    }

    private void expressions() {
        // Only the syntax is asked for here, so the bounds of an evaluation do not matter.
        ExpressionCompiler compiler = new ExpressionCompiler(EvaluationBudget.Limits.of(Duration.ofSeconds(1)), 100);
        Set<String> sound = new HashSet<>();
        forEach(properties.keySet(), key -> {
            TopicKey ofTopic = topicKeys.get(key);
            String text = properties.get(key);
            if (!MappingDefinition.keys().contains(ofTopic == null ? key : ofTopic.key())
                    || !isSet(key)
                    || sound.contains(text)) {
                return;
            }
            try {
                compiler.compile(text);
                sound.add(text);
            } catch (ExpressionSyntaxException e) {
                problem(key, "is not a JSONata expression: " + e.getMessage());
            }
        });
    }

    /** What the declarations check for the general keys. */
    private void valuesOfTopics() {
        forEach(properties.entrySet(), Map.Entry::getKey, property -> {
            try {
                TopicKey.checkValue(property.getKey(), property.getValue());
            } catch (ConfigException e) {
                values.computeIfAbsent(property.getKey(), ConfigValue::new).addErrorMessage(e.getMessage());
            }
        });
    }

    /** A parameter of a preset that is not used would be lost in silence. */
    private void parametersOfPresets() {
        Set<String> used = new HashSet<>();
        properties.forEach((property, name) -> {
            TopicKey ofTopic = topicKeys.get(property);
            if (property.equals(MappingSettings.PRESET)
                    || (ofTopic != null && ofTopic.key().equals(MappingSettings.PRESET))) {
                Preset.named(name.strip())
                        .ifPresent(preset -> used.addAll(preset.parameters().keySet()));
            }
        });
        for (String parameter : List.of(MappingSettings.STATUS_COLUMN, MappingSettings.STATUS_VALUES)) {
            boolean isUsed = used.contains(parameter.substring(MappingSettings.PRESET.length() + 1));
            // Here and not in the declarations, which do not know the presets of topics.
            values.computeIfAbsent(parameter, ConfigValue::new).visible(isUsed || isSet(parameter));
            if (isSet(parameter) && !isUsed) {
                problem(parameter, "has no effect, since no preset that is set knows it. Remove it");
            }
        }
    }

    /** Each topic needs a whole mapping: its own laid over the general one, or the general one alone. */
    private void required() {
        ConfiguredMappings mappings = ConfiguredMappings.of(properties);
        if (topics.requireDefaultMapping(mappings)) {
            required("", mappings.general());
        }
        forEach(
                mappings.byTopic().entrySet(),
                topic -> TopicKey.prefix(topic.getKey()) + MappingDefinition.FIELD + "event_name",
                topic -> required(TopicKey.prefix(topic.getKey()), topic.getValue()));
    }

    private void required(String prefix, MappingDefinition texts) {
        if (!isSet(PinterestSettings.AD_ACCOUNT)
                && texts.text(MappingDefinition.ACCOUNT).isEmpty()) {
            problem(
                    PinterestSettings.AD_ACCOUNT,
                    "is missing. Set it to the id of the ad account, or set " + prefix + MappingDefinition.ACCOUNT);
        }
        for (String field : List.of("event_name", "action_source", "event_time")) {
            if (texts.text(MappingDefinition.FIELD + field).isEmpty()) {
                problem(
                        prefix + MappingDefinition.FIELD + field,
                        "is missing, and every event needs it. Set it to a JSONata expression over the record");
            }
        }
        boolean byAddress = isMapped(texts, "client_ip_address") && isMapped(texts, "client_user_agent");
        if (!isMapped(texts, "em") && !isMapped(texts, "hashed_maids") && !byAddress) {
            problem(
                    prefix + "mapping.user_data.em",
                    "nothing identifies the user. Map user_data.em, or user_data.hashed_maids, or both"
                            + " user_data.client_ip_address and user_data.client_user_agent");
        }
    }

    private static boolean isMapped(MappingDefinition texts, String member) {
        return texts.text(MappingDefinition.FIELD + "user_data." + member).isPresent();
    }

    private void order(String smaller, String larger) {
        ConfigValue low = values.get(smaller);
        ConfigValue high = values.get(larger);
        if (low != null
                && high != null
                && low.value() instanceof Number lowest
                && high.value() instanceof Number highest
                && lowest.longValue() > highest.longValue()) {
            problem(smaller, "is larger than " + larger);
            problem(larger, "is smaller than " + smaller);
        }
    }

    /** What the worker's own properties say of its consumers is not ours to read; what a connector overrides is. */
    private void waitBeforeHandover() {
        ConfigValue wait = values.get(DeliverySettings.FLUSH_TIMEOUT);
        if (wait != null && wait.value() instanceof Number longest) {
            wholeNumber(MAX_POLL_INTERVAL)
                    .filter(interval -> longest.longValue() >= interval)
                    .ifPresent(interval -> problem(
                            DeliverySettings.FLUSH_TIMEOUT,
                            "is " + longest + " and has to be less than " + MAX_POLL_INTERVAL + ", which is " + interval
                                    + ". Otherwise the group takes the partitions away while the task waits. Lower the one"
                                    + " or raise the other"));
        }
    }

    /** Empty as well where the worker has to say that it is none. */
    private Optional<Long> wholeNumber(String key) {
        try {
            return Optional.ofNullable(properties.get(key)).map(text -> Long.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void connection() {
        needs(ConnectionSettings.PROXY_USER, ConnectionSettings.PROXY_URL);
        needs(ConnectionSettings.PROXY_PASSWORD, ConnectionSettings.PROXY_USER);
        needs(ConnectionSettings.TRUST_STORE_PASSWORD, ConnectionSettings.TRUST_STORE);
        if (isSet(ConnectionSettings.PROXY_URL) && isPlainHttp()) {
            problem(
                    PinterestSettings.API_URL,
                    "has to be https where " + ConnectionSettings.PROXY_URL
                            + " is set, since the proxy would see the token. Use https, or remove "
                            + ConnectionSettings.PROXY_URL);
        }
        if (isSet(ConnectionSettings.TRUST_STORE) && isClean()) {
            ConnectorConfig.parse(properties)
                    .trustStore()
                    .flatMap(TrustStore::problem)
                    .ifPresent(why -> problem(
                            ConnectionSettings.TRUST_STORE,
                            why + ". Put a readable file with certificates there on every worker, and check "
                                    + ConnectionSettings.TRUST_STORE_TYPE + " and "
                                    + ConnectionSettings.TRUST_STORE_PASSWORD));
        }
    }

    private void needs(String key, String other) {
        if (isSet(key) && !isSet(other)) {
            problem(key, "means nothing without " + other + ". Set that too, or leave this out");
        }
    }

    private boolean isClean() {
        return values.values().stream().allMatch(value -> value.errorMessages().isEmpty());
    }

    private boolean isPlainHttp() {
        ConfigValue url = values.get(PinterestSettings.API_URL);
        return url != null
                && url.value() instanceof String text
                && text.strip().toLowerCase(Locale.ROOT).startsWith("http:");
    }

    /** Last, since a config that is wrong anyway is not worth a call. */
    private void live() {
        ConfigValue wanted = values.get(PinterestSettings.LIVE);
        if (wanted == null || !Boolean.TRUE.equals(wanted.value()) || !isClean()) {
            return;
        }
        ConnectorConfig config = ConnectorConfig.parse(properties);
        List<String> hosts = CredentialsCheck.hosts(config).stream()
                .filter(host -> !limits.liveHosts().allows(host))
                .toList();
        if (!hosts.isEmpty()) {
            problem(
                    PinterestSettings.LIVE,
                    "sends the token only to hosts that the operator of the worker allows, and "
                            + String.join(", ", hosts)
                            + " is not among them. Set " + PinterestSettings.LIVE
                            + " to false, or add the host to the Java system property " + AllowedHosts.PROPERTY
                            + " of each worker");
        } else if (isOver()) {
            unchecked(PinterestSettings.LIVE, 1);
        } else if (isSet(PinterestSettings.AD_ACCOUNT)) {
            CredentialsCheck.problems(config, left(), limits.clock()).forEach(this::problem);
        }
    }

    private void forEach(Collection<String> keys, Consumer<String> work) {
        forEach(keys, key -> key, work);
    }

    /**
     * Works through the items while there is time, and tells what is left when it is over.
     *
     * @param key the key that an item concerns
     */
    private <T> void forEach(Collection<T> items, Function<T, String> key, Consumer<T> work) {
        int left = items.size();
        for (T item : items) {
            if (isOver()) {
                unchecked(key.apply(item), left);
                return;
            }
            guarded(key.apply(item), () -> work.accept(item));
            left--;
        }
    }

    private Duration left() {
        return limits.longest().minusNanos(limits.nanoTime().getAsLong() - begin);
    }

    private boolean isOver() {
        return timeIsOver || left().isNegative();
    }

    private void unchecked(String key, int keys) {
        if (!timeIsOver) {
            timeIsOver = true;
            problem(
                    key,
                    (keys == 1 ? "was" : "and " + (keys - 1) + " other keys were") + " not checked within "
                            + limits.longest().toSeconds()
                            + " s. Use fewer or shorter expressions, or divide the topics among several connectors");
        }
    }

    /** A defect in a check, or in a library that a value leads into, is a finding on the key and not an error of the worker. */
    private void guarded(String key, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            // Its message may quote a value.
            problem(
                    key,
                    "cannot be checked (" + e.getClass().getSimpleName()
                            + "). Simplify the value, or report it as a bug");
        }
    }

    private String suggestion(Supplier<Optional<String>> nearest) {
        if (++suggestions > MOST_SUGGESTIONS) {
            return "";
        }
        return nearest.get().map(meant -> ". Did you mean " + meant + "?").orElse("");
    }

    private boolean isSet(String key) {
        String value = properties.get(key);
        return value != null && !value.isBlank();
    }

    private void problem(String key, String what) {
        values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(key + ": " + what);
    }
}
