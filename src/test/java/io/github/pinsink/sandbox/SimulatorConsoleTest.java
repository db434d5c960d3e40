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
                "401|0|rejected a call with an invalid token (401): expected token=pina_simulator",
                "404|0|rejected a call with an unknown path (404): check pinterest.api.url",
                "400|12|rejected a call with 12 events (400)",
                "400|1|rejected a call with 1 event (400)",
                "0|0|the client disconnected before the response"
            })
    void describesARejectedCall(int status, int events, String line) {
        ReceivedRequest call = new ReceivedRequest(1, Instant.EPOCH, Instant.EPOCH, events, 100, false, status);

        assertThat(SimulatorConsole.describeRejected(call)).isEqualTo(line);
    }
}
