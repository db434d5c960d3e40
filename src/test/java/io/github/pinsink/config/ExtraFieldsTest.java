package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pinsink.event.EventSchema;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of newer descriptions of the API: a mapping may use them only if the setting lists them. */
class ExtraFieldsTest {
    private static final String CONTENTS = "mapping.custom_data.contents";

    private final Map<String, String> properties = MinimalConfig.properties();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mapping.advertiser_tracking_enabled",
                "mapping.user_data.customer_type",
                "topic.orders.mapping.user_data.customer_type"
            })
    void aMappingOfAnUnlistedFieldIsAnErrorThatNamesTheSetting(String key) {
        String path = key.substring(key.indexOf("mapping.") + "mapping.".length());
        properties.put(key, "value");
        assertThat(problems().get(key))
                .singleElement()
                .asString()
                .startsWith(key + ": " + path + " is only in newer descriptions of Pinterest's API")
                .contains("add " + path + " to mapping.extra.fields");
        assertThatThrownBy(() -> ConnectorConfig.parse(properties))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key + ": ")
                .hasMessageContaining("mapping.extra.fields");

        properties.put("mapping.extra.fields", path);
        assertThat(problems()).isEmpty();
        assertThat(ConnectorConfig.parse(properties).eventRules().extraFields()).containsExactly(path);
    }

    @Test
    void aKeyWithoutAnExpressionUsesNothing() {
        properties.put("mapping.user_data.customer_type", " ");
        assertThat(problems()).isEmpty();
        assertThat(ConnectorConfig.parse(properties).eventRules().extraFields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items.{\"id\": sku, \"item_brand_id\": brand}",
                "$map(items, function($item) { {'id': $item.sku, 'item_brand_id': $item.brand} })",
                "items.$merge([$, {\"item_brand_id\": brand}])",
                "items ~> | $ | {\"item_brand_id\": brand} |"
            })
    void contentsWithAnUnlistedPropertyAreAnErrorWithItsPosition(String contents) {
        properties.put(CONTENTS, contents);
        int position = contents.indexOf("item_brand_id");
        assertThat(problems().get(CONTENTS))
                .singleElement()
                .asString()
                .startsWith(CONTENTS + ": custom_data.contents[].item_brand_id is only in newer descriptions")
                .contains("mapping.extra.fields")
                .endsWith("    " + contents + "\n    " + " ".repeat(position - 1) + "^");

        properties.put("mapping.extra.fields", "custom_data.contents[].item_brand_id");
        assertThat(problems()).isEmpty();
    }

    @Test
    void readingAFieldOfThatNameUsesNothing() {
        properties.put(CONTENTS, "items.{\"id\": item_brand_id}");
        properties.put("mapping.custom_data.content_ids", "items.{\"item_brand_id\": sku}.item_brand_id");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aListWithAnUnknownFieldIsAnErrorWithAllValidValues() {
        properties.put("mapping.extra.fields", "user_data.customer_type,item_brand_id");
        properties.put("mapping.user_data.customer_type", "'new'");
        assertThat(problems())
                .containsOnlyKeys("mapping.extra.fields")
                .containsEntry(
                        "mapping.extra.fields",
                        List.of("mapping.extra.fields: unknown extra field. Valid values: advertiser_tracking_enabled,"
                                + " user_data.customer_type, custom_data.contents[].item_brand_id"));
    }

    @ParameterizedTest
    @CsvSource({
        "advertiser_tracking_enabled, mapping.advertiser_tracking_enabled",
        "user_data.customer_type, mapping.user_data.customer_type",
        "custom_data.contents[].item_brand_id, mapping.custom_data.contents"
    })
    void aListedFieldWithoutAnExpressionIsAnError(String path, String key) {
        properties.put("mapping.extra.fields", path);
        assertThat(problems())
                .containsExactly(Map.entry(
                        "mapping.extra.fields",
                        List.of("mapping.extra.fields: " + path + " has no expression. Set " + key + ", or remove "
                                + path + " from the list")));

        properties.put(key, "value");
        assertThat(problems()).isEmpty();

        properties.remove(key);
        properties.put("topic.orders." + key, "value");
        assertThat(problems()).isEmpty();
    }

    @Test
    void theFormSuggestsAllExtraFields() {
        Setting setting = Settings.setting("mapping.extra.fields").orElseThrow();
        assertThat(setting.recommender().orElseThrow().validValues("mapping.extra.fields", Map.of()))
                .isEqualTo(EventSchema.extraFields());
    }

    private Map<String, List<String>> problems() {
        return MinimalConfig.problems(properties);
    }
}
