package io.github.pinsink.errant;

import io.github.pinsink.metrics.LogThrottle;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.OffsetTracker;
import io.github.pinsink.offset.Offsets;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that cannot be converted or that Pinterest rejected: reports them to the framework, and settles each when it is
 * safely written.
 *
 * <p>A record waits until all records before it in its partition are settled or reported. If it was reported sooner, the
 * task that reads the partition after a rebalance would start before it and report it again
 * (docs/adr/0036-dead-letters-in-partition-order.md).
 *
 * <p>With a dead letter queue, a future that is done when the reporter returns confirms nothing, because the framework drops
 * the futures of writes that failed at once. Such a record stays first in its partition and is retried until a timeout fails
 * the task (docs/adr/0039-dead-letters-are-safe-when-a-pending-write-completes.md). An attempt may block, so a put makes no
 * other attempt after one that was not confirmed.
 */
public final class ErrantRecords {
    private static final Logger log = LoggerFactory.getLogger(ErrantRecords.class);

    private static final Comparator<Unreported> IN_ORDER =
            Comparator.comparingLong(one -> one.position().offset());

    private static final boolean[] ONLY_NEW = {false};
    private static final boolean[] BOTH = {false, true};

    private static final ConnectHeaders NO_HEADERS = new ConnectHeaders();
    /** Kept for each record where errant records are not reported. */
    private static final SinkRecord NOTHING_TO_REPORT = new SinkRecord("", 0, null, null, null, null, 0);

    private final Optional<ErrantRecordReporter> reporter;
    private final Optional<DeadLetterQueue> queue;
    private final boolean tolerant;
    private final Offsets offsets;
    private final TaskMetrics metrics;
    private final Map<TopicPartition, PriorityQueue<Unreported>> unreported = new LinkedHashMap<>();
    private final ArrayDeque<Reported> reported = new ArrayDeque<>();
    private final LogThrottle dropLog = new LogThrottle(Duration.ofMinutes(1));
    private final LogThrottle retryLog = new LogThrottle(Duration.ofMinutes(1));
    private int unreportedRecords;
    private long unreportedBytes;
    private long dropped;
    /** Records of which an attempt was not confirmed and that wait for the next one. */
    private int retriedRecords;

    private boolean retryReported;
    private long unconfirmedAttempts;
    /** Attempts since the last one that reached the producer's buffer, whatever the partition. */
    private int attemptsInARow;

    private long noAttemptBefore;
    private boolean attemptFailedInThisPut;

    /** A record that is not reported, or whose report was not confirmed. */
    private static final class Unreported {
        private final PendingRecord pending;
        private final String why;
        private int attempts;
        private long firstAttempt;
        private long nextAttempt;

        Unreported(PendingRecord pending, String why) {
            this.pending = pending;
            this.why = why;
        }

        OffsetTracker.Position position() {
            return pending.position();
        }

        /** No record before it is open, or its partition was revoked. */
        boolean isDue() {
            return position().isNext() || !position().isLive();
        }
    }

    /** @param attempts how many were not confirmed before this one */
    private record Reported(OffsetTracker.Position position, Future<Void> written, int attempts) {}

    /**
     * @param reporter empty where neither a dead letter queue nor the logging of errors is set up
     * @param queue empty where the reporter only logs
     * @param tolerant whether {@code errors.tolerance} is {@code all}
     */
    public ErrantRecords(
            Optional<ErrantRecordReporter> reporter,
            Optional<DeadLetterQueue> queue,
            boolean tolerant,
            Offsets offsets,
            TaskMetrics metrics) {
        this.reporter = reporter;
        this.queue = queue;
        this.tolerant = tolerant;
        this.offsets = offsets;
        this.metrics = metrics;
    }

    /** Whether the task continues after an errant record. */
    public boolean areTolerated() {
        return tolerant;
    }

    /**
     * Keeps what is needed to report the record, without its converted value, which takes far more memory than its bytes. The
     * framework's record refers to those bytes and to the original headers. Nothing is kept where errant records are not
     * reported.
     */
    public void retain(PendingRecord pending) {
        if (reporter.isEmpty()) {
            pending.retain(record -> NOTHING_TO_REPORT, 0);
        } else {
            long bytes = RecordSizeEstimator.of(pending.record());
            pending.retain(ErrantRecords::withoutValue, bytes);
        }
    }

    private static SinkRecord withoutValue(SinkRecord record) {
        return record.newRecord(
                record.topic(), record.kafkaPartition(), null, null, null, null, record.timestamp(), NO_HEADERS);
    }

    /**
     * Reports the record when its {@linkplain #reportNext turn} comes.
     *
     * @throws ConnectException when errors are not tolerated; the record then stays unsettled
     */
    public void report(PendingRecord pending, String why, long now) {
        metrics.count(Metric.RECORDS_ERRANT);
        if (!tolerant) {
            throw stop(pending, why);
        }
        if (reporter.isPresent()) {
            unreported
                    .computeIfAbsent(pending.position().partition(), partition -> new PriorityQueue<>(IN_ORDER))
                    .add(new Unreported(pending, why));
            unreportedRecords++;
            unreportedBytes += memory(pending);
        } else {
            skip(pending.position(), why, now);
        }
    }

