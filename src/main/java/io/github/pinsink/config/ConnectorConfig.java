package io.github.pinsink.config;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiSettings;
import io.github.pinsink.api.ProxyServer;
import io.github.pinsink.api.TransportSettings;
import io.github.pinsink.api.TrustStore;
import io.github.pinsink.delivery.AccessPolicy;
import io.github.pinsink.delivery.AmbiguityPolicy;
import io.github.pinsink.delivery.Backoff;
import io.github.pinsink.delivery.DeliveryPolicy;
import io.github.pinsink.delivery.RateShare;
import io.github.pinsink.event.EventRules;
import io.github.pinsink.mapping.MappingCompiler;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.mapping.MappingPlans;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.ExpressionCompiler;
import io.github.pinsink.mapping.expression.ExpressionSyntaxException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** The connector's properties as typed values. */
public final class ConnectorConfig {
    /** Connect's key for the dead letter queue. */
    static final String DEAD_LETTER_QUEUE = "errors.deadletterqueue.topic.name";

    /** The API processes at most this many events of a request in test mode. */
    private static final int TEST_MODE_EVENTS = 20;

    private static final int UNREADABLE_ATTEMPTS = 8;

    /** Events of ad accounts to which access is denied may use one part in this many of the buffers. */
    private static final int PARKED_SHARE = 4;

    private static final String CONFIG_PROVIDERS = "config.providers";

    private final AbstractConfig values;
    private final ConfiguredMappings mappings;

    private ConnectorConfig(AbstractConfig values, ConfiguredMappings mappings) {
        this.values = values;
        this.mappings = mappings;
    }

    /**
     * @param connectorConfig the properties; a null value counts as not set
     * @throws ConfigException for the first invalid key, which it names
     */
    public static ConnectorConfig parse(Map<String, String> connectorConfig) {
        Map<String, String> properties = NonNullProperties.of(connectorConfig);
        properties.forEach(TopicKey::checkValue);
        Map<String, String> declared = new HashMap<>(PresetExpander.expand(properties));
        // The worker has already resolved references to its own providers. From these keys, AbstractConfig would create
        // more providers, which could read any file on the worker without its operator's consent.
        declared.keySet().removeIf(key -> key.startsWith(CONFIG_PROVIDERS));
        // Does not log the values: they contain the user's expressions.
        AbstractConfig values = new AbstractConfig(Settings.definition(), declared, false);
        checkExtraFields(properties, values.getList(ExtraFields.KEY));
        ConnectorConfig config = new ConnectorConfig(values, ConfiguredMappings.of(properties));
        if (config.transport().proxy().isPresent()
                && "http".equalsIgnoreCase(config.apiUrl().getScheme())) {
            throw new ConfigException(PinterestSettings.API_URL + ": " + ConnectionSettings.httpThroughProxy());
        }
        return config;
    }

    private static void checkExtraFields(Map<String, String> properties, List<String> listed) {
        properties.forEach((property, value) -> {
            String key = TopicKey.of(property).map(TopicKey::key).orElse(property);
            if (!value.isBlank()) {
                ExtraFields.problem(key, listed).ifPresent(problem -> {
                    throw new ConfigException(property + ": " + problem);
                });
            }
        });
    }

    /** The name of the connector. */
    public String connectorName() {
        return values.originalsStrings().getOrDefault("name", "unnamed");
    }

    /** The number of this task within the connector, from 0. */
    public int taskNumber() {
        return values.getInt(Settings.TASK_NUMBER);
    }

    /** The topics as configured, for a reader. */
    public String topics() {
        Map<String, String> given = values.originalsStrings();
        return given.containsKey("topics")
                ? "topics " + given.get("topics")
                : "topics.regex " + given.get("topics.regex");
    }

    /** Whether the connector reads this topic; also true if the config has no topics. */
    public boolean mayRead(String topic) {
        return SubscribedTopics.of(values.originalsStrings()).contains(topic) != TopicPattern.Match.DIFFERS;
    }

