package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.mapping.MappingPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rules for the declarations of all keys. */
class SettingsTest {
    /** Valid values for the keys with a format of their own. */
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("pinterest.ad.account.id", "77"),
            Map.entry("pinterest.access.token", "pina_other"),
            Map.entry("pinterest.api.url", "https://proxy.example.com/v5"),
            Map.entry("mapping.custom.event.names", "loyalty_signup"),
            Map.entry("mapping.preset", "segment"),
            Map.entry("mapping.event_time.zone", "Europe/Berlin"),
            Map.entry("mapping.phone.country", "'DE'"),
            Map.entry("mapping.phone.default.country", "DE"),
            Map.entry("mapping.birth.date.pattern", "dd/MM/uuuu"),
            Map.entry("event.max.age", "12h"),
            Map.entry("proxy.url", "http://proxy.example.com:3128"));

    /** Keys that have to be set together with a key. */
    private static final Map<String, Map<String, String>> REQUIRED_KEYS = Map.of(
            "mapping.preset.status.column", Map.of("mapping.preset", "debezium-orders"),
            "mapping.preset.status.values", Map.of("mapping.preset", "debezium-orders"),
            "mapping.advertiser_tracking_enabled", Map.of("mapping.extra.fields", "advertiser_tracking_enabled"),
            "mapping.user_data.customer_type", Map.of("mapping.extra.fields", "user_data.customer_type"),
            "proxy.user", Map.of("proxy.url", "http://proxy.example.com:3128"),
            "proxy.password", Map.of("proxy.url", "http://proxy.example.com:3128", "proxy.user", "jane"),
            "ssl.truststore.password", Map.of("ssl.truststore.location", "/etc/ssl/store.jks"),
            "ssl.truststore.type", Map.of("ssl.truststore.location", "/etc/ssl/store.jks"));

    private static final Map<String, String> BASE = Map.copyOf(MinimalConfig.properties());

    @TestFactory
    Stream<DynamicTest> everyKeyChangesTheParsedConfig() {
        return rows().map(row -> DynamicTest.dynamicTest(row.key(), () -> {
            Map<String, String> before = new TreeMap<>(BASE);
            before.putAll(REQUIRED_KEYS.getOrDefault(row.key(), Map.of()));
            Map<String, String> after = new TreeMap<>(before);
            after.put(row.key(), another(row));
            assertThat(parsed(after).equals(parsed(before)))
                    .as(row.key() + "=" + another(row) + " changes nothing")
                    .isFalse();
        }));
    }

    @Test
    void everyKeyHasADescriptionForAForm() {
        ConfigDef definition = Settings.definition();
        Set<String> names = new HashSet<>();
        assertThat(rows()).allSatisfy(row -> {
            ConfigKey key = definition.configKeys().get(row.key());
            assertThat(key.documentation).as(row.key()).endsWith(".");
            assertThat(key.displayName).as(row.key()).isNotBlank();
            assertThat(names.add(key.displayName))
                    .as("unique display name " + key.displayName)
                    .isTrue();
            assertThat(key.group).as(row.key()).isNotBlank();
            assertThat(key.orderInGroup).as(row.key()).isPositive();
            assertThat(key.width).as(row.key()).isNotEqualTo(ConfigDef.Width.NONE);
        });
    }

    @Test
    void everyEnumeratedKeySuggestsItsDefault() {
        assertThat(rows().filter(row -> row.validator()
                        .filter(ConfigDef.ValidString.class::isInstance)
                        .isPresent()))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(suggestions(row)).as(row.key()).contains(row.defaultValue()));
    }

    @Test
    void everyKeyWithASecretIsOfTypePassword() {
        assertThat(rows().filter(row -> row.key().matches(".*(token|secret|password)$")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.type()).as(row.key()).isEqualTo(Type.PASSWORD));
        assertThat(ConnectorConfig.parse(BASE).token()).asString().doesNotContain("pina_not_used");
    }

    private static Stream<Setting> rows() {
        return Settings.byGroup().values().stream().flatMap(List::stream);
    }

    private static List<Object> suggestions(Setting row) {
        return row.recommender()
                .map(recommender -> recommender.validValues(row.key(), Map.of()))
                .orElse(List.of());
    }

    /** A valid value other than the default. */
    private static String another(Setting row) {
        if (SAMPLES.containsKey(row.key())) {
            return SAMPLES.get(row.key());
        }
        return switch (row.type()) {
            case BOOLEAN -> Boolean.toString(!(Boolean) row.defaultValue());
            case INT, LONG -> Long.toString(anotherNumber(row));
            default ->
                suggestions(row).stream()
                        .filter(suggestion -> !Objects.equals(suggestion, row.defaultValue()))
                        .map(Object::toString)
                        .findFirst()
                        .orElse("'something else'");
        };
    }

    private static long anotherNumber(Setting row) {
        long defaultValue = ((Number) row.defaultValue()).longValue();
        return Stream.of(defaultValue - 1, defaultValue + 1, defaultValue + 1_000)
                .filter(candidate -> Settings.definition().validate(Map.of(row.key(), candidate.toString())).stream()
                        .filter(value -> value.name().equals(row.key()))
                        .allMatch(value -> value.errorMessages().isEmpty()))
                .findFirst()
                .orElseThrow();
    }

    /** Everything the connector reads from its config, as strings. */
    private static List<String> parsed(Map<String, String> properties) {
        ConnectorConfig config = ConnectorConfig.parse(properties);
        return Stream.of(
                        config.token().authorization(),
                        config.apiSettings("test"),
                        config.deliveryPolicy(() -> 0.5),
                        config.eventRules(),
                        texts(config.mappingPlans().defaultPlan().orElseThrow()),
                        config.mappingPlans().deadLetterTopics(),
                        config.expressionTimeout(),
                        config.expressionDepth(),
                        config.validatesCredentials(),
                        config.rateShare("test"),
                        config.bufferMaxEvents(),
                        config.bufferMaxBytes(),
                        config.flushTimeout(),
                        config.deadLetterTimeout(),
                        config.maxRejectedRecords())
                .map(part -> part.toString().replaceAll("\\$\\$Lambda[\\w$./@]*", ""))
                .toList();
    }

    private static List<String> texts(MappingPlan plan) {
        List<String> texts = new ArrayList<>();
        plan.filter().ifPresent(filter -> texts.add("filter=" + filter.source()));
        plan.explode().ifPresent(explode -> texts.add("explode=" + explode.source()));
        plan.timeZone().ifPresent(zone -> texts.add("zone=" + zone.source()));
        plan.phoneCountry().ifPresent(country -> texts.add("phone country=" + country.source()));
        plan.accountExpression().ifPresent(account -> texts.add("account=" + account.source()));
        texts.add("unknown properties=" + plan.reportsUnknownProperties());
        plan.account().ifPresent(account -> texts.add("account=" + account.digits()));
        plan.steps()
                .forEach(step ->
                        texts.add(step.field().path() + "=" + step.expression().source()));
        return texts;
    }
}
