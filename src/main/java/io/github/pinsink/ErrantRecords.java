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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records that cannot become conversions to the framework's reporter, and settles them once it has them safe.
 *
 * <p>A record waits until everything before it in its partition is settled or reported: were it reported sooner, whoever
 * reads the partition after a handover would begin before it and report it again
 * (docs/adr/0036-dead-letters-in-the-order-of-their-partition.md).
 *
 * <p>With a dead letter queue, a future that is done when the reporter returns confirms nothing: the framework drops the
 * futures of writes that failed at once. Such a record stays first in its partition and is reported again, until a limit of
 * time ends the task (docs/adr/0039-a-dead-letter-is-safe-when-a-pending-write-is-confirmed.md). Each attempt may block, so
 * after one without confirmation there is no other in the same put.
 */
final class ErrantRecords {
    private static final Logger log = LoggerFactory.getLogger(ErrantRecords.class);

    private static final Comparator<Waiting> IN_ORDER = Comparator.comparingLong(one -> one.position.offset());

    private static final boolean[] ONLY_NEW = {false};
    private static final boolean[] BOTH = {false, true};

    private static final ConnectHeaders NO_HEADERS = new ConnectHeaders();
    /** What is kept of a record where nobody is told of it: one for all. */
    private static final SinkRecord NOTHING_TO_REPORT = new SinkRecord("", 0, null, null, null, null, 0);

    private final Optional<ErrantRecordReporter> reporter;
    private final Optional<DeadLetterQueue> queue;
    private final boolean tolerant;
    private final OffsetTracker offsets;
    private final TaskMetrics metrics;
    private final Map<TopicPartition, PriorityQueue<Waiting>> waiting = new LinkedHashMap<>();
    private final ArrayDeque<Reported> reported = new ArrayDeque<>();
    private final Rarely skipLine = new Rarely(Duration.ofMinutes(1));
    private final Rarely retryLine = new Rarely(Duration.ofMinutes(1));
    private int waitingRecords;
    private long waitingBytes;
    private long skipped;
    /** Records of which an attempt was not confirmed and that wait for the next one. */
    private int retriedRecords;

    private boolean retryReported;
    private long unconfirmedAttempts;
    /** Attempts since the last one that reached the producer's buffer, whatever the partition. */
    private int attemptsInARow;

    private long noAttemptBefore;
    private boolean attemptFailedInThisPut;

    private static final class Waiting {
        private final SinkRecord record;
        private final long keptBytes;
        private final OffsetTracker.Position position;
        private final String why;
        private int attempts;
        private long firstAttempt;
        private long nextAttempt;

        Waiting(SinkRecord record, long keptBytes, OffsetTracker.Position position, String why) {
            this.record = record;
            this.keptBytes = keptBytes;
            this.position = position;
            this.why = why;
        }

        /** Its turn has come, or never will. */
        boolean waitsNoLonger() {
            return position.isNext() || !position.isLive();
        }
    }

    /** @param attempts how many were not confirmed before this one */
    private record Reported(OffsetTracker.Position position, Future<Void> written, int attempts) {}

