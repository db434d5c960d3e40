package io.github.pinsink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.OffsetTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrantRecordsTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition RETURNS = new TopicPartition("returns", 0);
    private static final long NOW = 0;
    private static final long BYTES = 100;

    private final OffsetTracker offsets = new OffsetTracker();
    private final TaskMetrics metrics = new TaskMetrics(() -> NOW);
    private final List<CompletableFuture<Void>> writes = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final ErrantRecordReporter queue = (record, error) -> {
        CompletableFuture<Void> write = new CompletableFuture<>();
        writes.add(write);
        reasons.add(error.getMessage());
        return write;
    };

    @BeforeEach
    void open() {
        offsets.open(List.of(ORDERS));
    }

    @Test
    void settlesARecordOnceItIsInTheDeadLetterQueue() {
        ErrantRecords errants = new ErrantRecords(Optional.of(queue), true, offsets, metrics);
        report(errants, 5, "no name");
        assertThat(errants.settleWritten()).isFalse();
        assertThat(committable()).isEqualTo(5);
        writes.get(0).complete(null);
        assertThat(errants.settleWritten()).isTrue();
        assertThat(committable()).isEqualTo(10);
        assertThat(reasons).containsExactly("no name");
    }

    @Test
    void failsWithACureWhenTheDeadLetterQueueCannotBeWritten() {
        ErrantRecords errants = new ErrantRecords(Optional.of(queue), true, offsets, metrics);
        report(errants, 5, "no name");
        writes.get(0).completeExceptionally(new IllegalStateException("too large"));
        assertThatThrownBy(errants::settleWritten)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("orders-0 at offset 5")
                .hasMessageContaining("errors.deadletterqueue.topic.name")
                .hasRootCauseMessage("too large");
        assertThat(committable()).isEqualTo(5);
    }

    @Test
    void reportsARecordWhenNothingIsLeftBeforeItInItsPartition() {
        offsets.open(List.of(RETURNS));
        ErrantRecords errants = new ErrantRecords(Optional.of(queue), true, offsets, metrics);
        OffsetTracker.Position first = offsets.accept(ORDERS, 4, NOW);
        report(errants, 5, "second");
        report(errants, 6, "third");
        OffsetTracker.Position elsewhere = offsets.accept(RETURNS, 1, NOW);
        errants.report(record(RETURNS, 1), BYTES, elsewhere, "in another partition", NOW);
        errants.reportNext();
        assertThat(reasons).containsExactly("in another partition");
        assertThat(errants.held()).isEqualTo(3);
        assertThat(errants.heldBytes()).isEqualTo(2 * BYTES);

        offsets.settle(first);
        errants.reportNext();
        assertThat(reasons).as("none waits for what is written").endsWith("second", "third");
        assertThat(errants.heldBytes()).isZero();
        assertThat(committable()).isEqualTo(5);
        writes.forEach(write -> write.complete(null));
        errants.settleWritten();
        assertThat(committable()).isEqualTo(10);
        assertThat(errants.held()).isZero();
    }

    @Test
    void reportsInTheOrderOfThePartitionWhateverIsFoundFirst() {
        ErrantRecords errants = new ErrantRecords(Optional.of(queue), true, offsets, metrics);
        OffsetTracker.Position first = offsets.accept(ORDERS, 4, NOW);
        OffsetTracker.Position second = offsets.accept(ORDERS, 5, NOW);
        errants.report(record(ORDERS, 5), BYTES, second, "second", NOW);
        errants.report(record(ORDERS, 4), BYTES, first, "first", NOW);
        errants.reportNext();
        assertThat(reasons).containsExactly("first", "second");
    }

    @Test
    void neverReportsWhatAnotherTaskReadsAgain() {
        ErrantRecords errants = new ErrantRecords(Optional.of(queue), true, offsets, metrics);
        offsets.accept(ORDERS, 4, NOW);
        report(errants, 5, "waits");
        offsets.close(List.of(ORDERS));
        errants.reportNext();
        errants.discardUnwanted();
        assertThat(reasons).isEmpty();
        assertThat(errants.held()).isZero();
        assertThat(errants.heldBytes()).isZero();

        offsets.open(List.of(ORDERS));
        OffsetTracker.Position before = offsets.accept(ORDERS, 4, NOW);
        report(errants, 5, "waits again");
        offsets.close(List.of(ORDERS));
        errants.discardUnwanted();
        assertThat(errants.held()).isZero();
        offsets.settle(before);
        errants.reportNext();
        assertThat(reasons).isEmpty();
    }

    @Test
    void aReportConfirmedAfterItsPartitionHasGoneChangesNothing() {
        ErrantRecords errants = new ErrantRecords(Optional.of(queue), true, offsets, metrics);
        report(errants, 5, "late");
        offsets.close(List.of(ORDERS));
        errants.discardUnwanted();
        offsets.open(List.of(ORDERS));
        offsets.accept(ORDERS, 5, NOW);
        writes.get(0).complete(null);
        errants.settleWritten();
        assertThat(committable()).isEqualTo(5);
    }

    @Test
    void skipsARecordWhereErrorsAreToleratedAndThereIsNoQueue() {
        report(new ErrantRecords(Optional.empty(), true, offsets, metrics), 5, "no name");
        assertThat(committable()).isEqualTo(10);
    }

    @Test
    void stopsAtTheRecordWhereErrorsAreNotTolerated() {
        ErrantRecords errants = new ErrantRecords(Optional.empty(), false, offsets, metrics);
        assertThatThrownBy(() -> report(errants, 5, "no name"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("orders-0 at offset 5")
                .hasMessageContaining("no name")
                .hasMessageContaining("errors.tolerance=all");
        assertThat(committable()).isEqualTo(5);
    }

    @Test
    void letsTheWorkerLogARecordBeforeItStopsThere() {
        ErrantRecordReporter strict = (record, error) -> {
            reasons.add(error.getMessage());
            throw new ConnectException("Error handler tolerance exceeded");
        };
        ErrantRecords errants = new ErrantRecords(Optional.of(strict), false, offsets, metrics);
        assertThatThrownBy(() -> report(errants, 5, "no name"))
                .hasMessageContaining("errors.tolerance=all")
                .hasRootCauseMessage("Error handler tolerance exceeded");
        assertThat(reasons).containsExactly("no name");
    }

    @Test
    void keepsNoConvertedValueOfARecord() {
        SinkRecord record = new SinkRecord("orders", 0, null, "key", null, Map.of("order_id", "1"), 5);
        for (Optional<ErrantRecordReporter> reporter :
                List.of(Optional.of(queue), Optional.<ErrantRecordReporter>empty())) {
            SinkRecord kept = new ErrantRecords(reporter, true, offsets, metrics).keep(record);
            assertThat(kept.value()).isNull();
            assertThat(kept.key()).isNull();
        }
        assertThat(new ErrantRecords(Optional.of(queue), true, offsets, metrics)
                        .keep(record)
                        .kafkaOffset())
                .isEqualTo(5);
    }

    private void report(ErrantRecords errants, long offset, String why) {
        OffsetTracker.Position position = offsets.accept(ORDERS, offset, NOW);
        errants.report(record(ORDERS, offset), BYTES, position, why, NOW);
        errants.reportNext();
    }

    private static SinkRecord record(TopicPartition partition, long offset) {
        return new SinkRecord(partition.topic(), partition.partition(), null, null, null, null, offset);
    }

    private long committable() {
        return offsets.committable(Map.of(ORDERS, new OffsetAndMetadata(10)))
                .get(ORDERS)
                .offset();
    }
}
