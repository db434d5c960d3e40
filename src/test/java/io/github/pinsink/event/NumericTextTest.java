package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings of whole numbers, as spreadsheets and data frames write them. */
class NumericTextTest {
    private static JsonNode sent(String field, String given) {
        return new EncoderFixture().with("user_data." + field, given).sent("user_data." + field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "14155552671.0",
                "14155552671.00",
                "14155552671,0",
                "+14155552671.0",
                " 14155552671.0 ",
                "00014155552671.0",
                "1.4155552671E10",
                "1.4155552671e+10",
                "+1.4155552671E+10",
                "1.41555526710E10",
                "1,4155552671E+10",
                "14155552671E0"
            })
    void ofAPhoneNumberAreItsDigits(String given) {
        assertThat(sent("ph", given).get(0).textValue()).isEqualTo(EncoderFixture.sha256("14155552671"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.415.555.2671, 14155552671",
        "1.415.555.2670, 14155552670",
        "1-415-555-0000, 14155550000",
        "415.555.0000, 4155550000",
        "555.0000, 5550000",
        "+49 30 901820, 4930901820",
        "(415) 555.0000, 4155550000"
    })
    void areNotWhatAGroupedPhoneNumberIs(String given, String digits) {
        assertThat(sent("ph", given).get(0).textValue()).isEqualTo(EncoderFixture.sha256(digits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.41556E+10", "1.4E10", "1.4155552671E9", "1.4155552671E99", "123456.0"})
    void withHiddenDigitsOrAFractionAreNoPhoneNumber(String given) {
        EncoderFixture event = new EncoderFixture().with("user_data.ph", given);

        assertThat(event.dropped()).containsExactly("user_data.ph");
    }

    @ParameterizedTest
    @CsvSource({"97201.0, 97201", "02134.0, 02134", "1E5, 1e5", "SW1A 1AA, sw1a1aa", "1010, 1010"})
    void ofAPostalCodeAreItsDigits(String given, String code) {
        assertThat(sent("zp", given).get(0).textValue()).isEqualTo(EncoderFixture.sha256(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"007.0", "1E5", "1004.0", "5.150E3"})
    void areTextInAnId(String id) {
        assertThat(sent("external_id", id).get(0).textValue()).isEqualTo(EncoderFixture.sha256(id));
        assertThat(new EncoderFixture()
                        .with("custom_data.order_id", id)
                        .sent("custom_data.order_id")
                        .textValue())
                .isEqualTo(id);
    }
}
