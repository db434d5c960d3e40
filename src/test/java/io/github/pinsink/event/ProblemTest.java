package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final Problem OF_LIST_ENTRY = Problem.unexpected(
            ProblemCode.INVALID_VALUE, "custom_data.contents[12].quantity", "a whole number", "a string of length 3");

    @Test
    void textSaysElementAndFieldAndWhatWasExpectedAndFound() {
        assertThat(OF_LIST_ENTRY.ofElement(4).text())
                .isEqualTo("element 4: custom_data.contents[12].quantity: expected a whole number, got a string of"
                        + " length 3");
    }

    @Test
    void textOfTheRecordItselfHasNoField() {
        assertThat(Problem.found(ProblemCode.NO_MAPPING, "", "no mapping configured for topic orders")
                        .text())
                .isEqualTo("no mapping configured for topic orders");
    }

    @Test
    void kindIsTheSameForAllListEntriesElementsAndShapes() {
        Problem other = Problem.unexpected(
                ProblemCode.INVALID_VALUE, "custom_data.contents[0].quantity", "a whole number", "an object");

        assertThat(OF_LIST_ENTRY.ofElement(4).kind())
                .isEqualTo(other.kind())
                .isEqualTo("custom_data.contents[].quantity: expected a whole number");
    }

    @Test
    void shapeDoesNotShowTheValue() {
        assertThat(Problem.shape("Anneliese")).isEqualTo("a string of length 9");
        assertThat(Problem.shape(List.of("Anneliese"))).isEqualTo("a list of length 1");
        assertThat(Problem.shape(Map.of("Anneliese", 1))).isEqualTo("an object");
        assertThat(Problem.shape(new StringBuilder("Anneliese"))).doesNotContain("Anneliese");
        assertThat(Problem.shape(null)).isEqualTo("no value");
    }

    @Test
    void theRequiredFieldsAndTheUserIdentifiersComeFromTheSchema() {
        assertThat(EventSchema.fields())
                .filteredOn(EventField::required)
                .extracting(EventField::path)
                .containsExactly("event_name", "action_source", "event_time", "event_id");
        assertThat(RequiredFields.noUserIdentifier().text())
                .isEqualTo("user_data: no usable user identifier; provide em, hashed_maids, or both client_ip_address"
                        + " and client_user_agent");
    }

    @Test
    void everyCodeHasACauseAndACure() {
        assertThat(Arrays.asList(ProblemCode.values())).allSatisfy(code -> {
            assertThat(code.id()).matches("[a-z]+(-[a-z]+)*");
            assertThat(code.cause()).endsWith(".");
            assertThat(code.cure()).endsWith(".");
        });
    }
}