    /** A put begins, which may make one attempt that is not confirmed. */
    public void putStarted() {
        attemptFailedInThisPut = false;
    }

    /**
     * Reports the records before which nothing is left in their partitions.
     *
     * @param retries whether a record may be reported again now, or another one while the queue fails
     * @throws ConnectException when a record was not confirmed within the time that the queue allows
     */
    public void reportNext(boolean retries) {
        if (unreported.isEmpty()) {
            return;
        }
        Optional<TopicPartition> failed = Optional.empty();
        // New ones first: one bad record does not hold up those of other partitions.
        for (boolean retried : retriedRecords > 0 ? BOTH : ONLY_NEW) {
            for (Map.Entry<TopicPartition, PriorityQueue<Unreported>> ofPartition : unreported.entrySet()) {
                Unreported first = ofPartition.getValue().peek();
                if (!attemptFailedInThisPut && first != null && first.attempts > 0 == retried) {
                    reportNext(ofPartition.getValue(), retries);
                    failed = attemptFailedInThisPut ? Optional.of(ofPartition.getKey()) : failed;
                }
            }
        }
        // To the end: the next retry is another partition's.
        failed.ifPresent(partition -> unreported.put(partition, unreported.remove(partition)));
        unreported.values().removeIf(PriorityQueue::isEmpty);
    }

    private void reportNext(PriorityQueue<Unreported> ofPartition, boolean retries) {
        while (!ofPartition.isEmpty() && ofPartition.peek().isDue()) {
            Unreported next = ofPartition.peek();
            if (!next.position().isLive()) {
                forget(ofPartition.remove());
            } else if (!mayReport(next, retries) || !isReported(next)) {
                return;
            } else {
                forget(ofPartition.remove());
            }
        }
    }

    private boolean mayReport(Unreported next, boolean retries) {
        if (attemptFailedInThisPut) {
            return false;
        }
        if (attemptsInARow == 0 && next.attempts == 0) {
            return true;
        }
        return retries && nanosUntilAttempt(next, queue.orElseThrow().nanoTime().getAsLong()) <= 0;
    }

    private long nanosUntilAttempt(Unreported next, long now) {
        long ofQueue = attemptsInARow > 0 ? noAttemptBefore - now : 0;
        return next.attempts > 0 ? Math.max(ofQueue, next.nextAttempt - now) : ofQueue;
    }

    /** Whether the write of the record is pending; otherwise it is retried later. */
    private boolean isReported(Unreported next) {
        long begin = queue.isPresent() ? queue.get().nanoTime().getAsLong() : 0;
        Future<Void> written = attempt(next);
        if (queue.isPresent() && written.isDone()) {
            unconfirmed(next, queue.get(), begin);
            return false;
        }
        attemptsInARow = 0;
        offsets.entrust(next.position());
        reported.add(new Reported(next.position(), written, next.attempts));
        return true;
    }

    private Future<Void> attempt(Unreported next) {
        if (next.attempts > 0) {
            metrics.count(Metric.DEAD_LETTERS_RETRIED);
        }
        try {
            return reporter.orElseThrow().report(next.pending.record(), new ErrantRecordException(next.why));
        } catch (RuntimeException e) {
            throw unwritable(
                    next.position(), "the worker rejected it (" + e.getClass().getName() + ")", e);
        }
    }

    private void unconfirmed(Unreported next, DeadLetterQueue deadLetters, long begin) {
        long now = deadLetters.nanoTime().getAsLong();
        attemptFailedInThisPut = true;
        unconfirmedAttempts++;
        if (next.attempts == 0) {
            next.firstAttempt = begin;
            retriedRecords++;
        }
        next.attempts++;
        attemptsInARow++;
        long end = next.firstAttempt + deadLetters.timeout().toNanos();
        if (now - end >= 0) {
            throw unwritable(
                    next.position(),
                    "no write was confirmed within " + deadLetters.timeout().toMillis()
                            + " ms (dead.letter.timeout.ms), in " + next.attempts + " attempts",
                    null);
        }
        noAttemptBefore = now + Math.min(end - now, deadLetters.backoff().nanos(attemptsInARow));
        next.nextAttempt = now + Math.min(end - now, deadLetters.backoff().nanos(next.attempts));
        if (retryLog.isDue(now)) {
            retryLog.logged(now);
            log.warn(
                    "The dead letter queue {} did not confirm a record ({}, attempt {}; {} errant records are buffered)."
                            + " It is retried for up to {} ms (dead.letter.timeout.ms); no data is lost and no offsets are"
                            + " committed past it. The worker logs the producer's error before this line",
                    deadLetters.topic(),
                    next.position(),
                    next.attempts,
                    pending(),
                    deadLetters.timeout().toMillis());
            retryReported = true;
        }
    }