    /** Which ad accounts receive events, for a reader. */
    public String accountDescription() {
        boolean byRecord = mappings.all().stream()
                .anyMatch(mapping -> mapping.text(MappingDefinition.ACCOUNT).isPresent());
        String configured = account().map(AdAccountId::toString).orElse("");
        return byRecord ? (configured.isEmpty() ? "of each record" : "of each record, else " + configured) : configured;
    }

    /** The names of the presets of the connector and its topics, in alphabetical order. */
    public Set<String> presets() {
        Set<String> names = new TreeSet<>();
        values.originalsStrings().forEach((key, value) -> {
            String own = TopicKey.of(key).map(TopicKey::key).orElse(key);
            if (own.equals(MappingSettings.PRESET) && !value.isBlank()) {
                names.add(value.strip());
            }
        });
        return names;
    }

    /** Whether an errant record goes to the dead letter queue or is dropped, instead of failing the task. */
    public boolean toleratesErrors() {
        return "all".equalsIgnoreCase(values.originalsStrings().get("errors.tolerance"));
    }

    /** How many records in a row the mapping may reject before the task fails; empty for any number. */
    public OptionalInt maxRejectedRecords() {
        int max = values.getInt(DeliverySettings.MAX_REJECTED_RECORDS);
        return max < 0 ? OptionalInt.empty() : OptionalInt.of(max);
    }

