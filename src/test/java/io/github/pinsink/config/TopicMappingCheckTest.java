package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mapping keys for one topic. */
class TopicMappingCheckTest {
    private final Map<String, String> properties = MinimalConfig.properties();

    @BeforeEach
    void subscribeToTwoTopics() {
        properties.put("topics", "orders,shop.signups.v1");
    }

    @Nested
    class Parsing {
        @ParameterizedTest
        @CsvSource({
            "topic.orders.filter, orders, filter",
            "topic.shop.orders.v1.explode, shop.orders.v1, explode",
            "topic.orders.mapping.user_data.em, orders, mapping.user_data.em",
            "topic.orders.mapping.ad_account_id, orders, mapping.ad_account_id",
            "topic.a.filter.filter, a.filter, filter",
            "topic.a.mapping.event_name.mapping.event_name, a.mapping.event_name, mapping.event_name",
            "topic.mapping.filter, mapping, filter",
            "topic.topic.filter, topic, filter"
        })
        void parsesAKeyFromItsEndBecauseTopicsMayContainDots(String property, String topic, String key) {
            assertThat(TopicKey.of(property)).isEqualTo(Optional.of(new TopicKey(topic, key)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "topics",
                    "topic.filter",
                    "topic..filter",
                    "topic.orders",
                    "topic.orders.mapping.user_data.emial",
                    "topic.orders.mapping.on.invalid.field",
                    "topic.ordersfilter"
                })
        void doesNotParseOtherKeys(String property) {
            assertThat(TopicKey.of(property)).isEmpty();
        }

        @Test
        void noKeyIsTheEndOfAnother() {
            for (String key : TopicKey.keys()) {
                assertThat(TopicKey.keys()).noneMatch(other -> other.endsWith("." + key));
            }
        }
    }

    @Nested
    class Checks {
        @Test
        void acceptsACompleteMapping() {
            properties.put("topic.shop.signups.v1.mapping.event_name", "'signup'");
            properties.put("topic.shop.signups.v1.filter", "");

            assertThat(problems()).isEmpty();
        }

        @Test
        void suggestsTheClosestKey() {
            properties.put("topic.shop.signups.v1.mapping.user_data.emial", "email");
            properties.put("topic.orders.fliter", "true");

            assertThat(problems())
                    .containsEntry(
                            "topic.shop.signups.v1.mapping.user_data.emial",
                            List.of(
                                    "topic.shop.signups.v1.mapping.user_data.emial: unknown configuration key. Did you mean"
                                            + " topic.shop.signups.v1.mapping.user_data.em?"))
                    .containsEntry(
                            "topic.orders.fliter",
                            List.of(
                                    "topic.orders.fliter: unknown configuration key. Did you mean topic.orders.filter?"));
        }

        @Test
        void reportsATopicOutsideTheSubscription() {
            properties.put("topic.ordres.filter", "true");

            assertThat(problems())
                    .containsOnly(Map.entry(
                            "topic.ordres.filter",
                            List.of("topic.ordres.filter: topic ordres is not a topic of this connector. Did"
                                    + " you mean orders?")));
        }

        @Test
        void acceptsATopicThatTransformsMayProduceOrThatThePatternMatches() {
            properties.put("topic.renamed.filter", "true");
            properties.put("transforms", "route");
            assertThat(problems()).isEmpty();

            properties.remove("transforms");
            properties.remove("topics");
            properties.put("topics.regex", "re.*");
            assertThat(problems()).isEmpty();

            properties.put("topics.regex", "shop.*");
            assertThat(problems()).containsOnlyKeys("topic.renamed.filter");
        }

        @Test
        void reportsInvalidExpressions() {
            properties.put("topic.orders.mapping.user_data.em", "customer.");
            properties.put("topic.orders.explode", "items[");

            assertThat(problems()).containsOnlyKeys("topic.orders.mapping.user_data.em", "topic.orders.explode");
        }

        @Test
        void reportsMissingFieldsInTheMappingOfATopic() {
            properties.put("topic.orders.mapping.event_time", "");
            properties.put("topic.orders.mapping.user_data.em", "");

            assertThat(problems())
                    .containsOnlyKeys("topic.orders.mapping.event_time", "topic.orders.mapping.user_data.em");
        }

        @Test
        void requiresADefaultMappingOnlyIfATopicHasNoMapping() {
            for (String key : List.of("event_name", "action_source", "event_time", "user_data.em")) {
                String text = properties.remove("mapping." + key);
                properties.put("topic.orders.mapping." + key, text);
                properties.put("topic.shop.signups.v1.mapping." + key, text);
            }
            assertThat(problems()).isEmpty();

            properties.put("topics", "orders,shop.signups.v1,third");
            assertThat(problems())
                    .containsOnlyKeys(
                            "mapping.event_name",
                            "mapping.action_source",
                            "mapping.event_time",
                            "mapping.user_data.em");
        }

        @Test
        void requiresAnAdAccountForEachTopic() {
            properties.remove("pinterest.ad.account.id");
            properties.put("topic.orders.mapping.ad_account_id", "'1'");

            assertThat(problems())
                    .containsOnly(Map.entry(
                            "pinterest.ad.account.id",
                            List.of("pinterest.ad.account.id: is required. Set it to the ID of the ad account, or set"
                                    + " mapping.ad_account_id")));
        }
    }

    private Map<String, List<String>> problems() {
        return MinimalConfig.problems(properties);
    }
}