    /** How many nanoseconds until a record can be reported again, at most that many. */
    public long nanosUntilRetry(long now, long atMost) {
        if (attemptsInARow == 0 && retriedRecords == 0) {
            return atMost;
        }
        long soonest = atMost;
        for (PriorityQueue<Unreported> ofPartition : unreported.values()) {
            Unreported next = ofPartition.peek();
            if (next != null && next.isDue()) {
                soonest = Math.min(soonest, nanosUntilAttempt(next, now));
            }
        }
        return Math.max(0, soonest);
    }

    /** Forgets the records of partitions that are closed, as far as they are not reported. */
    public void discardRevoked() {
        unreported
                .values()
                .forEach(ofPartition -> ofPartition.removeIf(one -> {
                    boolean unwanted = !one.position().isLive();
                    if (unwanted) {
                        forget(one);
                    }
                    return unwanted;
                }));
        unreported.values().removeIf(PriorityQueue::isEmpty);
    }

    private static long memory(PendingRecord pending) {
        return PendingRecord.OVERHEAD_BYTES + pending.retainedBytes();
    }

    private void forget(Unreported gone) {
        unreportedRecords--;
        unreportedBytes -= memory(gone.pending);
        if (gone.attempts > 0) {
            retriedRecords--;
        }
    }

    /** Records that are errant and not safe yet. */
    public int pending() {
        return unreportedRecords + reported.size();
    }

    /** The memory of those that wait for their turn or for a retry; what is reported is in the buffers of a producer, which has its own bounds. */
    public long pendingBytes() {
        return unreportedBytes;
    }

    /** Whether a report has not been confirmed. */
    public boolean hasUnconfirmed() {
        return !reported.isEmpty();
    }

    /** Waits for the oldest unconfirmed write; {@link #settleWritten} then handles its result. */
    public void awaitWritten(long nanos) throws InterruptedException {
        try {
            reported.element().written().get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("Dead letter write not yet confirmed: {}", e.getClass().getName());
        }
    }

    /** The framework writes the record to the dead letter queue, if there is one, and throws its own exception. */
    private ConnectException stop(PendingRecord pending, String why) {
        ErrantRecordException stop = new ErrantRecordException("Record " + pending
                + " failed and errors.tolerance=none: " + why
                + ". No data is lost; no offsets are committed past this record. Fix the mapping, or set"
                + " errors.tolerance=all and errors.deadletterqueue.topic.name to route such records to a dead letter"
                + " queue. Then restart the task.");
        try {
            reporter.ifPresent(one -> {
                Future<Void> unused = one.report(pending.record(), new ErrantRecordException(why));
            });
        } catch (RuntimeException e) {
            stop.initCause(e);
        }
        return stop;
    }

    private void skip(OffsetTracker.Position position, String why, long now) {
        dropped++;
        if (dropLog.isDue(now)) {
            dropLog.logged(now);
            log.warn(
                    "Dropped {} invalid records so far (errors.tolerance=all, no dead letter queue); latest {}: {}. Set"
                            + " errors.deadletterqueue.topic.name to keep such records",
                    dropped,
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
    public boolean settleWritten() {
        boolean any = false;
        while (!reported.isEmpty() && reported.peek().written().isDone()) {
            Reported oldest = reported.remove();
            try {
                oldest.written().get();
            } catch (ExecutionException e) {
                // Not retried: the framework keeps this future and fails the task with it at the next commit.
                throw unwritable(oldest.position(), "the write failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectException("Interrupted while reading a finished report", e);
            }
            offsets.settle(oldest.position());
            any = true;
            confirmed(oldest);
        }
        return any;
    }

    private void confirmed(Reported written) {
        if (retryReported && written.attempts() > 0 && retriedRecords == 0) {
            log.info(
                    "The dead letter queue {} confirms writes again, after {} attempts without confirmation",
                    queue.map(DeadLetterQueue::topic).orElseThrow(),
                    unconfirmedAttempts);
            retryReported = false;
        }
    }

    private ConnectException unwritable(OffsetTracker.Position position, String why, @Nullable Throwable cause) {
        return new ConnectException(
                "Record " + position + " could not be written to the dead letter queue "
                        + queue.map(DeadLetterQueue::topic).orElse("(none configured)") + ": " + why
                        + ". No data is lost; no offsets are committed past this record. Likely causes: the broker cannot"
                        + " be reached (producer.override.bootstrap.servers), the topic of"
                        + " errors.deadletterqueue.topic.name does not exist and is not created automatically, an ACL"
                        + " denies WRITE on it, or the record is larger than producer.override.max.request.size or the"
                        + " topic's max.message.bytes. The worker's log has the producer's error. Fix the cause, then"
                        + " restart the task.",
                cause);
    }
}