    /** The topic to which the worker writes errant records; empty without a dead letter queue. */
    public Optional<String> deadLetterTopic() {
        return Optional.ofNullable(values.originalsStrings().get(DEAD_LETTER_QUEUE))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty());
    }

    /** How long a write to the dead letter queue is retried before the task fails; positive. */
    public Duration deadLetterTimeout() {
        return millis(DeliverySettings.DEAD_LETTER_TIMEOUT);
    }

    public AccessToken token() {
        return new AccessToken(
                values.getPassword(PinterestSettings.TOKEN).value().strip());
    }

    /** The ad account of events for which the mapping returns none. */
    Optional<AdAccountId> account() {
        return text(PinterestSettings.AD_ACCOUNT).map(AdAccountId::new);
    }

    boolean validatesCredentials() {
        return values.getBoolean(PinterestSettings.VALIDATE_CREDENTIALS);
    }

    /** @throws ConfigException for the first invalid expression, whose key it names */
    public MappingPlans mappingPlans() {
        MappingCompiler compiler = new MappingCompiler(expressions());
        try {
            Optional<MappingPlan> defaultPlan = mappings.defaultMapping().isEmpty()
                    ? Optional.empty()
                    : Optional.of(plan(
                            new TopicMapping(mappings.defaultMapping(), Optional.empty(), Optional.empty()), compiler));
            Map<String, MappingPlan> byTopic = new HashMap<>();
            for (Map.Entry<String, TopicMapping> topic : mappings.byTopic().entrySet()) {
                byTopic.put(topic.getKey(), plan(topic.getValue(), compiler));
            }
            return new MappingPlans(
                    defaultPlan, byTopic, new HashSet<>(values.getList(MappingSettings.DEAD_LETTER_TOPICS)));
        } catch (ExpressionSyntaxException e) {
            throw new ConfigException("Invalid JSONata expression in " + e.getMessage());
        }
    }

    private MappingPlan plan(TopicMapping mapping, MappingCompiler compiler) throws ExpressionSyntaxException {
        MappingSettings.OnUnknownProperty rule =
                mapping.onUnknownProperty().orElseGet(() -> MappingSettings.ON_UNKNOWN_PROPERTY.get(values));
        return compiler.compile(
                mapping.definition(),
                account(),
                mapping.onUnknownEvent(),
                rule == MappingSettings.OnUnknownProperty.REPORT);
    }

    ExpressionCompiler expressions() {
        return new ExpressionCompiler(EvaluationBudget.Limits.of(expressionTimeout()), expressionDepth());
    }

    Duration expressionTimeout() {
        return millis(MappingSettings.EXPRESSION_TIMEOUT);
    }

    int expressionDepth() {
        return values.getInt(MappingSettings.EXPRESSION_DEPTH);
    }

    public EventRules eventRules() {
        return new EventRules(
                MappingSettings.ON_INVALID_FIELD.get(values),
                MappingSettings.ON_UNKNOWN_EVENT.get(values),
                new HashSet<>(values.getList(MappingSettings.CUSTOM_NAMES)),
                new HashSet<>(values.getList(ExtraFields.KEY)),
                MappingSettings.HASH_DETECTION.get(values),
                text(MappingSettings.PHONE_COUNTRY)
                        .map(country -> country.strip().toUpperCase(Locale.ROOT)),
                text(MappingSettings.BIRTH_DATE_PATTERN).map(MappingSettings::datePattern),
                MappingSettings.STATE_NAMES.get(values),
                MappingSettings.EXTERNAL_ID_CASE.get(values),
                MappingSettings.duration(values.getString(MappingSettings.MAX_AGE)));
    }

    public DeliveryPolicy deliveryPolicy(DoubleSupplier random) {
        int maxEvents = values.getInt(BatchingSettings.BATCH_EVENTS);
        int maxExcessRejections = values.getInt(DeliverySettings.MAX_EXCESS_REJECTIONS);
        long retryTimeout = values.getLong(DeliverySettings.RETRY_TIMEOUT);
        return new DeliveryPolicy(
                testMode() ? Math.min(maxEvents, TEST_MODE_EVENTS) : maxEvents,
                values.getInt(BatchingSettings.BATCH_BYTES),
                millis(BatchingSettings.LINGER),
                values.getInt(DeliverySettings.IN_FLIGHT),
                bufferMaxBytes(),
                new Backoff(millis(DeliverySettings.BACKOFF), millis(DeliverySettings.BACKOFF_MAX), random),
                retryTimeout < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retryTimeout)),
                UNREADABLE_ATTEMPTS,
                maxExcessRejections < 0 ? Integer.MAX_VALUE : maxExcessRejections,
                accessPolicy(),
                ambiguityPolicy(),
                toleratesErrors() && deadLetterTopic().isEmpty());
    }

    private AmbiguityPolicy ambiguityPolicy() {
        AmbiguityPolicy.OnAmbiguous onAmbiguous = DeliverySettings.ON_AMBIGUOUS.get(values);
        return new AmbiguityPolicy(onAmbiguous, DeliverySettings.ON_AMBIGUOUS.text(onAmbiguous));
    }

    private AccessPolicy accessPolicy() {
        return new AccessPolicy(
                millis(DeliverySettings.DENIED_TIMEOUT),
                account(),
                DeliverySettings.ON_ACCOUNT_DENIED.get(values),
                bufferMaxEvents() / PARKED_SHARE,
                bufferMaxBytes() / PARKED_SHARE);
    }

    public ApiSettings apiSettings(String threadName) {
        return new ApiSettings(
                apiUrl(), testMode(), values.getInt(DeliverySettings.IN_FLIGHT), transport(), threadName);
    }

    private TransportSettings transport() {
        return ConnectionSettings.transport(values);
    }

    /** The host of the proxy in the config, not of one in the JVM's settings, which the worker's operator chose. */
    Optional<String> proxyHost() {
        return transport().proxy().map(ProxyServer::host);
    }

    public URI apiUrl() {
        return URI.create(values.getString(PinterestSettings.API_URL).strip());
    }

    /**
     * The share of this task in the requests per minute of an ad account.
     *
     * @param owner a name that is unique among the tasks on this worker
     */
    public RateShare rateShare(String owner) {
        return new RateShare(owner, values.getInt(DeliverySettings.RATE), values.getInt(Settings.TASK_COUNT));
    }

    Optional<TrustStore> trustStore() {
        return ConnectionSettings.trustStore(values);
    }

    public int bufferMaxEvents() {
        return values.getInt(BatchingSettings.BUFFER_EVENTS);
    }

    public long bufferMaxBytes() {
        return values.getLong(BatchingSettings.BUFFER_BYTES);
    }

    public Duration flushTimeout() {
        return millis(DeliverySettings.FLUSH_TIMEOUT);
    }

    private boolean testMode() {
        return values.getBoolean(PinterestSettings.TEST_MODE);
    }

    private Duration millis(String key) {
        return Duration.ofMillis(values.getLong(key));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(values.getString(key)).filter(text -> !text.isBlank());
    }
}
