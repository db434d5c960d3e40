package io.github.pinsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.config.ConnectorConfig;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expression that a log line shows for the field or key of a problem. */
class MappingPlansTest {
    private final MappingPlans plans = ConnectorConfig.parse(Map.of(
                    "pinterest.ad.account.id", "1",
                    "pinterest.access.token", "secret",
                    "filter", "paid",
                    "mapping.event_name", "'checkout'",
                    "mapping.event_time", "created",
                    "mapping.event_time.zone", "store.zone",
                    "mapping.phone.country", "store.country",
                    "mapping.custom_data.contents", "items",
                    "topic.returns.mapping.event_time", "returned"))
            .mappingPlans();

    @ParameterizedTest
    @CsvSource({
        "orders, event_time, mapping.event_time=created",
        "returns, event_time, mapping.event_time=returned",
        "returns, mapping.event_time, mapping.event_time=returned",
        "orders, mapping.event_time.zone, mapping.event_time.zone=store.zone",
        "orders, mapping.phone.country, mapping.phone.country=store.country",
        "orders, custom_data.contents[2].item_price, mapping.custom_data.contents=items",
        "orders, filter, filter=paid",
        "orders, user_data.em,"
    })
    void findsTheExpressionOfAFieldOrKey(String topic, String field, String expression) {
        assertThat(plans.expression(topic, field)
                        .map(source -> source.key() + "=" + source.source())
                        .orElse(null))
                .isEqualTo(expression);
    }
}
