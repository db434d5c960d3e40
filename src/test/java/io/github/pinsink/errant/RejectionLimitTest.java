package io.github.pinsink.errant;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pinsink.offset.Offsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionLimitTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    @Test
    void failsWithTheReasonWhenMoreRecordsInARowAreRejected() {
        RejectionLimit limit = new RejectionLimit(OptionalInt.of(10), false);
        reject(limit, 10);
        assertThatThrownBy(() -> reject(limit, 1))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("10 in a row")
                .hasMessageContaining("orders-0 at offset 7")
                .hasMessageContaining("event_time: is required")
                .hasMessageContaining("No data is lost; no offsets are committed past this record.")
                .hasMessageContaining("max.rejected.records");
    }

    @Test
    void doesNotSayThatNothingIsLostWhereRejectedRecordsAreDropped() {
        RejectionLimit limit = new RejectionLimit(OptionalInt.of(10), true);
        reject(limit, 10);
        assertThatThrownBy(() -> reject(limit, 1))
                .hasMessageContaining("The rejected records before it were dropped")
                .hasMessageContaining("No offsets are committed past this record.")
                .hasMessageNotContaining("No data is lost");
    }

    @Test
    void toleratesAnyNumberWhileOneRecordAmong20IsValid() {
        RejectionLimit limit = new RejectionLimit(OptionalInt.of(100), false);
        assertThatCode(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        reject(limit, 20);
                        limit.mapped();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhenFewerThanOneRecordAmong20IsValid() {
        RejectionLimit limit = new RejectionLimit(OptionalInt.of(100), false);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        reject(limit, 25);
                        limit.mapped();
                    }
                })
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void failsAfterATenthOfTheLimitUntilTheFirstRecordIsMapped() {
        RejectionLimit limit = new RejectionLimit(OptionalInt.of(5_000), false);
        reject(limit, 500);
        assertThatThrownBy(() -> reject(limit, 1))
                .hasMessageContaining("500 in a row since the task started")
                .hasMessageContaining("until the first record is mapped, a tenth of it counts");
    }

    @Test
    void toleratesTheWholeLimitOnceARecordWasMapped() {
        RejectionLimit limit = new RejectionLimit(OptionalInt.of(5_000), false);
        limit.mapped();
        reject(limit, 5_000);
        assertThatThrownBy(() -> reject(limit, 1))
                .hasMessageContaining("5000 in a row. The last one")
                .hasMessageNotContaining("a tenth of it");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "99, 99", "100, 100", "101, 100", "1000, 100", "1001, 100", "2000, 200"})
    void atTheStartNoFewerThan100RecordsAreTolerated(int max, int tolerated) {
        RejectionLimit limit = new RejectionLimit(OptionalInt.of(max), false);
        reject(limit, tolerated);
        assertThatThrownBy(() -> reject(limit, 1)).isInstanceOf(ConnectException.class);
    }

    /** A topic that begins with invalid records can be read with a higher limit. */
    @Test
    void aHigherLimitLeadsPastInvalidRecordsAtTheBeginningOfATopic() {
        RejectionLimit limit = new RejectionLimit(OptionalInt.of(10 * 700 + 10), false);
        assertThatCode(() -> {
                    reject(limit, 700);
                    limit.mapped();
                    reject(limit, 20);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void withoutALimitNothingFails() {
        RejectionLimit limit = new RejectionLimit(OptionalInt.empty(), false);
        assertThatCode(() -> reject(limit, 100_000)).doesNotThrowAnyException();
    }

    private static void reject(RejectionLimit limit, int records) {
        Offsets offsets = new Offsets(Duration.ofSeconds(1), 0);
        offsets.assigned(List.of(ORDERS));
        SinkRecord record = new SinkRecord("orders", 0, null, null, null, "{}", 7);
        PendingRecord pending = new PendingRecord(record, offsets.accept(ORDERS, 7, 0), 0);
        for (int i = 0; i < records; i++) {
            limit.rejected(pending, () -> "event_time: is required");
        }
    }
}
