package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class QualitySignalTest {
    /** The fixture without what identifies the user there. */
    private final EncoderFixture event = new EncoderFixture()
            .without("user_data.client_ip_address")
            .without("user_data.client_user_agent")
            .with("user_data.em", "jane@example.com");

    @Test
    void areTheElevenComponentsOfTheScore() {
        assertThat(QualitySignal.paths())
                .containsExactly(
                        "user_data.em",
                        "user_data.hashed_maids",
                        "user_data.client_ip_address",
                        "user_data.client_user_agent",
                        "user_data.external_id",
                        "user_data.click_id",
                        "event_id",
                        "custom_data.order_id",
                        "custom_data.value",
                        "custom_data.content_ids",
                        "event_source_url");
        assertThat(QualitySignal.PRODUCT_IDS.fields())
                .extracting(EventField::path)
                .containsExactly("custom_data.content_ids", "custom_data.contents[].id");
    }

    @ParameterizedTest
    @EnumSource(QualitySignal.class)
    void explainThemselves(QualitySignal signal) {
        assertThat(signal.label()).isNotBlank();
        assertThat(signal.documentation()).endsWith(".");
        assertThat(QualitySignal.of(signal.bit())).containsExactly(signal);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("user_data.em", "jane@example.com", QualitySignal.EMAIL),
                Arguments.of(
                        "user_data.hashed_maids",
                        List.of("ea7583cd-a667-48bc-b806-42ecb2b48606"),
                        QualitySignal.ADVERTISING_ID),
                Arguments.of("user_data.client_ip_address", "203.0.113.45", QualitySignal.IP_ADDRESS),
                Arguments.of("user_data.client_user_agent", "Mozilla/5.0", QualitySignal.USER_AGENT),
                Arguments.of("user_data.external_id", "CUST-1", QualitySignal.EXTERNAL_ID),
                Arguments.of("user_data.click_id", "dj0yJnU9", QualitySignal.CLICK_ID),
                Arguments.of("event_id", "1004", QualitySignal.EVENT_ID),
                Arguments.of("custom_data.order_id", 1004, QualitySignal.ORDER_ID),
                Arguments.of("custom_data.value", "59.97", QualitySignal.VALUE),
                Arguments.of("custom_data.content_ids", List.of("S-1"), QualitySignal.PRODUCT_IDS),
                Arguments.of("custom_data.contents", List.of(Map.of("id", "S-1")), QualitySignal.PRODUCT_IDS),
                Arguments.of("event_source_url", "https://shop.example.com", QualitySignal.SOURCE_URL));
    }

    @ParameterizedTest
    @MethodSource("values")
    void areFoundInAnEventThatHasTheField(String path, Object value, QualitySignal signal) {
        event.with(path, value);
        assertThat(event.encoded().signals()).contains(signal).hasSizeBetween(1, 2);
        assertThat(event.without(path)
                        .with("user_data.em", "jane@example.com")
                        .encoded()
                        .signals())
                .containsExactly(QualitySignal.EMAIL);
    }

    @Test
    void doNotCountAnIdThatTheConnectorMakes() {
        assertThat(event.encoded().eventId()).isEqualTo(EncoderFixture.DEFAULT_ID);
        assertThat(event.encoded().signals()).doesNotContain(QualitySignal.EVENT_ID);
        assertThat(event.with("event_id", "undefined").encoded().signals()).doesNotContain(QualitySignal.EVENT_ID);
    }

    @Test
    void doNotCountAValueThatIsDropped() {
        event.with("custom_data.value", "a lot").with("user_data.external_id", " ");
        assertThat(event.encoded().signals()).containsExactly(QualitySignal.EMAIL);
    }

    @Test
    void countContentsOnlyWithAProductId() {
        event.with("custom_data.contents", List.of(Map.of("quantity", 2), Map.of("id", "undefined", "quantity", 1)));
        assertThat(event.encoded().signals()).doesNotContain(QualitySignal.PRODUCT_IDS);
    }

    @Test
    void doNotCountAListThatCannotBeReadToItsEnd() {
        List<Object> broken = new AbstractList<>() {
            @Override
            public Object get(int index) {
                if (index == 0) {
                    return Map.of("id", "S-1");
                }
                throw new IllegalStateException("cannot be read");
            }

            @Override
            public int size() {
                return 2;
            }
        };
        List<EventField> fields = Stream.of(
                        "event_name", "action_source", "event_time", "user_data.em", "custom_data.contents")
                .map(path -> EventSchema.field(path).orElseThrow())
                .toList();
        List<Object> values = List.of("checkout", "web", EncoderFixture.NOW / 1000, "jane@example.com", broken);
        FieldValues given = new FieldValues() {
            @Override
            public Object value(int field) {
                return values.get(field);
            }

            @Override
            public Problem unreadable(int field, RuntimeException failure) {
                return Problem.of(
                        ProblemCode.UNREADABLE_VALUE, fields.get(field).path());
            }
        };
        EncodingResult result = new EventEncoder(fields, Map.of(), EventRules.standard())
                .encode(given, () -> EncoderFixture.DEFAULT_ID, EncoderFixture.NOW, List.of());
        assertThat(((EncodingResult.Encoded) result).signals()).containsExactly(QualitySignal.EMAIL);
    }

    @Test
    void doNotStayFromOneEventToTheNext() {
        List<EventField> fields = Stream.of(
                        "event_name", "action_source", "event_time", "user_data.em", "custom_data.order_id")
                .map(path -> EventSchema.field(path).orElseThrow())
                .toList();
        EventEncoder encoder = new EventEncoder(fields, Map.of(fields.get(0), "lead"), EventRules.standard());
        encoder.encode(
                List.of("lead", "web", EncoderFixture.NOW / 1000, "jane@example.com", "1004")::get,
                () -> EncoderFixture.DEFAULT_ID,
                EncoderFixture.NOW,
                List.of());
        FieldValues withoutOrder = field -> field == 4
                ? null
                : List.of("", "web", EncoderFixture.NOW / 1000, "joe@example.com")
                        .get(field);
        EncodingResult.Encoded next = (EncodingResult.Encoded)
                encoder.encode(withoutOrder, () -> EncoderFixture.DEFAULT_ID, EncoderFixture.NOW, List.of());
        assertThat(next.signals()).containsExactly(QualitySignal.EMAIL);
        assertThat(next.eventName()).isEqualTo("lead");
    }

    @Test
    void comeWithTheNameThatIsSent() {
        assertThat(event.with("event_name", "Order Completed").encoded().eventName())
                .isEqualTo("checkout");
    }
}
