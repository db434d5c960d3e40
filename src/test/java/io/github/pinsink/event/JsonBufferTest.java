package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBufferTest {
    private static final String HALF_A_PAIR = "\ud83d";
    private static final String OTHER_HALF = "\ude00";

    private final JsonBuffer json = new JsonBuffer();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 14, 15, 16, 17, 22, 23, 24, 30, 31, 32, 33, 100})
    void halfASurrogatePairBecomesTheReplacementCharacterForStringsOfAnyLength(int others) {
        String text = "x".repeat(others);

        assertThat(written(text + HALF_A_PAIR)).isEqualTo(quoted(text + "\ufffd"));
        assertThat(written(OTHER_HALF + text)).isEqualTo(quoted("\ufffd" + text));
        assertThat(written(text + HALF_A_PAIR + text)).isEqualTo(quoted(text + "\ufffd" + text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 14, 15, 16, 17, 22, 23, 24, 30, 31, 32, 33, 100})
    void aWholePairIsKept(int others) {
        String text = "x".repeat(others) + HALF_A_PAIR + OTHER_HALF;

        assertThat(written(text)).isEqualTo(quoted(text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com/lamps?page=2&colour=red",
        "?https://shop.example.com/lamps/page/2/colour/red",
        "https://shop.example.com/lamps/page/2/colour/red?",
        "????????????????????????????????????????"
    })
    void aQuestionMarkIsKept(String url) {
        assertThat(written(url)).isEqualTo(quoted(url));
    }

    @Test
    void aQuestionMarkNextToHalfAPairIsKept() {
        String url = "https://shop.example.com/lamps?page=2&colour=";

        assertThat(written(url + HALF_A_PAIR)).isEqualTo(quoted(url + "\ufffd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "?", "\n", "\u00e9", "\u20ac"})
    void aCharacterThatNeedsCareIsFoundAtEachPosition(String character) throws Exception {
        for (int length = 0; length <= 40; length++) {
            for (int at = 0; at <= length; at++) {
                String text = "x".repeat(at) + character + "x".repeat(length - at);
                assertThat(new ObjectMapper().readValue(written(text), String.class))
                        .isEqualTo(text);
            }
        }
    }

    private String written(String text) {
        json.clear();
        json.string(text);
        return json.asString();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
