package io.github.pinsink.tools.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCharactersTest {
    private static String written(String text, boolean isTerminal) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ControlCharacters stream = new ControlCharacters(whole, isTerminal);
        stream.write(text.getBytes(UTF_8));
        ByteArrayOutputStream single = new ByteArrayOutputStream();
        ControlCharacters byByte = new ControlCharacters(single, isTerminal);
        for (byte b : text.getBytes(UTF_8)) {
            byByte.write(b);
        }
        assertThat(single.toString(UTF_8)).isEqualTo(whole.toString(UTF_8));
        return whole.toString(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a line\n\tand another\n", "\u00a0\u00bf\u00e4\u20ac\ud83d\ude00", "windows\r\n"})
    void leavesText(String text) throws IOException {
        assertThat(written(text, false)).isEqualTo(text);
        assertThat(written(text, true)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"27, \\u001b", "7, \\u0007", "0, \\u0000", "127, \\u007f", "155, \\u009b", "128, \\u0080"})
    void makesControlCharactersVisible(int character, String visible) throws IOException {
        String text = "a" + (char) character + "]b";

        assertThat(written(text, false)).isEqualTo("a" + visible + "]b");
        assertThat(written(text, true)).isEqualTo("a" + visible + "]b");
    }

    @Test
    void leavesColorsAndProgressOfATerminalOnly() throws IOException {
        String text = "\r\u001b[32mgreen\u001b[0m\u001b[K.";

        assertThat(written(text, true)).isEqualTo(text);
        assertThat(written(text, false)).isEqualTo("\\u000d\\u001b[32mgreen\\u001b[0m\\u001b[K.");
    }

    @Test
    void makesSequencesVisibleThatDoMoreThanColors() throws IOException {
        assertThat(written("\u001b[2J\u001b]0;title\u0007\u001b\u001b[1m.", true))
                .isEqualTo("\\u001b[2J\\u001b]0;title\\u0007\\u001b\u001b[1m.");
    }
}
