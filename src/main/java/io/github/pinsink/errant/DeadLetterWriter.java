package io.github.pinsink.errant;

import io.github.pinsink.metrics.LogThrottle;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.OffsetTracker;
import io.github.pinsink.offset.Offsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters through the framework's reporter, and settles each when its write is confirmed.
 *
 * <p>With a dead letter queue, a future that is done when the reporter returns confirms nothing, because the framework drops
 * the futures of writes that failed at once. Such a record is retried until a timeout fails the task
 * (docs/adr/0039-dead-letters-are-safe-when-a-pending-write-completes.md). An attempt may block, so a put makes no other
 * attempt after one that was not confirmed.
 */
final class DeadLetterWriter {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterWriter.class);

    private final Optional<ErrantRecordReporter> reporter;
    private final Optional<DeadLetterQueue> queue;
    private final Offsets offsets;
    private final TaskMetrics metrics;
    private final ArrayDeque<Write> unconfirmed = new ArrayDeque<>();
    private final LogThrottle retryLog = new LogThrottle(Duration.ofMinutes(1));
    /** Records with an unconfirmed attempt that wait for the next one. */
    private int retriedRecords;

    private boolean retryReported;
    private long unconfirmedAttempts;
    /** Attempts since the last one that reached the producer's buffer, whatever the partition. */
    private int attemptsInARow;

    private long noAttemptBefore;
    private boolean attemptFailedInThisPut;

    /** @param attempts how many were not confirmed before this one */
    private record Write(OffsetTracker.Position position, Future<Void> written, int attempts) {}

    /** @param queue empty where the reporter only logs */
    DeadLetterWriter(
            Optional<ErrantRecordReporter> reporter,
            Optional<DeadLetterQueue> queue,
            Offsets offsets,
            TaskMetrics metrics) {
        this.reporter = reporter;
        this.queue = queue;
        this.offsets = offsets;
        this.metrics = metrics;
    }

    /** A put starts, which may make one attempt that is not confirmed. */
    void putStarted() {
        attemptFailedInThisPut = false;
    }

    boolean hasFailedInThisPut() {
        return attemptFailedInThisPut;
    }

    /** Whether records wait for another attempt. */
    boolean isRetrying() {
        return attemptsInARow > 0 || retriedRecords > 0;
    }

    /** The number of writes that are not confirmed. */
    int unconfirmed() {
        return unconfirmed.size();
    }

    /** The record was written or its partition revoked. */
    void forget(DeadLetter gone) {
        if (gone.wasAttempted()) {
            retriedRecords--;
        }
    }

    /** Whether a write may be attempted now. @param retries whether retries are allowed */
    boolean mayWrite(DeadLetter next, boolean retries) {
        if (attemptFailedInThisPut) {
            return false;
        }
        if (attemptsInARow == 0 && !next.wasAttempted()) {
            return true;
        }
        return retries && nanosUntilAttempt(next, queue.orElseThrow().nanoTime().getAsLong()) <= 0;
    }

    /** Nanoseconds until the next attempt; 0 or less when it is due. */
    long nanosUntilAttempt(DeadLetter next, long now) {
        long ofQueue = attemptsInARow > 0 ? noAttemptBefore - now : 0;
        return next.wasAttempted() ? Math.max(ofQueue, next.nextAttempt() - now) : ofQueue;
    }

    /**
     * Attempts a write.
     *
     * @param buffered the number of errant records that are not written, for the log
     * @return whether the write is pending; otherwise the record is retried later
     */
    boolean write(DeadLetter next, int buffered) {
        long begin = queue.isPresent() ? queue.get().nanoTime().getAsLong() : 0;
        Future<Void> written = attempt(next);
        if (queue.isPresent() && written.isDone()) {
            retryLater(next, queue.get(), begin, buffered);
            return false;
        }
        attemptsInARow = 0;
        offsets.entrust(next.position());
        unconfirmed.add(new Write(next.position(), written, next.attempts()));
        return true;
    }

    private Future<Void> attempt(DeadLetter next) {
        if (next.wasAttempted()) {
            metrics.count(Metric.DEAD_LETTERS_RETRIED);
        }
        try {
            return reporter.orElseThrow().report(next.pending().record(), new ErrantRecordException(next.why()));
        } catch (RuntimeException e) {
            throw unwritable(
                    next.position(), "the worker rejected it (" + e.getClass().getName() + ")", e);
        }
    }

    private void retryLater(DeadLetter next, DeadLetterQueue deadLetters, long begin, int buffered) {
        long now = deadLetters.nanoTime().getAsLong();
        attemptFailedInThisPut = true;
        unconfirmedAttempts++;
        if (!next.wasAttempted()) {
            retriedRecords++;
        }
        next.unconfirmed(begin);
        attemptsInARow++;
        long end = next.firstAttempt() + deadLetters.timeout().toNanos();
        if (now - end >= 0) {
            throw unwritable(
                    next.position(),
                    "no write was confirmed within " + deadLetters.timeout().toMillis()
                            + " ms (dead.letter.timeout.ms), in " + next.attempts() + " attempts",
                    null);
        }
        noAttemptBefore = now + Math.min(end - now, deadLetters.backoff().fullJitterNanos(attemptsInARow));
        next.retryAt(now + Math.min(end - now, deadLetters.backoff().fullJitterNanos(next.attempts())));
        if (retryLog.isDue(now)) {
            retryLog.logged(now);
            log.warn(
                    "Could not write {} to the dead letter queue {} (attempt {}); the worker logs the producer's error before"
                            + " this line. Retrying; the task fails {} ms after the first attempt"
                            + " (dead.letter.timeout.ms). No data is lost, and no offsets are committed past this record. {}"
                            + " errant records are not yet written",
                    next.position(),
                    deadLetters.topic(),
                    next.attempts(),
                    deadLetters.timeout().toMillis(),
                    buffered);
            retryReported = true;
        }
    }

    /** Waits for the oldest unconfirmed write. */
    void await(long nanos) throws InterruptedException {
        try {
            unconfirmed.element().written().get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("Dead letter write not yet confirmed: {}", e.getClass().getName());
        }
    }

    /** Forgets the writes for revoked partitions: another task reads those records again, and this one must not fail for them. */
    void discardRevoked() {
        unconfirmed.removeIf(write -> !write.position().isLive());
    }

    /** Settles the records whose write is confirmed, without waiting. A partition does not wait for another one. */
    void settleWritten() {
        discardRevoked();
        List<Write> done =
                unconfirmed.stream().filter(write -> write.written().isDone()).toList();
        unconfirmed.removeAll(done);
        done.forEach(this::settle);
    }

    private void settle(Write write) {
        try {
            write.written().get();
        } catch (ExecutionException e) {
            // Not retried: the framework keeps this future and fails the task with it at the next commit.
            throw unwritable(write.position(), "the write failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while reading a finished report", e);
        }
        log.debug("Record {} was written to the dead letter queue", write.position());
        offsets.settle(write.position());
        confirmed(write);
    }

    private void confirmed(Write written) {
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
