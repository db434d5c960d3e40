package io.github.pinsink;

import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.OffsetTracker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands records that cannot become conversions to the framework's reporter, and settles them once it has them safe. */
final class ErrantRecords {
    private static final Logger log = LoggerFactory.getLogger(ErrantRecords.class);

    private static final ConnectHeaders NO_HEADERS = new ConnectHeaders();

    private final Optional<ErrantRecordReporter> reporter;
    private final boolean tolerant;
    private final OffsetTracker offsets;
    private final TaskMetrics metrics;
    private final ArrayDeque<Reported> reported = new ArrayDeque<>();
    private final Rarely skipLine = new Rarely(Duration.ofMinutes(1));
    private long skipped;

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
     * What has to be kept of a record until its events are settled: enough to report it, without its converted value, which
     * takes far more memory than its bytes. The framework's record keeps hold of those bytes and the original headers.
     */
    SinkRecord keep(SinkRecord record) {
        if (reporter.isEmpty()) {
            return new SinkRecord(
                    record.topic(), record.kafkaPartition(), null, null, null, null, record.kafkaOffset());
        }
        return record.newRecord(
                record.topic(), record.kafkaPartition(), null, null, null, null, record.timestamp(), NO_HEADERS);
    }

    /** How many bytes of the record stay in memory with what {@link #keep} returns, beside the objects themselves. */
    long keptBytes(SinkRecord record) {
        return reporter.isEmpty() ? 0 : RawSize.of(record);
    }

    /** @throws ConnectException when errors are not tolerated; the record then stays unsettled */
    void report(SinkRecord record, OffsetTracker.Position position, String why, long now) {
        metrics.count(Metric.RECORDS_ERRANT);
        if (!tolerant) {
            throw stop(record, position, why);
        }
        if (reporter.isPresent()) {
            reported.add(new Reported(position, reporter.get().report(record, new ErrantRecordException(why))));
        } else {
            skip(position, why, now);
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
            reporter.ifPresent(one -> one.report(record, new ErrantRecordException(why)));
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
