package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.PinterestConversionsSinkConnector;
import io.github.pinsink.mapping.preset.Preset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What validation returns for a configuration form: the suggested values, and the visible keys. */
class SettingRecommenderTest {
    private static final List<String> HIDDEN_AT_FIRST = List.of(
            "mapping.preset.status.column",
            "mapping.preset.status.values",
            "proxy.password",
            "proxy.user",
            "ssl.truststore.password",
            "ssl.truststore.type");

    @Test
    void hidesOnlyKeysThatDependOnAnotherKey() {
        assertThat(validated(Map.of()).values())
                .filteredOn(value -> !value.visible())
                .extracting(ConfigValue::name)
                .containsExactlyInAnyOrderElementsOf(HIDDEN_AT_FIRST);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.url, http://proxy.example.com:3128, proxy.user",
        "proxy.user, jane, proxy.password",
        "ssl.truststore.location, /etc/ssl/store.pem, ssl.truststore.password",
        "ssl.truststore.location, /etc/ssl/store.pem, ssl.truststore.type",
        "mapping.preset, debezium-orders, mapping.preset.status.column",
        "mapping.preset, debezium-orders, mapping.preset.status.values",
        "topic.orders.mapping.preset, debezium-orders, mapping.preset.status.column"
    })
    void showsADependentKeyWhenTheOtherKeyIsSet(String key, String text, String shown) {
        assertThat(isShown(shown, Map.of())).isFalse();
        assertThat(isShown(shown, Map.of(key, "  "))).isFalse();
        assertThat(isShown(shown, Map.of(key, text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.user, jane",
        "proxy.password, secret",
        "ssl.truststore.password, secret",
        "ssl.truststore.type, JKS",
        "mapping.preset.status.column, state"
    })
    void showsADependentKeyThatIsSetSoThatItsErrorIsVisible(String key, String text) {
        assertThat(isShown(key, Map.of(key, text))).isTrue();
    }

    @Test
    void hidesPresetParametersWhenThePresetHasNone() {
        assertThat(isShown("mapping.preset.status.column", Map.of("mapping.preset", "segment")))
                .isFalse();
    }

    @Test
    void listsEveryDependentKeyOnTheKeyItDependsOn() {
        List<Setting> dependent = rows().filter(row ->
                        row.recommender().flatMap(SettingRecommender::dependsOn).isPresent())
                .toList();
        assertThat(dependent).hasSize(4).allSatisfy(row -> {
            String other =
                    row.recommender().flatMap(SettingRecommender::dependsOn).orElseThrow();
            assertThat(Settings.setting(other).orElseThrow().dependents()).contains(row.key());
        });
        assertThat(rows().flatMap(row -> row.dependents().stream()))
                .containsExactlyInAnyOrderElementsOf(HIDDEN_AT_FIRST);
    }

    @Test
    void suggestsAllValuesOfAnEnumeratedKey() {
        Map<String, ConfigValue> values = validated(Map.of());
        List<Setting> enumerations = rows().filter(row ->
                        row.validator().filter(ValidString.class::isInstance).isPresent())
                .toList();
        assertThat(enumerations).hasSizeGreaterThan(7).allSatisfy(row -> {
            ConfigValue value = values.get(row.key());
            assertThat(value.recommendedValues()).contains(value.value()).hasSizeGreaterThan(1);
            assertThat(value.recommendedValues())
                    .allSatisfy(suggested -> assertThat(validated(Map.of(row.key(), (String) suggested))
                                    .get(row.key())
                                    .errorMessages())
                            .isEmpty());
        });
        assertThat(values.get("mapping.preset").recommendedValues()).hasSameElementsAs(Preset.names());
        assertThat(values.get("mapping.phone.default.country").recommendedValues())
                .contains("DE", "US", "JP")
                .hasSizeGreaterThan(240);
    }

    private static Stream<Setting> rows() {
        return Settings.byGroup().values().stream().flatMap(List::stream);
    }

    private static boolean isShown(String key, Map<String, String> more) {
        return validated(more).get(key).visible();
    }

    /** The result of a validation, by key. */
    private static Map<String, ConfigValue> validated(Map<String, String> more) {
        Map<String, String> config = MinimalConfig.properties();
        config.putAll(more);
        Map<String, ConfigValue> values = new HashMap<>();
        for (ConfigValue value :
                new PinterestConversionsSinkConnector().validate(config).configValues()) {
            values.put(value.name(), value);
        }
        return values;
    }
}
