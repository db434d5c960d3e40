package io.github.pinsink.config;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiSettings;
import io.github.pinsink.api.ProxyServer;
import io.github.pinsink.api.TransportSettings;
import io.github.pinsink.api.TrustStore;
import io.github.pinsink.delivery.AccessPolicy;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** The connector's properties as finished values. */
public final class ConnectorConfig {
    private static final int TEST_MODE_EVENTS = 20;
    private static final int UNREADABLE_ATTEMPTS = 8;
    /** Of the buffers, for events of ad accounts to which access is denied. */
    private static final int PARKED_SHARE = 4;

    private static final String CONFIG_PROVIDERS = "config.providers";

    private final AbstractConfig values;
    private final ConfiguredMappings mappings;

    private ConnectorConfig(AbstractConfig values, ConfiguredMappings mappings) {
        this.values = values;
        this.mappings = mappings;
    }

    /**
     * @param given the properties; one that is null counts as not given
     * @throws ConfigException naming the first key that is wrong
     */
    public static ConnectorConfig parse(Map<String, String> given) {
        Map<String, String> properties = NonNullProperties.withoutNulls(given);
        properties.forEach(TopicKey::checkValue);
        Map<String, String> declared = new HashMap<>(PresetExpander.over(properties));
        // The worker has resolved its providers' references by now. Kafka's class would make providers of the config's
        // own,
        // which read any file of the worker whatever its operator allows.
        declared.keySet().removeIf(key -> key.startsWith(CONFIG_PROVIDERS));
        // Not logged: the values hold what the user's mapping says.
        AbstractConfig values = new AbstractConfig(Settings.definition(), declared, false);
        ConnectorConfig config = new ConnectorConfig(values, ConfiguredMappings.of(properties));
        if (config.transport().proxy().isPresent()
                && "http".equalsIgnoreCase(config.apiUrl().getScheme())) {
            throw new ConfigException(PinterestSettings.API_URL + ": has to be https where "
                    + ConnectionSettings.PROXY_URL + " is set, since the proxy would see the token");
        }
        return config;
    }

    /** The connector's name at its worker. */
    public String connectorName() {
        return values.originalsStrings().getOrDefault("name", "unnamed");
    }

    /** Which of the connector's tasks this is, from 0 on. */
    public int taskNumber() {
        return values.getInt(Settings.TASK_NUMBER);
    }

    /** Whether a record that becomes no conversion is set aside or skipped, instead of stopping the task. */
    public boolean toleratesErrors() {
        return "all".equalsIgnoreCase(values.originalsStrings().get("errors.tolerance"));
    }

    /** The topic to which the worker writes errant records; empty where there is no dead letter queue. */
    public Optional<String> deadLetterTopic() {
        return Optional.ofNullable(values.originalsStrings().get("errors.deadletterqueue.topic.name"))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty());
    }

    /** For how long a write to the dead letter queue is retried before the task fails; positive. */
    public Duration deadLetterTimeout() {
        return millis(DeliverySettings.DEAD_LETTER_TIMEOUT);
    }

    public AccessToken token() {
        return new AccessToken(
                values.getPassword(PinterestSettings.TOKEN).value().strip());
    }

    /** The ad account of events whose record names none. */
    Optional<AdAccountId> account() {
        return text(PinterestSettings.AD_ACCOUNT).map(AdAccountId::new);
    }

    boolean asksPinterest() {
        return values.getBoolean(PinterestSettings.LIVE);
    }

    /** @throws ConfigException naming the first key whose text is no JSONata */
    public MappingPlans mappingPlans() {
        Optional<AdAccountId> account = account();
        MappingCompiler compiler = new MappingCompiler(expressions());
        String generalRule = values.getString(MappingSettings.ON_UNKNOWN_PROPERTY);
        Map<String, MappingPlan> byTopic = new HashMap<>();
        try {
            for (Map.Entry<String, MappingDefinition> topic : mappings.byTopic().entrySet()) {
                Optional<EventRules.OnUnknownEvent> rule = Optional.ofNullable(
                                mappings.onUnknownEvent().get(topic.getKey()))
                        .map(text -> EventRules.OnUnknownEvent.valueOf(text.toUpperCase(Locale.ROOT)));
                byTopic.put(
                        topic.getKey(),
                        compiler.compile(topic.getValue(), account)
                                .with(rule)
                                .reportingUnknownProperties(mappings.onUnknownMember()
                                        .getOrDefault(topic.getKey(), generalRule)
                                        .equals("report")));
            }
            return new MappingPlans(
                    mappings.general().isEmpty()
                            ? Optional.empty()
                            : Optional.of(compiler.compile(mappings.general(), account)
                                    .reportingUnknownProperties(generalRule.equals("report"))),
                    byTopic,
                    new HashSet<>(values.getList(MappingSettings.DEAD_LETTER_TOPICS)));
        } catch (ExpressionSyntaxException e) {
            throw new ConfigException("A mapping is no JSONata: " + e.getMessage());
        }
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
                EventRules.OnInvalidField.valueOf(constant(MappingSettings.ON_INVALID_FIELD)),
                EventRules.OnUnknownEvent.valueOf(constant(MappingSettings.ON_UNKNOWN_EVENT)),
                new HashSet<>(values.getList(MappingSettings.CUSTOM_NAMES)),
                EventRules.HashDetection.valueOf(constant(MappingSettings.HASH_DETECTION)),
                text(MappingSettings.PHONE_COUNTRY)
                        .map(country -> country.strip().toUpperCase(Locale.ROOT)),
                text(MappingSettings.BIRTH_DATE_PATTERN).map(MappingSettings::datePattern),
                EventRules.StateNames.valueOf(constant(MappingSettings.STATE_NAMES)),
                EventRules.ExternalIdCase.valueOf(constant(MappingSettings.EXTERNAL_ID_CASE)),
                MappingSettings.duration(values.getString(MappingSettings.MAX_AGE)));
    }

    public DeliveryPolicy deliveryPolicy(DoubleSupplier random) {
        int maxEvents = values.getInt(BatchingSettings.BATCH_EVENTS);
        int maxExcessRejections = values.getInt(DeliverySettings.MAX_EXCESS_REJECTIONS);
        long retryTimeout = values.getLong(DeliverySettings.RETRY_TIMEOUT);
        return new DeliveryPolicy(
                // The API processes no more than that of a test request.
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
                values.getString(DeliverySettings.AMBIGUOUS).equals("resend"));
    }

    private AccessPolicy accessPolicy() {
        return new AccessPolicy(
                millis(DeliverySettings.DENIED_TIMEOUT),
                account(),
                AccessPolicy.OnDenied.valueOf(constant(DeliverySettings.ACCOUNT_DENIED)),
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

    /** The host of the proxy that the config names; the one of the worker's JVM is the operator's own choice. */
    Optional<String> proxyHost() {
        return transport().proxy().map(ProxyServer::host);
    }

    public URI apiUrl() {
        return URI.create(values.getString(PinterestSettings.API_URL).strip());
    }

    /**
     * What this task may use of the calls per minute of an ad account.
     *
     * @param owner a name that no other task on this worker has
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

    private String constant(String key) {
        return values.getString(key).toUpperCase(Locale.ROOT);
    }
}
