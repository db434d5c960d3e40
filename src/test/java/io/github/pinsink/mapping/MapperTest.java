package io.github.pinsink.mapping;

import static io.github.pinsink.mapping.MapperFixture.event;
import static io.github.pinsink.mapping.MapperFixture.mapped;
import static io.github.pinsink.mapping.MapperFixture.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.mapping.MappingResult.Invalid;
import io.github.pinsink.mapping.MappingResult.Skipped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapperTest {
    @Nested
    class BeforeAnyMapping {
        @Test
        void aTombstoneIsSkipped() {
            assertThat(new MapperFixture().map((Object) null)).isEqualTo(new Skipped(Skipped.Why.TOMBSTONE));
        }

        @Test
        void theJsonDocumentNullIsATombstoneAsForTheJsonConverter() {
            assertThat(new MapperFixture().map("null")).isEqualTo(new Skipped(Skipped.Why.TOMBSTONE));
        }

        @Test
        void aRecordThatDoesNotPassTheFilterIsSkippedEvenIfItIsInvalid() {
            MapperFixture filtering = new MapperFixture()
                    .with("filter", "status = 'PAID'")
                    .with("mapping.event_time", "$number('not one')");

            assertThat(filtering.map("{\"status\": \"PENDING\"}")).isEqualTo(new Skipped(Skipped.Why.FILTERED));
        }

        @Test
        void onlyTruePassesTheFilter() {
            MapperFixture filtering = new MapperFixture().with("filter", "status");

            assertThat(filtering.map(order("\"status\": \"yes\""))).isEqualTo(new Skipped(Skipped.Why.FILTERED));
            assertThat(filtering.map(order(""))).isEqualTo(new Skipped(Skipped.Why.FILTERED));
            assertThat(mapped(filtering.map(order("\"status\": true"))).events())
                    .hasSize(1);
        }

        @Test
        void aFilterThatFailsRejectsTheRecordAndIsNamed() {
            assertThat(reasons(new MapperFixture()
                            .with("filter", "$number(status) > 1")
                            .map(order("\"status\": \"Anneliese\""))))
                    .singleElement()
                    .asString()
                    .startsWith("filter: ")
                    .doesNotContain("Anneliese");
        }
    }

    @Nested
    class Reasons {
        @Test
        void areReportedAllAtOnceAndWithoutValues() {
            MappingResult result = new MapperFixture()
                    .with("mapping.ad_account_id", "account")
                    .with("mapping.event_time", "$number(time)")
                    .without("mapping.user_data.em")
                    .map("{\"time\": \"Anneliese\", \"account\": \"Lindqvist\"}");

            assertThat(reasons(result))
                    .anySatisfy(reason -> assertThat(reason)
                            .isEqualTo("mapping.ad_account_id: expected 1 to 18 digits, got a string of length 9"))
                    .anySatisfy(reason -> assertThat(reason).startsWith("mapping.event_time: "))
                    .anySatisfy(reason -> assertThat(reason).startsWith("user_data: "))
                    .noneSatisfy(reason -> assertThat(reason).contains("Anneliese"))
                    .noneSatisfy(reason -> assertThat(reason).contains("Lindqvist"));
        }

        @Test
        void ofOneRecordDoNotReachTheNext() {
            Mapper mapper = new MapperFixture().mapper();

            assertThat(MapperFixture.map(mapper, MapperFixture.record(null, "{}")))
                    .isInstanceOf(Invalid.class);
            assertThat(event(MapperFixture.map(mapper, MapperFixture.record(null, order(""))))
                            .get("event_time")
                            .longValue())
                    .isEqualTo(1_762_999_000L);
        }

        @Test
        void valuesOfOneRecordDoNotReachTheNext() {
            Mapper mapper = new MapperFixture()
                    .with("mapping.custom_data.order_id", "order_id")
                    .mapper();
            MapperFixture.map(mapper, MapperFixture.record(null, order("\"order_id\": \"A-1\"")));

            assertThat(event(MapperFixture.map(mapper, MapperFixture.record(null, order(""))))
                            .has("custom_data"))
                    .isFalse();
        }
    }

    @Nested
    class AdAccount {
        private final MapperFixture perRecord = new MapperFixture().with("mapping.ad_account_id", "shop.account");

        @Test
        void isThatOfTheConfigUnlessTheMappingGivesOne() {
            assertThat(accountOf(perRecord.map(order("")))).isEqualTo(MapperFixture.AD_ACCOUNT);
            assertThat(accountOf(perRecord.map(order("\"shop\": {\"account\": null}"))))
                    .isEqualTo(MapperFixture.AD_ACCOUNT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"123456789012345678\"", "123456789012345678", "\" 123456789012345678 \""})
        void mayBeAStringOrAnInteger(String account) {
            assertThat(accountOf(perRecord.map(order("\"shop\": {\"account\": " + account + "}"))))
                    .isEqualTo("123456789012345678");
        }

        @ParameterizedTest
        @ValueSource(strings = {"549755885176.0", "5.49755885176E11", "\"549755885176\""})
        void mayBeAWholeNumberWithAFractionOrAnExponent(String account) {
            assertThat(accountOf(perRecord.map(order("\"shop\": {\"account\": " + account + "}"))))
                    .isEqualTo("549755885176");
        }

        @ParameterizedTest
        @ValueSource(strings = {"549755885176", "549755885176.00", "5.49755885176E+11"})
        void mayBeAWholeDecimal(String account) {
            Map<String, Object> record = Map.of(
                    "time",
                    1_762_999_000L,
                    "email",
                    "jane.doe@example.com",
                    "shop",
                    Map.of("account", new BigDecimal(account)));
            assertThat(accountOf(perRecord.map(record))).isEqualTo("549755885176");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"\"",
                    "\"12a\"",
                    "-1",
                    "1.5",
                    "true",
                    "{\"id\": 1}",
                    "[1, 2]",
                    "1234567890123456789",
                    "1.23456789012345678E17",
                    "1e999999999"
                })
        void thatIsInvalidRejectsTheRecordInsteadOfUsingTheDefault(String account) {
            assertThat(reasons(perRecord.map(order("\"shop\": {\"account\": " + account + "}"))))
                    .singleElement()
                    .asString()
                    .startsWith("mapping.ad_account_id: expected 1 to 18 digits, got ");
        }

        @Test
        void isReportedWhenNeitherTheConfigNorTheRecordHasOne() {
            assertThat(reasons(perRecord.without("pinterest.ad.account.id").map(order(""))))
                    .containsExactly("mapping.ad_account_id: expected 1 to 18 digits, got no value");
        }
    }

    @Nested
    class DefaultEventId {
        @Test
        void isTheSameWheneverTheRecordIsReadAgain() {
            MapperFixture mapping = new MapperFixture();

            assertThat(event(mapping.map(order(""))).get("event_id"))
                    .isEqualTo(event(mapping.map(order("\"more\": 1"))).get("event_id"));
        }

        @Test
        void differsByOriginalTopicPartitionOffsetAndTimestamp() {
            Mapper mapper = new MapperFixture().mapper();
            SinkRecord record = MapperFixture.record(null, order(""));
            SinkRecord later = new SinkRecord(
                    MapperFixture.TOPIC, 3, null, null, null, order(""), 42, 7L, TimestampType.CREATE_TIME);

            assertThat(List.of(
                            idOf(mapper, record, new TopicPartition("a", 1), 1),
                            idOf(mapper, record, new TopicPartition("b", 1), 1),
                            idOf(mapper, record, new TopicPartition("a", 2), 1),
                            idOf(mapper, record, new TopicPartition("a", 1), 2),
                            idOf(mapper, later, new TopicPartition("a", 1), 1)))
                    .doesNotHaveDuplicates();
        }

        @Test
        void isNotUsedWhenOneIsMapped() {
            assertThat(event(new MapperFixture().with("mapping.event_id", "id").map(order("\"id\": \"A-1\"")))
                            .get("event_id")
                            .textValue())
                    .isEqualTo("A-1");
        }

        private static String idOf(Mapper mapper, SinkRecord record, TopicPartition partition, long offset) {
            return event(mapper.map(record, partition, offset, MapperFixture.NOW))
                    .get("event_id")
                    .textValue();
        }
    }

    @Nested
    class Variables {
        @Test
        void giveKeyHeadersAndCoordinates() {
            ConnectHeaders headers = new ConnectHeaders();
            headers.addString("epik", "old").addString("epik", "dj0yJnU9");
            SinkRecord record = new SinkRecord(
                    MapperFixture.TOPIC,
                    3,
                    null,
                    "key-7",
                    null,
                    order(""),
                    42,
                    1_762_999_001_234L,
                    TimestampType.CREATE_TIME,
                    headers);

            assertThat(event(new MapperFixture()
                                    .with("mapping.event_time", "$timestamp")
                                    .with("mapping.user_data.click_id", "$headers.epik")
                                    .with(
                                            "mapping.custom_data.order_id",
                                            "$key & '/' & $topic & '/' & $partition & '/' & $offset")
                                    .map(record))
                            .toString())
                    .contains("\"event_time\":1762999001")
                    .contains("\"click_id\":\"dj0yJnU9\"")
                    .contains("\"order_id\":\"key-7/orders/3/42\"");
        }

        @Test
        void aKeyThatIsAStructIsAnObject() {
            Schema schema = org.apache.kafka.connect.data.SchemaBuilder.struct()
                    .field("id", Schema.INT64_SCHEMA)
                    .build();
            SinkRecord record = new SinkRecord(
                    MapperFixture.TOPIC,
                    3,
                    schema,
                    new org.apache.kafka.connect.data.Struct(schema).put("id", 9_007_199_254_740_993L),
                    null,
                    order(""),
                    42);

            assertThat(event(new MapperFixture()
                                    .with("mapping.custom_data.order_id", "$key.id")
                                    .map(record))
                            .at("/custom_data/order_id")
                            .textValue())
                    .isEqualTo("9007199254740993");
        }

        @Test
        void theWholeRecordIsAlsoAVariable() {
            assertThat(event(new MapperFixture()
                                    .with("mapping.custom_data.order_id", "$record.order.id")
                                    .map(order("\"order\": {\"id\": \"A-1\"}")))
                            .at("/custom_data/order_id")
                            .textValue())
                    .isEqualTo("A-1");
        }
    }

    @Nested
    class EventNames {
        private final MapperFixture mapping = new MapperFixture().with("mapping.event_name", "name");

        @Test
        void thatAreUnknownAreTreatedAsConfigured() {
            String refund = order("\"name\": \"Order Refunded\"");

            assertThat(reasons(mapping.map(refund)))
                    .singleElement()
                    .asString()
                    .startsWith("event_name: expected one of ")
                    .contains("mapping.custom.event.names");
            assertThat(reasons(
                            mapping.with("mapping.on.unknown.event", "reject").map(refund)))
                    .hasSize(1);
            assertThat(mapping.with("mapping.on.unknown.event", "skip").map(refund))
                    .isEqualTo(new Skipped(Skipped.Why.UNKNOWN_EVENT));
            assertThat(nameOf(mapping.with("mapping.on.unknown.event", "custom").map(refund)))
                    .isEqualTo("custom");
        }

        @Test
        void thatAreSkippedAreSkippedDespiteOtherProblems() {
            mapping.with("mapping.on.unknown.event", "skip").with("mapping.custom_data.value", "$number(name)");

            assertThat(mapping.map(order("\"name\": \"Order Refunded\"")))
                    .isEqualTo(new Skipped(Skipped.Why.UNKNOWN_EVENT));
            assertThat(mapped(mapping.map(order("\"name\": \"checkout\"")))
                            .events()
                            .get(0)
                            .encoded()
                            .dropped())
                    .extracting(Problem::field)
                    .containsExactly("custom_data.value");
        }

        @Test
        void thatAreCustomAreSentWithAnyRuleForUnknownNames() {
            mapping.with("mapping.custom.event.names", "order-refunded, Loyalty_Signup");

            for (String choice : List.of("reject", "skip", "custom")) {
                mapping.with("mapping.on.unknown.event", choice);
                assertThat(nameOf(mapping.map(order("\"name\": \"Order-Refunded\""))))
                        .isEqualTo("order-refunded");
                assertThat(nameOf(mapping.map(order("\"name\": \"loyalty_signup\""))))
                        .isEqualTo("Loyalty_Signup");
                assertThat(nameOf(mapping.map(order("\"name\": \"Order Completed\""))))
                        .isEqualTo("checkout");
            }
        }

        private static String nameOf(MappingResult result) {
            return event(result).get("event_name").textValue();
        }
    }

    @Nested
    class Amounts {
        private final MapperFixture mapping = new MapperFixture()
                .with("mapping.custom_data.value", "total")
                .with("mapping.custom_data.num_items", "2");

        /** A constant is looked at once for all records, and its currency still counts in each of them. */
        @Test
        void areDroppedFromEachRecordWhenTheMappedCurrencyIsInvalid() {
            Mapper mapper =
                    mapping.with("mapping.custom_data.currency", "'EURO'").mapper();

            for (int i = 0; i < 2; i++) {
                MappingResult.Event event = mapped(
                                MapperFixture.map(mapper, MapperFixture.record(null, order("\"total\": 12.5"))))
                        .events()
                        .get(0);
                assertThat(MapperFixture.json(event.encoded().json()).get("custom_data"))
                        .hasToString("{\"num_items\":2}");
                assertThat(event.encoded().dropped())
                        .extracting(Problem::field)
                        .containsExactly("custom_data.currency", "custom_data.value");
            }
        }

        @Test
        void ofTheMappingAreSentOnlyWithAValidCurrencyOfTheRecord() {
            mapping.with("mapping.custom_data.currency", "currency").with("mapping.custom_data.value", "'25.00'");

            Mapper mapper = mapping.mapper();
            assertThat(customData(mapper, "eur"))
                    .isEqualTo("{\"currency\":\"EUR\",\"value\":\"25.00\",\"num_items\":2}");
            assertThat(customData(mapper, "EURO")).isEqualTo("{\"num_items\":2}");
            assertThat(customData(mapper, "usd"))
                    .isEqualTo("{\"currency\":\"USD\",\"value\":\"25.00\",\"num_items\":2}");
        }

        private static String customData(Mapper mapper, String currency) {
            String record = order("\"currency\": \"" + currency + "\"");
            return event(MapperFixture.map(mapper, MapperFixture.record(null, record)))
                    .get("custom_data")
                    .toString();
        }
    }

    @Nested
    class TopicMappings {
        private final MapperFixture mapping = new MapperFixture()
                .with("filter", "status = 'PAID'")
                .with("topic.shop.signups.v1.filter", "")
                .with("topic.shop.signups.v1.mapping.event_name", "'signup'")
                .with("topic.shop.signups.v1.mapping.ad_account_id", "'77'");

        @Test
        void overrideTheDefaultMappingKeyByKey() {
            MappingResult result = mapping.map(MapperFixture.record("shop.signups.v1", null, order("")));

            assertThat(event(result).get("event_name").textValue()).isEqualTo("signup");
            assertThat(event(result).get("event_time").longValue()).isEqualTo(1_762_999_000L);
            assertThat(accountOf(result)).isEqualTo("77");
        }

        @Test
        void doNotChangeOtherTopics() {
            MappingResult result = mapping.map(order("\"status\": \"PAID\""));

            assertThat(event(result).get("event_name").textValue()).isEqualTo("checkout");
            assertThat(accountOf(result)).isEqualTo(MapperFixture.AD_ACCOUNT);
            assertThat(mapping.map(order(""))).isEqualTo(new Skipped(Skipped.Why.FILTERED));
        }

        @Test
        void areFoundByTheTopicNameAfterAllTransforms() {
            SinkRecord renamed = MapperFixture.record("shop.signups.v1", null, order(""));

            assertThat(event(mapping.mapper().map(renamed, new TopicPartition("raw", 0), 1, MapperFixture.NOW))
                            .get("event_name")
                            .textValue())
                    .isEqualTo("signup");
        }

        @Test
        void areRejectedWhenATopicHasNoMapping() {
            MapperFixture noGeneral = new MapperFixture();
            for (String key : List.of("event_name", "action_source", "event_time", "user_data.em")) {
                noGeneral.without("mapping." + key);
            }
            noGeneral.with("topic.other.mapping.event_name", "'signup'");

            assertThat(reasons(noGeneral.map(order(""))))
                    .singleElement()
                    .asString()
                    .startsWith("no mapping configured for topic orders; set topic.orders.mapping.*");
        }
    }

    private static List<String> reasons(MappingResult result) {
        assertThat(result).isInstanceOf(Invalid.class);
        return ((Invalid) result).problems().stream().map(Problem::text).toList();
    }

    private static String accountOf(MappingResult result) {
        return mapped(result).events().get(0).account().toString();
    }

    /** Once for the record, and not again for each of its fields and elements. */
    @Test
    void rejectsARecordWhoseExpressionsExceedTheBudgetAndNamesTheKey() {
        Mapper mapper = new MapperFixture()
                .with("mapping.custom_data.order_id", "$pad(name, width)")
                .with("mapping.custom_data.search_string", "$pad(name, width)")
                .mapper();
        assertThat(
                        MapperFixture.map(
                                mapper,
                                MapperFixture.record(
                                        null,
                                        "{\"time\":1762999000,\"email\":\"a@example.com\",\"name\":\"x\",\"width\":2000000000}")))
                .isEqualTo(new MappingResult.Invalid(
                        List.of(Problem.found(
                                ProblemCode.EXPRESSION_LIMIT_EXCEEDED,
                                "mapping.custom_data.order_id",
                                "the expressions of this record created more than 16000000 characters of strings and lists;"
                                        + " simplify the expression or make the records smaller")),
                        true));
        assertThat(MapperFixture.map(
                        mapper,
                        MapperFixture.record(
                                null, "{\"time\":1762999000,\"email\":\"a@example.com\",\"name\":\"x\",\"width\":2}")))
                .isInstanceOf(MappingResult.Mapped.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter", "explode", "mapping.ad_account_id"})
    void rejectsARecordWhoseOtherExpressionsExceedTheBudget(String key) {
        assertThat(new MapperFixture()
                        .with(key, "$pad(email, 2000000000)")
                        .map("{\"time\":1762999000,\"email\":\"a@example.com\"}"))
                .isInstanceOfSatisfying(
                        MappingResult.Invalid.class,
                        rejected -> assertThat(rejected.problems().stream()
                                        .map(Problem::text)
                                        .toList())
                                .singleElement()
                                .asString()
                                .startsWith(key + ": the expressions of this record created more than 16000000"));
    }
}
