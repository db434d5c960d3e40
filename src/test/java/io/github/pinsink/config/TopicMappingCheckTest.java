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

/** Keys of the mapping that are meant for one topic. */
class TopicMappingCheckTest {
    private final Map<String, String> properties = MinimalConfig.properties();

    @BeforeEach
    void twoTopics() {
        properties.put("topics", "orders,shop.signups.v1");
    }

    @Nested
    class Names {
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
        void areReadFromTheEndSinceTopicsMayContainDots(String property, String topic, String key) {
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
        void ofAnotherFormAreNone(String property) {
            assertThat(TopicKey.of(property)).isEmpty();
        }

        @Test
        void leaveOneWayOnlyToReadThem() {
            for (String key : TopicKey.keys()) {
                assertThat(TopicKey.keys()).noneMatch(other -> other.endsWith("." + key));
            }
        }
    }

    @Nested
    class Problems {
        @Test
        void areNoneForAWholeMapping() {
            properties.put("topic.shop.signups.v1.mapping.event_name", "'signup'");
            properties.put("topic.shop.signups.v1.filter", "");

            assertThat(problems()).isEmpty();
        }

        @Test
        void tellTheKeyThatWasProbablyMeant() {
            properties.put("topic.shop.signups.v1.mapping.user_data.emial", "email");
            properties.put("topic.orders.fliter", "true");

            assertThat(problems())
                    .containsEntry(
                            "topic.shop.signups.v1.mapping.user_data.emial",
                            List.of("topic.shop.signups.v1.mapping.user_data.emial: there is no such key. Did you mean"
                                    + " topic.shop.signups.v1.mapping.user_data.em?"))
                    .containsEntry(
                            "topic.orders.fliter",
                            List.of("topic.orders.fliter: there is no such key. Did you mean topic.orders.filter?"));
        }

        @Test
        void tellATopicThatIsNotRead() {
            properties.put("topic.ordres.filter", "true");

            assertThat(problems())
                    .containsOnly(Map.entry(
                            "topic.ordres.filter",
                            List.of("topic.ordres.filter: the topic ordres is not among those of this connector. Did"
                                    + " you mean orders?")));
        }

        @Test
        void areNotSuspectedWhereTransformsMayRenameTopicsOrAPatternNamesThem() {
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
        void tellExpressionsThatDoNotParse() {
            properties.put("topic.orders.mapping.user_data.em", "customer.");
            properties.put("topic.orders.explode", "items[");

            assertThat(problems()).containsOnlyKeys("topic.orders.mapping.user_data.em", "topic.orders.explode");
        }

        @Test
        void tellWhatATopicsOwnMappingLacks() {
            properties.put("topic.orders.mapping.event_time", "");
            properties.put("topic.orders.mapping.user_data.em", "");

            assertThat(problems())
                    .containsOnlyKeys("topic.orders.mapping.event_time", "topic.orders.mapping.user_data.em");
        }

        @Test
        void doNotAskForAGeneralMappingWhereEachTopicHasItsOwn() {
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
        void askForAnAdAccountOfEachTopic() {
            properties.remove("pinterest.ad.account.id");
            properties.put("topic.orders.mapping.ad_account_id", "'1'");

            assertThat(problems())
                    .containsOnly(Map.entry(
                            "pinterest.ad.account.id",
                            List.of("pinterest.ad.account.id: is missing. Set it to the id of the ad account, or set"
                                    + " mapping.ad_account_id")));
        }
    }

    private Map<String, List<String>> problems() {
        return MinimalConfig.problems(properties);
    }
}
