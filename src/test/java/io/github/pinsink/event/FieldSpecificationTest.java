package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field of the event in each situation a value can be in. */
class FieldSpecificationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<FieldSpecification> ROWS = FieldSpecification.ALL;

    @Test
    void everyFieldHasItsRowAndTheOrderIsThatOfTheEvent() {
        assertThat(ROWS)
                .extracting(FieldSpecification::path)
                .containsExactlyElementsOf(
                        EventSchema.fields().stream().map(EventField::path).toList());
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void aUsualValueIsSentInTheFormOfTheApi(FieldSpecification row) {
        EncoderUnderTest event = new EncoderUnderTest().with(row.path(), row.usual());
        assertThat(event.sent(row.path())).isEqualTo(expected(row, row.sent()));
        assertThat(event.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void nothingIsSentOfNothing(FieldSpecification row) {
        assertLeftOutInSilence(row, new EncoderUnderTest().without(row.path()));
        assertLeftOutInSilence(row, new EncoderUnderTest().with(row.path(), null));
        assertLeftOutInSilence(row, new EncoderUnderTest().with(row.path(), ""));
        assertLeftOutInSilence(row, new EncoderUnderTest().with(row.path(), " \t\u00a0\u200b\ufeff\n"));
        assertLeftOutInSilence(row, new EncoderUnderTest().with(row.path(), List.of()));
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void aValueOfTheWrongTypeIsLeftOutAndTold(FieldSpecification row) {
        assertRefused(row, row.wrongType(), row.path());
        assertRefused(row, new StringBuilder("text that is no string"), row.path());
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void aValueOutsideTheBoundsIsLeftOutAndTold(FieldSpecification row) {
        for (Object value : row.outOfBounds()) {
            assertRefused(row, value, row.path());
        }
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void aListIsTakenWhereThereMayBeSeveralAndOtherwiseOnlyAListOfOne(FieldSpecification row) {
        EventField field = EventSchema.field(row.path()).orElseThrow();
        EncoderUnderTest one = new EncoderUnderTest().with(row.path(), List.of(row.usual()));
        assertThat(one.sent(row.path())).isEqualTo(expected(row, row.sent()));

        if (field.type().isList()) {
            EncoderUnderTest several = new EncoderUnderTest().with(row.path(), row.list());
            assertThat(several.sent(row.path())).isEqualTo(expected(row, row.sentOfList()));
            assertThat(several.leftOut()).containsExactlyElementsOf(row.leftOutOfList());
        } else {
            assertRefused(row, row.list(), row.path());
        }
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void theStrictSettingRefusesWhatWouldBeLeftOut(FieldSpecification row) {
        EncoderUnderTest event = new EncoderUnderTest()
                .rules(EncoderUnderTest.strict())
                .with("user_data.em", "jane@example.com")
                .with(row.path(), row.wrongType());
        assertThat(event.refused()).isNotEmpty().allMatch(path -> path.startsWith(row.path()));
    }

    static Stream<EventField> fieldsAndMembers() {
        return EventSchema.fields().stream()
                .flatMap(field -> Stream.concat(Stream.of(field), field.members().stream()));
    }

    @ParameterizedTest
    @MethodSource("fieldsAndMembers")
    void whatTheReferencePageSaysIsTrue(EventField field) throws Exception {
        assertThat(field.examples()).isNotEmpty();
        assertThat(field.documentation()).endsWith(".");
        for (EventField.Example example : field.examples()) {
            Object given = JSON.readValue(example.given(), Object.class);
            boolean isMember = field.path().contains("[]");
            String path = isMember ? "custom_data.contents" : field.path();
            Map<String, Object> entry = new HashMap<>(Map.of("id", "S-1"));
            entry.put(field.member(), given);
            EncoderUnderTest event = new EncoderUnderTest().with("user_data.hashed_maids", "ab");
            event.with("user_data.em", "jane@example.com").with(path, isMember ? entry : given);
            JsonNode sent = isMember ? event.sent(path).path(0).path(field.member()) : event.sent(path);
            if (example.sent().isEmpty()) {
                assertThat(sent.isMissingNode()).as(example.given()).isTrue();
            } else if (field.hashed()) {
                String normal = JSON.readValue(example.sent(), String.class);
                assertThat(sent).isEqualTo(JSON.valueToTree(List.of(EncoderUnderTest.sha256(normal))));
            } else {
                assertThat(sent).isEqualTo(JSON.readTree(example.sent()));
            }
        }
    }

    private static void assertLeftOutInSilence(FieldSpecification row, EncoderUnderTest event) {
        if (row.path().equals("event_id")) {
            assertThat(event.sent("event_id").textValue()).isEqualTo(EncoderUnderTest.DEFAULT_ID);
        } else if (EventSchema.field(row.path()).orElseThrow().required()) {
            assertThat(event.refused()).containsExactly(row.path());
        } else {
            event.with("user_data.em", row.path().equals("user_data.em") ? null : "jane@example.com");
            if (row.path().equals("user_data.em")) {
                event.without("user_data.em").with("user_data.hashed_maids", "ea7583cd-a667-48bc-b806-42ecb2b48606");
            }
            assertThat(event.sent(row.path()).isMissingNode()).isTrue();
            assertThat(event.leftOut()).isEmpty();
        }
    }

    private static void assertRefused(FieldSpecification row, Object value, String told) {
        EncoderUnderTest event = new EncoderUnderTest().with("user_data.em", "jane@example.com");
        if (row.path().equals("user_data.em")) {
            event.with("user_data.hashed_maids", "ea7583cd-a667-48bc-b806-42ecb2b48606");
        }
        event.with(row.path(), value);
        if (EventSchema.field(row.path()).orElseThrow().required()) {
            assertThat(event.refused()).containsExactly(told);
        } else {
            assertThat(event.sent(row.path()).isMissingNode()).isTrue();
            assertThat(event.leftOut()).isNotEmpty().allMatch(path -> path.startsWith(told));
        }
    }

    /** Of a hashed field the table holds the texts that are hashed. */
    private static JsonNode expected(FieldSpecification row, Object sent) {
        if (EventSchema.field(row.path()).orElseThrow().hashed()) {
            List<?> texts = sent instanceof List<?> list ? list : List.of(sent);
            return JSON.valueToTree(texts.stream()
                    .map(text -> EncoderUnderTest.sha256((String) text))
                    .toList());
        }
        return EncoderUnderTest.json(JSON.valueToTree(sent).toString());
    }
}
