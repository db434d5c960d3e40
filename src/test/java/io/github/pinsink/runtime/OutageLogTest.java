package io.github.pinsink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.delivery.AmbiguityPolicy;
import io.github.pinsink.delivery.AmbiguityPolicy.OnAmbiguous;
import io.github.pinsink.logging.RecordedLog;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageLogTest {
    private final RecordedLog recorded = new RecordedLog();

    @Test
    void saysThatBufferedEventsAreSentLater() {
        assertThat(warning(OnAmbiguous.RESEND, 7))
                .isEqualTo(
                        "Pinterest (api.example.com) is not accepting events: 503. 7 events are buffered and will be sent"
                                + " when it does; no data is lost, and no offsets are committed past them");
    }

    @Test
    void doesNotCountEventsThatAreNotThere() {
        assertThat(warning(OnAmbiguous.RESEND, 0))
                .contains(". No events are buffered now. New ones will be sent when it does;")
                .doesNotContain("0 events");
    }

    @ParameterizedTest
    @CsvSource({"DLQ, offline events", "DLQ_INCLUDING_LATE, offline events and events that are more than an hour old"})
    void saysWhichEventsAreNotSentAgain(OnAmbiguous onAmbiguous, String events) {
        assertThat(warning(onAmbiguous, 7))
                .endsWith("no offsets are committed past them. Exception: " + events
                        + " that Pinterest may already have accepted are not sent again, and their records are rejected"
                        + " (offline.on.ambiguous=some)")
                .doesNotContain("no data is lost");
    }

    private String warning(OnAmbiguous onAmbiguous, int buffered) {
        OutageLog log = new OutageLog(
                "api.example.com", new AmbiguityPolicy(onAmbiguous, "offline.on.ambiguous=some"), recorded.logger());
        log.observe(Optional.of("503"), buffered, 0);
        return recorded.warnings().get(0);
    }
}
