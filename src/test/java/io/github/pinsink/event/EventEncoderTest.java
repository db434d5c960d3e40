package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventEncoderTest {
    private static final long NOW = 1_763_000_600_000L;

    private final Map<String, Object> values = new LinkedHashMap<>(Map.of(
            "event_name", "checkout",
            "action_source", "web",
            "event_time", 1_763_000_000L,
            "user_data.em", " Jane.Doe@Example.COM "));
    private EventRules.OnUnknownEvent onUnknownEvent = EventRules.OnUnknownEvent.REJECT;
    private EventRules.OnInvalidField onInvalidField = EventRules.OnInvalidField.DROP;

    @Test
    void writesTheEventOfTheApiDocumentation() throws Exception {
        JsonNode event = encoded();
        assertThat(event.at("/user_data/em/0").asText())
                .isEqualTo("86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d");
        assertThat(event.path("event_time").longValue()).isEqualTo(1_763_000_000L);
        assertThat(event.path("event_id").asText()).isEqualTo("the-default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ph|+1 (415) 555-2671|14155552671",
                "ph|0014155552671|14155552671",
                "ge|Non-Binary|n",
                "db|1996-03-14|19960314",
                "db|1996/3/14|19960314",
                "fn|Mary Ann|mary ann",
                "ln|O'Brien|o'brien",
                "ct|St. John's|stjohns",
                "ct|São Paulo|sãopaulo",
                "st|California|ca",
                "st|US-CA|ca",
                "st|N.Y.|ny",
                "zp|94107-1234|941071234",
                "zp|01234|01234",
                "zp|SW1A 1AA|sw1a1aa",
                "country|USA|us",
                "country|Germany|de",
                "country|uk|gb",
                "external_id|CUST-AbC42|CUST-AbC42",
                "hashed_maids|EA7583CD-A667-48BC-B806-42ECB2B48606|ea7583cd-a667-48bc-b806-42ecb2b48606"
            })
    void hashesNormalizedValues(String member, String given, String hashedText) throws Exception {
        values.put("user_data." + member, given);
        assertThat(encoded().at("/user_data/" + member + "/0").asText())
                .isEqualTo(Hashing.sha256()
                        .hashString(hashedText, StandardCharsets.UTF_8)
                        .toString());
    }

    @Test
    void passesDigestsThroughInLowerCaseAndSendsEachOnce() throws Exception {
        String digest = "86E0B9E56C17CC4D12387E1949B85053FBE73BC3CE5A1188713A9D300CC6133D";
        values.put("user_data.em", List.of(digest, "jane.doe@example.com", " "));
        assertThat(encoded().at("/user_data/em")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1763000000",
                "1763000000000",
                "1763000000000000",
                "1763000000000000000",
                "2025-11-13T02:13:20Z",
                "2025-11-13T03:13:20+01:00",
                "2025-11-13 02:13:20"
            })
    void acceptsTheUsualFormsOfTime(String time) throws Exception {
        values.put("event_time", time);
        assertThat(encoded().path("event_time").longValue()).isEqualTo(1_763_000_000L);
    }

    @Test
    void dropsTimesBefore1970() {
        values.put("app_info.install_time", new BigDecimal("-44.950"));
        assertThat(dropped(encode())).containsExactly("app_info.install_time");
    }

    @Test
    void dropsAListThatIsTooLong() {
        values.put("device_info.languages", Collections.nCopies(101, "en"));
        assertThat(dropped(encode())).containsExactly("device_info.languages");
    }

    @Test
    void rejectsNumbersWithAHugeExponentAtOnce() {
        values.put("custom_data.value", new BigDecimal("1E+999999999"));
        values.put("custom_data.num_items", new BigDecimal("1E-999999999"));
        assertThat(dropped(encode())).containsExactly("custom_data.value", "custom_data.num_items");
        values.put("event_time", new BigDecimal("1E-999999999"));
        assertThat(problems()).containsExactly("event_time");
    }

    @Test
    void writesAmountsInPlainNotation() throws Exception {
        assertThat(money(new BigDecimal("1200.00"))).isEqualTo("1200");
        assertThat(money(59.970000000000006)).isEqualTo("59.97");
        assertThat(money(1.23E7)).isEqualTo("12300000");
        assertThat(money("72.39")).isEqualTo("72.39");
        assertThat(money(12)).isEqualTo("12");
    }

    @Test
    void dropsAndReportsInvalidValues() {
        values.put("custom_data.num_items", "2.5");
        values.put("device_info.battery_level", 101);
        EncodingResult result = encode();
        assertThat(dropped(result)).containsExactlyInAnyOrder("custom_data.num_items", "device_info.battery_level");
    }

    @Test
    void rejectsTheRecordWithOnInvalidFieldReject() {
        onInvalidField = EventRules.OnInvalidField.REJECT;
        values.put("custom_data.num_items", "2.5");
        assertThat(problems()).containsExactly("custom_data.num_items");
    }

    @Test
    void reportsAllProblemsAtOnceWithoutValues() {
        values.put("event_time", "yesterday at noon");
        values.put("user_data.em", "jane at example");
        values.remove("action_source");
        assertThat(problems()).contains("event_time", "action_source", "user_data");
        assertThat(encode().toString()).doesNotContain("jane", "yesterday");
    }

    @Test
    void doesNotCountAnInvalidIdentifier() {
        values.remove("user_data.em");
        values.put("user_data.hashed_maids", "00000000-0000-0000-0000-000000000000");
        values.put("user_data.client_ip_address", "0.0.0.0");
        values.put("user_data.client_user_agent", "Mozilla/5.0");
        assertThat(problems()).contains("user_data");
    }

    @Test
    void rejectsEventsThatAreTooOldOrInTheFuture() {
        values.put("event_time", NOW / 1000 - 8 * 86_400);
        assertThat(problems()).containsExactly("event_time");
        values.put("event_time", NOW / 1000 + 301);
        assertThat(problems()).containsExactly("event_time");
    }

    @ParameterizedTest
    @CsvSource({"Order Completed,checkout", "purchase,checkout", "AddToCart,add_to_cart", "PAGE_VISIT,page_visit"})
    void acceptsTheUsualSpellingsOfEventNames(String given, String name) throws Exception {
        values.put("event_name", given);
        assertThat(encoded().path("event_name").asText()).isEqualTo(name);
    }

    @Test
    void treatsAnUnknownEventNameAsConfigured() throws Exception {
        values.put("event_name", "subscription renewed");
        assertThat(problems()).containsExactly("event_name");
        onUnknownEvent = EventRules.OnUnknownEvent.SKIP;
        assertThat(encode()).isInstanceOf(EncodingResult.Skipped.class);
        onUnknownEvent = EventRules.OnUnknownEvent.CUSTOM;
        assertThat(encoded().path("event_name").asText()).isEqualTo("custom");
    }

    @Test
    void neverSendsAnEmptyValueOrAnUnknownProperty() throws Exception {
        values.put("custom_data.order_id", "  ");
        values.put("custom_data.content_ids", List.of());
        values.put("custom_data.contents", Map.of("id", "S-1", "colour", "red", "item_price", 10.5));
        JsonNode event = encoded();
        assertThat(event.path("custom_data").toString())
                .isEqualTo("{\"contents\":[{\"id\":\"S-1\",\"item_price\":\"10.5\"}]}");
    }

    @Nested
    class TheEventsOfARecord {
        private final List<EventField> fields = EventSchema.fields().stream()
                .filter(field -> values.containsKey(field.path())
                        || field.path().equals("custom_data.content_ids")
                        || field.path().equals("custom_data.order_id"))
                .toList();
        private final EventEncoder encoder = new EventEncoder(fields, Map.of(), EventRules.standard());

        @Test
        void keepTheirBytesWhenMoreEventsAreWritten() throws Exception {
            EncodingResult.Encoded first = sound("first");
            EncodingResult.Encoded large = sound("x".repeat(10_000));
            EncodingResult.Encoded last = sound("last");

            assertThat(orderId(first)).isEqualTo("first");
            assertThat(orderId(large)).isEqualTo("x".repeat(10_000));
            assertThat(orderId(last)).isEqualTo("last");
        }

        @Test
        void haveNothingOfInvalidEventsBetweenThem() throws Exception {
            EncodingResult.Encoded first = sound("first");
            assertThat(with("event_time", "never")).isInstanceOf(EncodingResult.Invalid.class);
            List<Object> unreadable = new AbstractList<>() {
                @Override
                public Object get(int index) {
                    if (index == 1) {
                        throw new IllegalArgumentException("in the middle of the list");
                    }
                    return "S-1";
                }

                @Override
                public int size() {
                    return 2;
                }
            };
            assertThatThrownBy(() -> with("custom_data.content_ids", unreadable))
                    .isInstanceOf(IllegalArgumentException.class);
            EncodingResult.Encoded last = sound("last");

            assertThat(orderId(first)).isEqualTo("first");
            assertThat(orderId(last)).isEqualTo("last");
            assertThat(new String(last.json(), StandardCharsets.UTF_8)).doesNotContain("S-1");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 300_000, 900_000})
        void cannotBeReadAfterTheNextRecordBegins(int length) throws Exception {
            EncodingResult.Encoded gone = sound("x".repeat(length));
            encoder.beginRecord();

            assertThatThrownBy(gone::text).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(gone::json).isInstanceOf(IllegalStateException.class);
            assertThat(orderId(sound("next"))).isEqualTo("next");
        }

        private EncodingResult.Encoded sound(String orderId) {
            return (EncodingResult.Encoded) with("custom_data.order_id", orderId);
        }

        private EncodingResult with(String path, Object value) {
            Map<String, Object> given = new LinkedHashMap<>(values);
            given.put(path, value);
            return encoder.encode(place -> given.get(fields.get(place).path()), () -> "id", NOW, List.of());
        }

        private static String orderId(EncodingResult.Encoded event) throws Exception {
            return new ObjectMapper()
                    .readTree(event.json())
                    .at("/custom_data/order_id")
                    .asText();
        }
    }

    private String money(Object value) throws Exception {
        values.put("custom_data.value", value);
        return encoded().at("/custom_data/value").asText();
    }

    private JsonNode encoded() throws Exception {
        EncodingResult result = encode();
        assertThat(result).isInstanceOf(EncodingResult.Encoded.class);
        return new ObjectMapper().readTree(((EncodingResult.Encoded) result).json());
    }

    private static List<String> dropped(EncodingResult result) {
        return ((EncodingResult.Encoded) result)
                .dropped().stream().map(Problem::field).toList();
    }

    private List<String> problems() {
        return ((EncodingResult.Invalid) encode())
                .problems().stream().map(Problem::field).toList();
    }

    private EncodingResult encode() {
        List<EventField> fields = new ArrayList<>();
        List<Object> given = new ArrayList<>();
        for (EventField field : EventSchema.fields()) {
            if (values.containsKey(field.path())) {
                fields.add(field);
                given.add(values.get(field.path()));
            }
        }
        EventRules rules = new EventRules(
                onInvalidField,
                onUnknownEvent,
                Set.of(),
                Set.of(),
                EventRules.HashDetection.AUTO,
                Optional.empty(),
                Optional.empty(),
                EventRules.StateNames.DROP,
                EventRules.ExternalIdCase.KEEP,
                Duration.ofDays(7));
        return new EventEncoder(fields, Map.of(), rules).encode(given::get, () -> "the-default", NOW, List.of());
    }
}
