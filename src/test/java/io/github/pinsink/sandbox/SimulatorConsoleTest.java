package io.github.pinsink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorConsoleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|0|refused the token of a call (401): token=pina_simulator is the only one it takes",
                "404|0|refused the path of a call (404): look at pinterest.api.url",
                "400|12|refused a call with 12 events (400)",
                "0|0|a call went away before it was answered"
            })
    void tellsWhatBecameOfACallThatWasNotTaken(int status, int events, String line) {
        ReceivedRequest call = new ReceivedRequest(1, Instant.EPOCH, Instant.EPOCH, events, 100, false, status);

        assertThat(SimulatorConsole.told(call)).isEqualTo(line);
    }
}
