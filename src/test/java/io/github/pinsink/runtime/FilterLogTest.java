package io.github.pinsink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.logging.RecordedLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FilterLogTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final RecordedLog recorded = new RecordedLog();
    private final FilterLog log = new FilterLog(recorded.logger());

    @Test
    void warnsAfterTheFirst1000RecordsWhenNonePassed() {
        filter("orders", 999, 0);
        assertThat(recorded.warnings()).isEmpty();
        filter("orders", 1, 0);
        assertThat(recorded.warnings())
                .containsExactly("The filter of topic orders was not true for any of the last 1000 records. They were"
                        + " skipped: not sent, not written to the dead letter queue, and their offsets are committed. If"
                        + " that is not intended, run pinsink preview on such a record, correct the filter, and reset the"
                        + " offsets");
    }

    @Test
    void warnsAgainOnceAnHourWhileNonePass() {
        filter("orders", 5_000, 0);
        filter("orders", 5_000, HOUR - 1);
        assertThat(recorded.warnings()).hasSize(1);
        filter("orders", 5_000, HOUR);
        assertThat(recorded.warnings()).hasSize(2);
    }

    @Test
    void aFilterThatPassesNowAndThenIsNotReported() {
        for (int i = 0; i < 100; i++) {
            filter("orders", 5_000, i * HOUR / 2);
            log.passed("orders", i * HOUR / 2);
        }
        assertThat(recorded.warnings()).hasSize(1);
    }

    @Test
    void warnsAnHourAfterTheLastRecordThatPassed() {
        log.passed("orders", 0);
        filter("orders", 5_000, HOUR - 1);
        assertThat(recorded.warnings()).isEmpty();
        filter("orders", 1, HOUR);
        assertThat(recorded.warnings()).hasSize(1);
    }

    @Test
    void watchesEachTopic() {
        log.passed("refunds", 0);
        filter("orders", 1_000, 0);
        log.passed("refunds", 0);
        assertThat(recorded.warnings()).hasSize(1);
    }

    @Test
    void watchesAtMost100TopicsSoThatNamesMadeOfRecordsFillNeitherMemoryNorLog() {
        for (int i = 0; i < 1_000; i++) {
            filter("topic-" + i, 1_000, 0);
        }
        assertThat(recorded.warnings()).hasSize(100);
    }

    private void filter(String topic, int records, long now) {
        for (int i = 0; i < records; i++) {
            log.filtered(topic, now);
        }
    }
}
