package io.github.pinsink;

import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.OffsetTracker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records that cannot become conversions to the framework's reporter, and settles them once it has them safe.
 *
 * <p>A record waits until everything before it in its partition is settled or reported: were it reported sooner, whoever
 * reads the partition after a handover would begin before it and report it again
 * (docs/adr/0036-dead-letters-in-the-order-of-their-partition.md).
 */
final class ErrantRecords {
    private static final Logger log = LoggerFactory.getLogger(ErrantRecords.class);

    private static final Comparator<Waiting> IN_ORDER =
            Comparator.comparingLong(one -> one.position().offset());

    private static final ConnectHeaders NO_HEADERS = new ConnectHeaders();
    /** What is kept of a record where nobody is told of it: one for all. */
    private static final SinkRecord NOTHING_TO_REPORT = new SinkRecord("", 0, null, null, null, null, 0);

    private final Optional<ErrantRecordReporter> reporter;
    private final boolean tolerant;
    private final OffsetTracker offsets;
    private final TaskMetrics metrics;
    private final Map<TopicPartition, PriorityQueue<Waiting>> waiting = new LinkedHashMap<>();
    private final ArrayDeque<Reported> reported = new ArrayDeque<>();
    private final Rarely skipLine = new Rarely(Duration.ofMinutes(1));
    private int waitingRecords;
    private long waitingBytes;
    private long skipped;

    private record Waiting(SinkRecord record, long keptBytes, OffsetTracker.Position position, String why) {
        /** Its turn has come, or never will. */
        boolean waitsNoLonger() {
            return position.isNext() || !position.isLive();
        }
    }

    private record Reported(OffsetTracker.Position position, Future<Void> written) {}

    /**
     * @param reporter empty where neither a dead letter queue nor the logging of errors is set up
     * @param tolerant whether {@code errors.tolerance} is {@code all}
     */
    ErrantRecords(
            Optional<ErrantRecordReporter> reporter, boolean tolerant, OffsetTracker offsets, TaskMetrics metrics) {
        this.reporter = reporter;
        this.tolerant = tolerant;
        this.offsets = offsets;
        this.metrics = metrics;
    }

    /** Whether the task goes on after an errant record. */
    boolean areTolerated() {
        return tolerant;
    }

    /**
     * What has to be kept of a record until its events are settled: nothing where errant records are not reported, and
     * otherwise enough to report it, without its converted value, which
     * takes far more memory than its bytes. The framework's record keeps hold of those bytes and the original headers.
     */
    SinkRecord keep(SinkRecord record) {
        if (reporter.isEmpty()) {
            return NOTHING_TO_REPORT;
        }
        return record.newRecord(
                record.topic(), record.kafkaPartition(), null, null, null, null, record.timestamp(), NO_HEADERS);
    }

    /** How many bytes of the record stay in memory with what {@link #keep} returns, beside the objects themselves. */
    long keptBytes(SinkRecord record) {
        return reporter.isEmpty() ? 0 : RawSize.of(record);
    }

    /**
     * The record is reported when its {@linkplain #reportNext turn} comes.
     *
     * @param keptBytes what {@link #keptBytes} said of the record
     * @throws ConnectException when errors are not tolerated; the record then stays unsettled
     */
    void report(SinkRecord record, long keptBytes, OffsetTracker.Position position, String why, long now) {
        metrics.count(Metric.RECORDS_ERRANT);
        if (!tolerant) {
            throw stop(record, position, why);
        }
        if (reporter.isPresent()) {
            waiting.computeIfAbsent(position.partition(), partition -> new PriorityQueue<>(IN_ORDER))
                    .add(new Waiting(keep(record), keptBytes, position, why));
            waitingRecords++;
            waitingBytes += keptBytes;
        } else {
            skip(position, why, now);
        }
    }

    /** Reports the records before which nothing is left in their partitions. */
    void reportNext() {
        waiting.values().forEach(this::reportNext);
        waiting.values().removeIf(PriorityQueue::isEmpty);
    }

    private void reportNext(PriorityQueue<Waiting> ofPartition) {
        while (!ofPartition.isEmpty() && ofPartition.peek().waitsNoLonger()) {
            Waiting next = ofPartition.remove();
            forget(next);
            if (next.position().isLive()) {
                offsets.entrust(next.position());
                reported.add(new Reported(
                        next.position(),
                        reporter.orElseThrow().report(next.record(), new ErrantRecordException(next.why()))));
            }
        }
    }

    /** Forgets the records of partitions that are closed, as far as they are not reported. */
    void discardUnwanted() {
        waiting.values()
                .forEach(ofPartition -> ofPartition.removeIf(one -> {
                    boolean unwanted = !one.position().isLive();
                    if (unwanted) {
                        forget(one);
                    }
                    return unwanted;
                }));
        waiting.values().removeIf(PriorityQueue::isEmpty);
    }

    private void forget(Waiting gone) {
        waitingRecords--;
        waitingBytes -= gone.keptBytes();
    }

    /** Records that are errant and not safe yet. */
    int held() {
        return waitingRecords + reported.size();
    }

    /** The memory of those that wait for their turn; what is reported is in the buffers of a producer, which has its own bounds. */
    long heldBytes() {
        return waitingBytes;
    }

    /** Whether a report has not been confirmed. */
    boolean areUnderWay() {
        return !reported.isEmpty();
    }

    /** Waits for the oldest report that has not been confirmed; {@link #settleWritten} tells what became of it. */
    void awaitWritten(long nanos) throws InterruptedException {
        try {
            reported.element().written().get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("A dead letter is not written: {}", e.getClass().getName());
        }
    }

    /** The framework writes the record where it is told to, and throws as well; what it says would not help a person. */
    private ConnectException stop(SinkRecord record, OffsetTracker.Position position, String why) {
        ErrantRecordException stop = new ErrantRecordException("The record " + position
                + " stops the task, since errors.tolerance is none: " + why
                + ". Nothing is lost, offsets stand still at"
                + " this record. Correct the mapping, or set errors.tolerance=all with"
                + " errors.deadletterqueue.topic.name to set such records aside, then restart the task.");
        try {
            reporter.ifPresent(one -> {
                Future<Void> unused = one.report(record, new ErrantRecordException(why));
            });
        } catch (RuntimeException e) {
            stop.initCause(e);
        }
        return stop;
    }

    private void skip(OffsetTracker.Position position, String why, long now) {
        skipped++;
        if (skipLine.isTime(now)) {
            log.warn(
                    "Skipped {} records so far that cannot become conversions, last {}: {}. errors.tolerance=all asks"
                            + " for that; set errors.deadletterqueue.topic.name to keep such records",
                    skipped,
                    position,
                    why);
        }
        offsets.settle(position);
    }

    /**
     * Settles what has been written; asks, and does not wait.
     *
     * @return whether there was any
     */
    boolean settleWritten() {
        boolean any = false;
        while (!reported.isEmpty() && reported.peek().written().isDone()) {
            Reported oldest = reported.remove();
            try {
                oldest.written().get();
            } catch (ExecutionException e) {
                throw new ConnectException(
                        "The record " + oldest.position() + " could not be written to the dead letter queue. Nothing is"
                                + " lost, offsets stand still at this record. Check that the topic of"
                                + " errors.deadletterqueue.topic.name exists, may be written to and takes records of"
                                + " this size, then restart the task.",
                        e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectException("Interrupted while reading a finished report", e);
            }
            offsets.settle(oldest.position());
            any = true;
        }
        return any;
    }
}
