package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pinsink.event.EventRules;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.mapping.preset.Preset;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Presets in a config: explicit keys override the keys of a preset. */
class PresetConfigTest {
    private static Map<String, String> config(String... keysAndValues) {
        Map<String, String> config = new HashMap<>(
                Map.of("topics", "events,orders", "pinterest.ad.account.id", "1", "pinterest.access.token", "t"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return config;
    }

    private static List<String> problems(Map<String, String> config) {
        return ConfigCheck.check(
                        config,
                        Settings.definition().validate(config),
                        ValidationLimits.ofThisWorker(System::nanoTime, Clock.systemUTC()))
                .stream()
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void isACompleteMapping(String preset) {
        Map<String, String> config = config("mapping.preset", preset);

        assertThat(problems(config)).isEmpty();
        assertThat(ConnectorConfig.parse(config).mappingPlans().defaultPlan()).isPresent();
    }

    static List<String> presets() {
        return Preset.names();
    }

    @Test
    void anUnknownPresetIsReportedWithTheValidNames() {
        assertThat(problems(config("mapping.preset", "mixpanel")))
                .contains("mapping.preset: unknown preset. Valid presets: " + String.join(", ", Preset.names()));
        assertThatThrownBy(() -> ConnectorConfig.parse(config("topic.orders.mapping.preset", "mixpanel")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topic.orders.mapping.preset");
    }

    @Test
    void aParameterThatNoConfiguredPresetHasIsReported() {
        assertThat(problems(config("mapping.preset", "segment", "mapping.preset.status.values", "paid")))
                .singleElement()
                .asString()
                .startsWith("mapping.preset.status.values: has no effect");
        assertThat(problems(config("mapping.preset", "debezium-orders", "mapping.preset.status.values", "paid")))
                .isEmpty();
    }

    @Test
    void presetNamesAreSuggested() {
        Map<String, String> config = config();

        assertThat(Settings.definition().validate(config))
                .filteredOn(value -> value.name().equals("mapping.preset"))
                .singleElement()
                .satisfies(value -> assertThat(value.recommendedValues()).hasSameElementsAs(Preset.names()));
    }

    @Test
    void explicitKeysOverrideThePresetAndBlankValuesRemoveTheField() {
        ConfiguredMappings mappings = ConfiguredMappings.of(
                config("mapping.preset", "segment", "mapping.event_id", "mine", "mapping.user_data.ge", ""));

        assertThat(mappings.defaultMapping().text("mapping.event_id")).contains("mine");
        assertThat(mappings.defaultMapping().text("mapping.user_data.ge")).isEmpty();
        assertThat(mappings.defaultMapping().text("mapping.user_data.em")).isPresent();
    }

    @Test
    void aBlankValueForARequiredFieldIsReportedDespiteThePreset() {
        assertThat(problems(config("mapping.preset", "segment", "mapping.event_time", " ")))
                .anyMatch(problem -> problem.startsWith("mapping.event_time: is required"));
    }

    @Test
    void anExplicitRuleForUnknownEventsOverridesTheOneOfThePreset() {
        assertThat(ConnectorConfig.parse(config("mapping.preset", "segment"))
                        .eventRules()
                        .onUnknownEvent())
                .isEqualTo(EventRules.OnUnknownEvent.SKIP);
        assertThat(ConnectorConfig.parse(config("mapping.preset", "segment", "mapping.on.unknown.event", "custom"))
                        .eventRules()
                        .onUnknownEvent())
                .isEqualTo(EventRules.OnUnknownEvent.CUSTOM);
    }

    @Test
    void aPresetOfATopicReplacesTheDefaultMappingExceptForTheAdAccount() {
        Map<String, String> config = config(
                "mapping.event_name", "'checkout'",
                "mapping.action_source", "'web'",
                "mapping.event_time", "created_at",
                "mapping.user_data.em", "mail",
                "mapping.user_data.partner_id", "partner",
                "mapping.ad_account_id", "$headers.account",
                "filter", "status = 'PAID'",
                "topic.events.mapping.preset", "segment",
                "topic.events.mapping.event_id", "properties.event_id");
        ConfiguredMappings mappings = ConfiguredMappings.of(config);
        MappingDefinition events = mappings.byTopic().get("events").definition();

        assertThat(problems(config)).isEmpty();
        assertThat(events.text("filter").orElseThrow()).startsWith("type in");
        assertThat(events.text("mapping.user_data.partner_id")).isEmpty();
        assertThat(events.text("mapping.event_id")).contains("properties.event_id");
        assertThat(events.text("mapping.ad_account_id")).contains("$headers.account");
        assertThat(mappings.defaultMapping().text("filter")).contains("status = 'PAID'");
    }

    @Test
    void aTopicCanHaveItsOwnRuleForUnknownEvents() {
        Map<String, String> config = config(
                "mapping.preset", "segment",
                "topic.orders.mapping.preset", "shopify",
                "topic.events.mapping.on.unknown.event", "custom");
        Map<String, TopicMapping> mappings = ConfiguredMappings.of(config).byTopic();

        assertThat(mappings).containsOnlyKeys("orders", "events");
        assertThat(mappings.get("orders").onUnknownEvent()).contains(EventRules.OnUnknownEvent.REJECT);
        assertThat(mappings.get("events").onUnknownEvent()).contains(EventRules.OnUnknownEvent.CUSTOM);
        assertThat(ConnectorConfig.parse(config)
                        .mappingPlans()
                        .byTopic()
                        .get("events")
                        .onUnknownEvent())
                .contains(EventRules.OnUnknownEvent.CUSTOM);
    }

    @Test
    void unknownPropertiesAreReportedOnlyWithThePresetForTheApisOwnFormat() {
        Map<String, MappingPlan> plans = ConnectorConfig.parse(config(
                        "mapping.preset", "pinterest",
                        "topic.orders.mapping.preset", "shopify",
                        "topic.events.mapping.language", "'de'"))
                .mappingPlans()
                .byTopic();

        assertThat(plans.get("orders").reportsUnknownProperties()).isFalse();
        assertThat(plans.get("events").reportsUnknownProperties()).isTrue();
    }

    @Test
    void theRuleOfATopicIsValidatedLikeThatOfTheConnector() {
        assertThat(problems(config("mapping.preset", "segment", "topic.orders.mapping.on.unknown.event", "ignore")))
                .singleElement()
                .asString()
                .contains("topic.orders.mapping.on.unknown.event")
                .contains("reject, skip, custom");
    }
}
