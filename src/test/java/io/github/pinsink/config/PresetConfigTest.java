package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pinsink.event.EventRules;
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

/** A preset stands under the keys that are given. */
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
    void isAWholeMapping(String preset) {
        Map<String, String> config = config("mapping.preset", preset);

        assertThat(problems(config)).isEmpty();
        assertThat(ConnectorConfig.parse(config).mappingPlans().general()).isPresent();
    }

    static List<String> presets() {
        return Preset.names();
    }

    @Test
    void anUnknownOneIsRefusedWithTheNamesThereAre() {
        assertThat(problems(config("mapping.preset", "mixpanel")))
                .contains("mapping.preset: there is no such preset; there are " + String.join(", ", Preset.names()));
        assertThatThrownBy(() -> ConnectorConfig.parse(config("topic.orders.mapping.preset", "mixpanel")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topic.orders.mapping.preset");
    }

    @Test
    void aParameterOfAPresetThatIsNotSetIsToldToHaveNoEffect() {
        assertThat(problems(config("mapping.preset", "segment", "mapping.preset.status.values", "paid")))
                .singleElement()
                .asString()
                .startsWith("mapping.preset.status.values: has no effect");
        assertThat(problems(config("mapping.preset", "debezium-orders", "mapping.preset.status.values", "paid")))
                .isEmpty();
    }

    @Test
    void isOfferedToTools() {
        Map<String, String> config = config();

        assertThat(Settings.definition().validate(config))
                .filteredOn(value -> value.name().equals("mapping.preset"))
                .singleElement()
                .satisfies(value -> assertThat(value.recommendedValues()).hasSameElementsAs(Preset.names()));
    }

    @Test
    void givenKeysWinAndBlankOnesLeaveTheirFieldOut() {
        ConfiguredMappings mappings = ConfiguredMappings.of(
                config("mapping.preset", "segment", "mapping.event_id", "mine", "mapping.user_data.ge", ""));

        assertThat(mappings.general().text("mapping.event_id")).contains("mine");
        assertThat(mappings.general().text("mapping.user_data.ge")).isEmpty();
        assertThat(mappings.general().text("mapping.user_data.em")).isPresent();
    }

    @Test
    void aBlankRequiredFieldIsMissingInSpiteOfThePreset() {
        assertThat(problems(config("mapping.preset", "segment", "mapping.event_time", " ")))
                .anyMatch(problem -> problem.startsWith("mapping.event_time: is missing"));
    }

    @Test
    void unknownEventsAreSkippedWhereThePresetSaysSoUnlessTheConfigSaysOtherwise() {
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
    void aTopicWithAPresetOfItsOwnStartsFromThatAndKeepsOnlyTheAdAccount() {
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

        assertThat(problems(config)).isEmpty();
        assertThat(mappings.byTopic().get("events").text("filter").orElseThrow())
                .startsWith("type in");
        assertThat(mappings.byTopic().get("events").text("mapping.user_data.partner_id"))
                .isEmpty();
        assertThat(mappings.byTopic().get("events").text("mapping.event_id")).contains("properties.event_id");
        assertThat(mappings.byTopic().get("events").text("mapping.ad_account_id"))
                .contains("$headers.account");
        assertThat(mappings.general().text("filter")).contains("status = 'PAID'");
    }

    @Test
    void aTopicHasItsOwnRuleForUnknownEvents() {
        Map<String, String> config = config(
                "mapping.preset", "segment",
                "topic.orders.mapping.preset", "shopify",
                "topic.events.mapping.on.unknown.event", "custom");
        Map<String, String> rules = ConfiguredMappings.of(config).onUnknownEvent();

        assertThat(rules).containsOnly(Map.entry("orders", "reject"), Map.entry("events", "custom"));
        assertThat(ConnectorConfig.parse(config)
                        .mappingPlans()
                        .byTopic()
                        .get("events")
                        .onUnknownEvent())
                .contains(EventRules.OnUnknownEvent.CUSTOM);
    }

    @Test
    void unknownMembersAreToldOfRecordsInTheApisOwnShapeOnly() {
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
    void theRuleOfATopicIsCheckedLikeTheGeneralOne() {
        assertThat(problems(config("mapping.preset", "segment", "topic.orders.mapping.on.unknown.event", "ignore")))
                .singleElement()
                .asString()
                .contains("topic.orders.mapping.on.unknown.event")
                .contains("reject, skip, custom");
    }
}