    /**
     * @param reporter empty where neither a dead letter queue nor the logging of errors is set up
     * @param queue empty where the reporter only logs
     * @param tolerant whether {@code errors.tolerance} is {@code all}
     */
    ErrantRecords(
            Optional<ErrantRecordReporter> reporter,
            Optional<DeadLetterQueue> queue,
            boolean tolerant,
            OffsetTracker offsets,
            TaskMetrics metrics) {
        this.reporter = reporter;
        this.queue = queue;
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

    /** A put begins, which may make one attempt that is not confirmed. */
    void putBegins() {
        attemptFailedInThisPut = false;
    }

    /**
     * Reports the records before which nothing is left in their partitions.
     *
     * @param retries whether a record may be reported again now, or another one while the queue fails
     * @throws ConnectException when a record was not confirmed within the time that the queue allows
     */
    void reportNext(boolean retries) {
        if (waiting.isEmpty()) {
            return;
        }
        Optional<TopicPartition> failed = Optional.empty();
        // New ones first: one bad record does not hold up those of other partitions.
        for (boolean retried : retriedRecords > 0 ? BOTH : ONLY_NEW) {
            for (Map.Entry<TopicPartition, PriorityQueue<Waiting>> ofPartition : waiting.entrySet()) {
                Waiting first = ofPartition.getValue().peek();
                if (!attemptFailedInThisPut && first != null && first.attempts > 0 == retried) {
                    reportNext(ofPartition.getValue(), retries);
                    failed = attemptFailedInThisPut ? Optional.of(ofPartition.getKey()) : failed;
                }
            }
        }
        // To the end: the next retry is another partition's.
        failed.ifPresent(partition -> waiting.put(partition, waiting.remove(partition)));
        waiting.values().removeIf(PriorityQueue::isEmpty);
    }

    private void reportNext(PriorityQueue<Waiting> ofPartition, boolean retries) {
        while (!ofPartition.isEmpty() && ofPartition.peek().waitsNoLonger()) {
            Waiting next = ofPartition.peek();
            if (!next.position.isLive()) {
                forget(ofPartition.remove());
            } else if (!mayReport(next, retries) || !isReported(next)) {
                return;
            } else {
                forget(ofPartition.remove());
            }
        }
    }

    private boolean mayReport(Waiting next, boolean retries) {
        if (attemptFailedInThisPut) {
            return false;
        }
        if (attemptsInARow == 0 && next.attempts == 0) {
            return true;
        }
        return retries && nanosUntilAttempt(next, queue.orElseThrow().clock().getAsLong()) <= 0;
    }

    private long nanosUntilAttempt(Waiting next, long now) {
        long ofQueue = attemptsInARow > 0 ? noAttemptBefore - now : 0;
        return next.attempts > 0 ? Math.max(ofQueue, next.nextAttempt - now) : ofQueue;
    }

    /** Whether the record is on its way now; if not, it is tried again later. */
    private boolean isReported(Waiting next) {
        long begin = queue.isPresent() ? queue.get().clock().getAsLong() : 0;
        Future<Void> written = attempt(next);
        if (queue.isPresent() && written.isDone()) {
            unconfirmed(next, queue.get(), begin);
            return false;
        }
        attemptsInARow = 0;
        offsets.entrust(next.position);
        reported.add(new Reported(next.position, written, next.attempts));
        return true;
    }

    private Future<Void> attempt(Waiting next) {
        if (next.attempts > 0) {
            metrics.count(Metric.DEAD_LETTERS_RETRIED);
        }
        try {
            return reporter.orElseThrow().report(next.record, new ErrantRecordException(next.why));
        } catch (RuntimeException e) {
            throw unwritable(
                    next.position, "the worker refused it (" + e.getClass().getName() + ")", e);
        }
    }

    private void unconfirmed(Waiting next, DeadLetterQueue deadLetters, long begin) {
        long now = deadLetters.clock().getAsLong();
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
                    next.position,
                    "no write was confirmed within " + deadLetters.timeout().toMillis()
                            + " ms (dead.letter.timeout.ms), in " + next.attempts + " attempts",
                    null);
        }
        noAttemptBefore = now + Math.min(end - now, deadLetters.backoff().nanos(attemptsInARow));
        next.nextAttempt = now + Math.min(end - now, deadLetters.backoff().nanos(next.attempts));
        if (retryLine.isTime(now)) {
            log.warn(
                    "The dead letter queue {} did not confirm a record ({}, attempt {}; {} errant records are buffered)."
                            + " It is retried for up to {} ms (dead.letter.timeout.ms); no data is lost and no offsets are"
                            + " committed past it. The worker logs the producer's error before this line",
                    deadLetters.topic(),
                    next.position,
                    next.attempts,
                    held(),
                    deadLetters.timeout().toMillis());
            retryReported = true;
        }
    }

    /** How many nanoseconds until a record can be reported again, at most that many. */
    long nanosUntilRetry(long now, long atMost) {
        if (attemptsInARow == 0 && retriedRecords == 0) {
            return atMost;
        }
        long soonest = atMost;
        for (PriorityQueue<Waiting> ofPartition : waiting.values()) {
            Waiting next = ofPartition.peek();
            if (next != null && next.waitsNoLonger()) {
                soonest = Math.min(soonest, nanosUntilAttempt(next, now));
            }
        }
        return Math.max(0, soonest);
    }

    /** Forgets the records of partitions that are closed, as far as they are not reported. */
    void discardUnwanted() {
        waiting.values()
                .forEach(ofPartition -> ofPartition.removeIf(one -> {
                    boolean unwanted = !one.position.isLive();
                    if (unwanted) {
                        forget(one);
                    }
                    return unwanted;
                }));
        waiting.values().removeIf(PriorityQueue::isEmpty);
    }

    private void forget(Waiting gone) {
        waitingRecords--;
        waitingBytes -= gone.keptBytes;
        if (gone.attempts > 0) {
            retriedRecords--;
        }
    }

    /** Records that are errant and not safe yet. */
    int held() {
        return waitingRecords + reported.size();
    }

    /** The memory of those that wait for their turn or for a retry; what is reported is in the buffers of a producer, which has its own bounds. */
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
                "The record " + position + " could not be written to the dead letter queue "
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
