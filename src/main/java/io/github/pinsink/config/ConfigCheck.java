package io.github.pinsink.config;

import io.github.pinsink.api.TrustStore;
import io.github.pinsink.mapping.MappingTexts;
import io.github.pinsink.mapping.expression.ExpressionCompiler;
import io.github.pinsink.mapping.expression.ExpressionSyntaxException;
import io.github.pinsink.mapping.preset.Preset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * What the declarations of the keys cannot tell: expressions that do not parse, keys that do not exist, and keys that need
 * each other. Adds each problem to every key it concerns and never throws. A REST answer lists the messages without their
 * keys, so each message names its key.
 */
public final class ConfigCheck {
    private static final int TYPING_ERROR = 3;
    private static final String MAX_POLL_INTERVAL = "consumer.override.max.poll.interval.ms";

    private final Map<String, String> properties;
    private final ReadTopics topics;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    private ConfigCheck(Map<String, String> properties, List<ConfigValue> declared) {
        this.properties = properties;
        this.topics = ReadTopics.of(properties);
        declared.forEach(value -> values.put(value.name(), value));
    }

    /** @param declared what the declarations already told; the result holds these and perhaps more */
    public static List<ConfigValue> check(Map<String, String> properties, List<ConfigValue> declared) {
        ConfigCheck check = new ConfigCheck(properties, declared);
        check.unknownKeys();
        check.topicKeys();
        check.expressions();
        check.valuesOfTopics();
        check.parametersOfPresets();
        check.required();
        check.order(BatchingSettings.BATCH_EVENTS, BatchingSettings.BUFFER_EVENTS);
        check.order(DeliverySettings.BACKOFF, DeliverySettings.BACKOFF_MAX);
        check.waitBeforeHandover();
        check.connection();
        check.live();
        return new ArrayList<>(check.values.values());
    }

    private void unknownKeys() {
        Set<String> known = Settings.definition().names();
        for (String key : properties.keySet()) {
            if (known.contains(key)
                    || key.equals(Settings.TASK_COUNT)
                    || key.equals(Settings.TASK_NUMBER)
                    || key.startsWith(TopicKey.PREFIX)) {
                continue;
            }
            String nearest = NearestKey.of(key, known);
            boolean ours = key.startsWith(MappingSettings.PREFIX) || key.startsWith("pinterest.");
            if (ours || (!values.containsKey(key) && NearestKey.distance(key, nearest) <= TYPING_ERROR)) {
                problem(key, "there is no such key. Did you mean " + nearest + "?");
            }
        }
    }

    /** Keys of one topic that do not exist, and topics that are not read. */
    private void topicKeys() {
        for (String key : properties.keySet()) {
            if (!key.startsWith(TopicKey.PREFIX)) {
                continue;
            }
            Optional<TopicKey> parsed = TopicKey.of(key);
            if (parsed.isEmpty()) {
                problem(key, "there is no such key. Did you mean " + TopicKey.nearest(key, topics.named()) + "?");
            } else if (!topics.mayBring(parsed.get().topic())) {
                problem(
                        key,
                        "the topic " + parsed.get().topic() + " is not among those of this connector"
                                + topics.nearest(parsed.get().topic())
                                        .map(nearest -> ". Did you mean " + nearest + "?")
                                        .orElse(""));
            }
        }
    }

    private void expressions() {
        // Only the syntax is asked for here, so the bounds of an evaluation do not matter.
        ExpressionCompiler compiler = new ExpressionCompiler(Duration.ofSeconds(1), 100);
        for (String key : properties.keySet()) {
            String general = TopicKey.of(key).map(TopicKey::key).orElse(key);
            if (!MappingTexts.keys().contains(general) || !isSet(key)) {
                continue;
            }
            try {
                compiler.compile(properties.get(key));
            } catch (ExpressionSyntaxException e) {
                problem(key, "is not a JSONata expression: " + e.getMessage());
            }
        }
    }

    /** What the declarations check for the general keys. */
    private void valuesOfTopics() {
        properties.forEach((property, value) -> {
            try {
                TopicKey.checkValue(property, value);
            } catch (ConfigException e) {
                values.computeIfAbsent(property, ConfigValue::new).addErrorMessage(e.getMessage());
            }
        });
    }

    /** A parameter of a preset that is not used would be lost in silence. */
    private void parametersOfPresets() {
        Set<String> used = new HashSet<>();
        properties.forEach((property, name) -> {
            if (property.equals(MappingSettings.PRESET)
                    || (TopicKey.of(property).map(TopicKey::key).orElse("").equals(MappingSettings.PRESET))) {
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
        if (topics.needGeneral(mappings)) {
            required("", mappings.general());
        }
        mappings.byTopic().forEach((topic, texts) -> required(TopicKey.prefix(topic), texts));
    }

    private void required(String prefix, MappingTexts texts) {
        if (!isSet(PinterestSettings.AD_ACCOUNT)
                && texts.text(MappingTexts.ACCOUNT).isEmpty()) {
            problem(
                    PinterestSettings.AD_ACCOUNT,
                    "is missing. Set it to the id of the ad account, or set " + prefix + MappingTexts.ACCOUNT);
        }
        for (String field : List.of("event_name", "action_source", "event_time")) {
            if (texts.text(MappingTexts.FIELD + field).isEmpty()) {
                problem(
                        prefix + MappingTexts.FIELD + field,
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

    private static boolean isMapped(MappingTexts texts, String member) {
        return texts.text(MappingTexts.FIELD + "user_data." + member).isPresent();
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

    /** Last, since a config that is wrong anyway is not worth a call. */
    private void live() {
        if (isClean() && isSet(PinterestSettings.LIVE) && isSet(PinterestSettings.AD_ACCOUNT)) {
            ConnectorConfig config = ConnectorConfig.parse(properties);
            if (config.asksPinterest()) {
                LiveCheck.ask(config).forEach(this::problem);
            }
        }
    }

    private boolean isSet(String key) {
        String value = properties.get(key);
        return value != null && !value.isBlank();
    }

    private void problem(String key, String what) {
        values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(key + ": " + what);
    }
}
