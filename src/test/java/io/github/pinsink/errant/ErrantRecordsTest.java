package io.github.pinsink.errant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pinsink.delivery.Backoff;
import io.github.pinsink.event.ExpressionSource;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.OffsetTracker;
import io.github.pinsink.offset.Offsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrantRecordsTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition RETURNS = new TopicPartition("returns", 0);
    private static final long NOW = 0;
    private static final long BYTES = PendingRecord.OVERHEAD_BYTES + RecordSizeEstimator.of(record(ORDERS, 0));
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private long time = Long.MAX_VALUE - 1_000;
    private final DeadLetterQueue queue = new DeadLetterQueue(
            "orders-dlq", LIMIT, new Backoff(FIRST_WAIT, Duration.ofSeconds(10), () -> 1), () -> time);

    private final Offsets offsets = new Offsets(Duration.ZERO, NOW);
    private final TaskMetrics metrics = new TaskMetrics(() -> NOW, List.of());
    private final List<CompletableFuture<Void>> writes = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final ErrantRecordReporter reporter = (record, error) -> {
        CompletableFuture<Void> write = new CompletableFuture<>();
        writes.add(write);
        reasons.add(error.getMessage());
        return write;
    };

    @BeforeEach
    void open() {
        offsets.assigned(List.of(ORDERS));
    }

    @Test
    void settlesARecordOnceItIsInTheDeadLetterQueue() {
        ErrantRecords errants =
                new ErrantRecords(Optional.of(reporter), Optional.of(queue), tolerant(), offsets, metrics);
        report(errants, 5, "no name");
        errants.settleWritten();
        assertThat(committable()).isEqualTo(5);
        writes.get(0).complete(null);
        errants.settleWritten();
        assertThat(committable()).isEqualTo(10);
        assertThat(reasons).containsExactly("no name");
    }

    @Test
    void failsWithACureWhenTheDeadLetterQueueCannotBeWritten() {
        ErrantRecords errants =
                new ErrantRecords(Optional.of(reporter), Optional.of(queue), tolerant(), offsets, metrics);
        report(errants, 5, "no name");
        writes.get(0).completeExceptionally(new IllegalStateException("too large"));
        assertThatThrownBy(errants::settleWritten)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("orders-0 at offset 5")
                .hasMessageContaining("errors.deadletterqueue.topic.name")
                .hasRootCauseMessage("too large");
        assertThat(committable()).isEqualTo(5);
    }

    @Nested
    class WhenTheQueueDoesNotConfirm {
        private final List<Long> attempts = new ArrayList<>();
        private final Set<Long> failing = new HashSet<>();
        private Future<Void> failed = CompletableFuture.completedFuture(null);
        private final ErrantRecords errants = new ErrantRecords(
                Optional.of((record, error) -> {
                    attempts.add(record.kafkaOffset());
                    return failing.contains(record.kafkaOffset()) ? failed : reporter.report(record, error);
                }),
                Optional.of(queue),
                tolerant(),
                offsets,
                metrics);

        @Test
        void aFutureThatIsDoneAtOnceSettlesNothingAndTheRecordIsWrittenLater() {
            failing.add(5L);
            report(errants, 5, "no name");
            errants.settleWritten();
            assertThat(committable()).isEqualTo(5);
            assertThat(errants.pending()).isEqualTo(1);
            assertThat(errants.pendingBytes()).isEqualTo(BYTES);
            assertThat(errants.hasUnconfirmed()).isFalse();

            failing.clear();
            putAfter(FIRST_WAIT);
            assertThat(attempts).containsExactly(5L, 5L);
            assertThat(committable()).as("not yet confirmed").isEqualTo(5);
            writes.get(0).complete(null);
            errants.settleWritten();
            assertThat(committable()).isEqualTo(10);
            assertThat(errants.pending()).isZero();
            assertThat(errants.pendingBytes()).isZero();
        }

        @Test
        void aFutureThatHasFailedAtOnceIsRetriedAsWell() {
            failed = CompletableFuture.failedFuture(new IllegalStateException("no metadata"));
            failing.add(5L);
            report(errants, 5, "no name");
            errants.settleWritten();
            assertThat(committable()).isEqualTo(5);
            failing.clear();
            putAfter(FIRST_WAIT);
            writes.get(0).complete(null);
            errants.settleWritten();
            assertThat(committable()).isEqualTo(10);
        }

        @Test
        void itWaitsLongerAfterEachAttemptAndFailsAtTheLimit() {
            failing.add(5L);
            report(errants, 5, "no name");
            long begin = time;
            List<Long> waits = new ArrayList<>();
            assertThatThrownBy(() -> {
                        while (true) {
                            long wait = errants.nanosUntilRetry(time, Long.MAX_VALUE);
                            waits.add(TimeUnit.NANOSECONDS.toMillis(wait));
                            putAfter(Duration.ofNanos(wait - 1));
                            assertThat(attempts).as("too soon").hasSize(waits.size());
                            putAfter(Duration.ofNanos(1));
                        }
                    })
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("orders-0 at offset 5")
                    .hasMessageContaining("orders-dlq")
                    .hasMessageContaining("dead.letter.timeout.ms")
                    .hasMessageContaining("producer.override.max.request.size");
            assertThat(waits).startsWith(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L);
            assertThat(time - begin).isEqualTo(LIMIT.toNanos());
            assertThat(committable()).isEqualTo(5);
        }

        @Test
        void onlyItsOwnPartitionWaitsForARecordAndInOrder() {
            offsets.assigned(List.of(RETURNS));
            failing.add(5L);
            report(errants, 5, "first");
            report(errants, 6, "second");
            report(errants, record(RETURNS, 1), offsets.accept(RETURNS, 1, NOW), "elsewhere");
            putAfter(FIRST_WAIT.minusNanos(1));
            assertThat(reasons).isEmpty();
            putAfter(Duration.ofNanos(1));
            putAfter(FIRST_WAIT);
            assertThat(reasons).containsExactly("elsewhere");
            failing.clear();
            putAfter(LIMIT.dividedBy(2));
            assertThat(reasons).containsExactly("elsewhere", "first", "second");
        }

        @Test
        void thereIsOneAttemptInAPutHoweverManyPartitionsWait() {
            offsets.assigned(List.of(RETURNS));
            failing.addAll(List.of(1L, 5L));
            OffsetTracker.Position elsewhere = offsets.accept(RETURNS, 1, NOW);
            report(errants, 5, "first");
            report(errants, record(RETURNS, 1), elsewhere, "elsewhere");
            for (int put = 1; put < 20; put++) {
                int before = attempts.size();
                time += Duration.ofSeconds(1).toNanos();
                errants.putStarted();
                errants.reportNext(true);
                errants.reportNext(true);
                assertThat(attempts.size() - before).isLessThanOrEqualTo(1);
            }
            assertThat(attempts).contains(1L, 5L);
        }

        @Test
        void thereIsNoAttemptWhileTheTaskGoes() {
            failing.add(5L);
            report(errants, 5, "first");
            time += LIMIT.toNanos() / 2;
            errants.putStarted();
            errants.reportNext(false);
            assertThat(attempts).hasSize(1);
            errants.reportNext(true);
            assertThat(attempts).hasSize(2);
        }

        @Test
        void anotherTaskReportsItWhenThePartitionHasGone() {
            failing.add(5L);
            report(errants, 5, "first");
            offsets.revoked(List.of(ORDERS));
            errants.discardRevoked();
            putAfter(LIMIT.multipliedBy(2));
            assertThat(attempts).hasSize(1);
            assertThat(errants.pending()).isZero();
            assertThat(errants.pendingBytes()).isZero();
            assertThat(errants.nanosUntilRetry(time, 7)).isEqualTo(7);
        }

        @Test
        void whatTheWorkerThrowsIsToldWithTheRecord() {
            ErrantRecords refused = new ErrantRecords(
                    Optional.of((record, error) -> {
                        throw new IllegalStateException("closed");
                    }),
                    Optional.of(queue),
                    tolerant(),
                    offsets,
                    metrics);
            assertThatThrownBy(() -> report(refused, 5, "no name"))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("orders-0 at offset 5")
                    .hasMessageContaining("orders-dlq")
                    .hasRootCauseMessage("closed");
            assertThat(committable()).isEqualTo(5);
        }

        private void putAfter(Duration wait) {
            time += wait.toNanos();
            errants.putStarted();
            errants.reportNext(true);
        }
    }

    @Test
    void whereErrorsAreOnlyLoggedADoneFutureIsEnough() {
        ErrantRecords errants = new ErrantRecords(
                Optional.of((record, error) -> CompletableFuture.completedFuture(null)),
                Optional.empty(),
                tolerant(),
                offsets,
                metrics);
        report(errants, 5, "no name");
        errants.settleWritten();
        assertThat(committable()).isEqualTo(10);
    }

    @Test
    void reportsARecordWhenNothingIsLeftBeforeItInItsPartition() {
        offsets.assigned(List.of(RETURNS));
        ErrantRecords errants =
                new ErrantRecords(Optional.of(reporter), Optional.of(queue), tolerant(), offsets, metrics);
        OffsetTracker.Position first = offsets.accept(ORDERS, 4, NOW);
        report(errants, 5, "second");
        report(errants, 6, "third");
        OffsetTracker.Position elsewhere = offsets.accept(RETURNS, 1, NOW);
        report(errants, record(RETURNS, 1), elsewhere, "in another partition");
        errants.reportNext(true);
        assertThat(reasons).containsExactly("in another partition");
        assertThat(errants.pending()).isEqualTo(3);
        assertThat(errants.pendingBytes()).isEqualTo(2 * BYTES);

        offsets.settle(first);
        errants.reportNext(true);
        assertThat(reasons).as("none waits for what is written").endsWith("second", "third");
        assertThat(errants.pendingBytes()).isZero();
        assertThat(committable()).isEqualTo(5);
        writes.forEach(write -> write.complete(null));
        errants.settleWritten();
        assertThat(committable()).isEqualTo(10);
        assertThat(errants.pending()).isZero();
    }

    @Test
    void reportsInTheOrderOfThePartitionWhateverIsFoundFirst() {
        ErrantRecords errants =
                new ErrantRecords(Optional.of(reporter), Optional.of(queue), tolerant(), offsets, metrics);
        OffsetTracker.Position first = offsets.accept(ORDERS, 4, NOW);
        OffsetTracker.Position second = offsets.accept(ORDERS, 5, NOW);
        report(errants, record(ORDERS, 5), second, "second");
        report(errants, record(ORDERS, 4), first, "first");
        errants.reportNext(true);
        assertThat(reasons).containsExactly("first", "second");
    }

    @Test
    void neverReportsWhatAnotherTaskReadsAgain() {
        ErrantRecords errants =
                new ErrantRecords(Optional.of(reporter), Optional.of(queue), tolerant(), offsets, metrics);
        offsets.accept(ORDERS, 4, NOW);
        report(errants, 5, "waits");
        offsets.revoked(List.of(ORDERS));
        errants.reportNext(true);
        errants.discardRevoked();
        assertThat(reasons).isEmpty();
        assertThat(errants.pending()).isZero();
        assertThat(errants.pendingBytes()).isZero();

        offsets.assigned(List.of(ORDERS));
        OffsetTracker.Position before = offsets.accept(ORDERS, 4, NOW);
        report(errants, 5, "waits again");
        offsets.revoked(List.of(ORDERS));
        errants.discardRevoked();
        assertThat(errants.pending()).isZero();
        offsets.settle(before);
        errants.reportNext(true);
        assertThat(reasons).isEmpty();
    }

    @Test
    void aReportConfirmedAfterItsPartitionHasGoneChangesNothing() {
        ErrantRecords errants =
                new ErrantRecords(Optional.of(reporter), Optional.of(queue), tolerant(), offsets, metrics);
        report(errants, 5, "late");
        offsets.revoked(List.of(ORDERS));
        errants.discardRevoked();
        offsets.assigned(List.of(ORDERS));
        offsets.accept(ORDERS, 5, NOW);
        writes.get(0).complete(null);
        errants.settleWritten();
        assertThat(committable()).isEqualTo(5);
    }

    @Test
    void skipsARecordWhereErrorsAreToleratedAndThereIsNoQueue() {
        report(new ErrantRecords(Optional.empty(), Optional.empty(), tolerant(), offsets, metrics), 5, "no name");
        assertThat(committable()).isEqualTo(10);
    }

    @Test
    void stopsAtTheRecordWhereErrorsAreNotTolerated() {
        ErrantRecords errants = new ErrantRecords(Optional.empty(), Optional.empty(), intolerant(), offsets, metrics);
        assertThatThrownBy(() -> report(errants, 5, "no name"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("orders-0 at offset 5")
                .hasMessageContaining("no name")
                .hasMessageContaining("errors.tolerance=all");
        assertThat(committable()).isEqualTo(5);
    }

    /** Whether errors are tolerated, up to a limit of 0 records, or not. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFailureNamesTheExpressionOfTheField(boolean tolerant) {
        ErrorPolicy policy = new ErrorPolicy(
                tolerant,
                OptionalInt.of(0),
                (topic, field) -> topic.equals("orders") && field.equals("event_time")
                        ? Optional.of(new ExpressionSource("mapping.event_time", "createdAt", 0))
                        : Optional.empty());
        ErrantRecords errants = new ErrantRecords(Optional.empty(), Optional.empty(), policy, offsets, metrics);
        SinkRecord record = new SinkRecord("orders", 0, null, "key", null, Map.of("order_id", "1"), 5);
        PendingRecord pending = new PendingRecord(record, offsets.accept(ORDERS, 5, NOW), 0);
        assertThatThrownBy(() ->
                        errants.reject(pending, List.of(Problem.of(ProblemCode.MISSING_FIELD, "event_time")), NOW))
                .hasMessageContaining(
                        "event_time: is required (problem code missing-field, expression mapping.event_time=createdAt)");
    }

    @Test
    void letsTheWorkerLogARecordBeforeItStopsThere() {
        ErrantRecordReporter strict = (record, error) -> {
            reasons.add(error.getMessage());
            throw new ConnectException("Error handler tolerance exceeded");
        };
        ErrantRecords errants =
                new ErrantRecords(Optional.of(strict), Optional.empty(), intolerant(), offsets, metrics);
        assertThatThrownBy(() -> report(errants, 5, "no name"))
                .hasMessageContaining("errors.tolerance=all")
                .hasRootCauseMessage("Error handler tolerance exceeded");
        assertThat(reasons).containsExactly("no name");
    }

    @Test
    void keepsNoConvertedValueOfARecord() {
        for (Optional<ErrantRecordReporter> one :
                List.of(Optional.of(reporter), Optional.<ErrantRecordReporter>empty())) {
            PendingRecord kept = retained(new ErrantRecords(one, Optional.empty(), tolerant(), offsets, metrics));
            assertThat(kept.record().value()).isNull();
            assertThat(kept.record().key()).isNull();
        }
        PendingRecord kept =
                retained(new ErrantRecords(Optional.of(reporter), Optional.of(queue), tolerant(), offsets, metrics));
        assertThat(kept.record().kafkaOffset()).isEqualTo(5);
        assertThat(kept.retainedBytes()).isPositive();
    }

    @Test
    void aLateFailureForARevokedPartitionDoesNotFailTheTask() {
        ErrantRecords errants =
                new ErrantRecords(Optional.of(reporter), Optional.of(queue), tolerant(), offsets, metrics);
        report(errants, 5, "late");
        offsets.revoked(List.of(ORDERS));
        writes.get(0).completeExceptionally(new IllegalStateException("topic gone"));
        errants.settleWritten();
        assertThat(errants.pending()).isZero();
    }

    @Test
    void aPendingWriteForARevokedPartitionIsForgotten() {
        ErrantRecords errants =
                new ErrantRecords(Optional.of(reporter), Optional.of(queue), tolerant(), offsets, metrics);
        report(errants, 5, "late");
        offsets.revoked(List.of(ORDERS));
        errants.discardRevoked();
        assertThat(errants.pending()).isZero();
        assertThat(errants.hasUnconfirmed()).isFalse();
    }

    @Test
    void aConfirmedWriteIsSettledWhileThatOfAnotherPartitionIsPending() {
        ErrantRecords errants =
                new ErrantRecords(Optional.of(reporter), Optional.of(queue), tolerant(), offsets, metrics);
        offsets.assigned(List.of(RETURNS));
        report(errants, record(RETURNS, 1), offsets.accept(RETURNS, 1, NOW), "stuck");
        errants.reportNext(true);
        report(errants, 5, "quick");
        writes.get(1).complete(null);
        errants.settleWritten();
        assertThat(committable()).isEqualTo(10);
    }

    private PendingRecord retained(ErrantRecords errants) {
        SinkRecord record = new SinkRecord("orders", 0, null, "key", null, Map.of("order_id", "1"), 5);
        PendingRecord pending = new PendingRecord(record, offsets.accept(ORDERS, 5, NOW), 0);
        errants.retain(pending);
        return pending;
    }

    private static ErrorPolicy tolerant() {
        return new ErrorPolicy(true, OptionalInt.empty(), (topic, field) -> Optional.empty());
    }

    private static ErrorPolicy intolerant() {
        return new ErrorPolicy(false, OptionalInt.empty(), (topic, field) -> Optional.empty());
    }

    private void report(ErrantRecords errants, long offset, String why) {
        OffsetTracker.Position position = offsets.accept(ORDERS, offset, NOW);
        report(errants, record(ORDERS, offset), position, why);
        errants.reportNext(true);
    }

    private static void report(ErrantRecords errants, SinkRecord record, OffsetTracker.Position position, String why) {
        PendingRecord pending = new PendingRecord(record, position, 0);
        errants.retain(pending);
        errants.report(pending, List.of(Problem.found(ProblemCode.INTERNAL_ERROR, "", why)), NOW);
    }

    private static SinkRecord record(TopicPartition partition, long offset) {
        return new SinkRecord(partition.topic(), partition.partition(), null, null, null, null, offset);
    }

    private long committable() {
        return offsets.commitStarted(Map.of(ORDERS, new OffsetAndMetadata(10)), false, NOW)
                .committable()
                .get(ORDERS)
                .offset();
    }
}
