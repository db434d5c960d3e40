package io.github.pinsink.errant;

import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.Offsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Records that cannot be converted or that Pinterest rejected: reports them to the framework, and settles each when it is
 * safely written.
 *
 * <p>A record waits until all records before it in its partition are settled or reported. If it was reported sooner, the
 * task that reads the partition after a rebalance would start before it and report it again
 * (docs/adr/0036-dead-letters-in-partition-order.md).
 *
 * <p>A record whose write is not confirmed stays first in its partition and is retried, see {@link DeadLetterWriter}.
 */
public final class ErrantRecords {
    private static final Comparator<DeadLetter> IN_ORDER =
            Comparator.comparingLong(one -> one.position().offset());

    private static final boolean[] ONLY_NEW = {false};
    private static final boolean[] BOTH = {false, true};

    private static final ConnectHeaders NO_HEADERS = new ConnectHeaders();
    /** Kept for each record where errant records are not reported. */
    private static final SinkRecord NOTHING_TO_REPORT = new SinkRecord("", 0, null, null, null, null, 0);

    private final Optional<ErrantRecordReporter> reporter;
    private final DeadLetterWriter writer;
    private final boolean tolerant;
    private final Offsets offsets;
    private final TaskMetrics metrics;
    private final Map<TopicPartition, PriorityQueue<DeadLetter>> unreported = new LinkedHashMap<>();
    private final ProblemDescriber describer;
    private final RejectionLog rejections;
    private final RejectionLimit limit;
    private int unreportedRecords;
    private long unreportedBytes;

    /**
     * @param reporter empty where neither a dead letter queue nor the logging of errors is set up
     * @param queue empty where the reporter only logs
     */
    public ErrantRecords(
            Optional<ErrantRecordReporter> reporter,
            Optional<DeadLetterQueue> queue,
            ErrorPolicy policy,
            Offsets offsets,
            TaskMetrics metrics) {
        this.reporter = reporter;
        this.writer = new DeadLetterWriter(reporter, queue, offsets, metrics);
        this.tolerant = policy.tolerant();
        this.describer = new ProblemDescriber(policy.expressions());
        this.rejections = new RejectionLog(describer, destination(reporter.isPresent(), queue));
        this.limit = new RejectionLimit(policy.maxRejected(), queue.isEmpty());
        this.offsets = offsets;
        this.metrics = metrics;
    }

    private static String destination(boolean isReported, Optional<DeadLetterQueue> queue) {
        return queue.map(one -> "Rejected records go to the dead letter queue " + one.topic())
                .orElse("Rejected records are " + (isReported ? "logged by the worker and dropped" : "dropped")
                        + "; set errors.deadletterqueue.topic.name to keep them");
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

    /** The mapping gave at least one event for a record. */
    public void mapped() {
        limit.mapped();
    }

    /**
     * The mapping gave no event for the record because of these problems. It is reported when its {@linkplain #reportNext
     * turn} comes.
     *
     * @throws ConnectException when errors are not tolerated, or nearly every record is rejected; the record then stays
     *     unsettled
     */
    public void reject(PendingRecord pending, List<Problem> problems, long now) {
        String topic = pending.record().topic();
        retain(pending);
        if (tolerant) {
            limit.rejected(pending, () -> describer.describe(problems, topic));
        }
        report(pending, topic, "Record cannot be converted to a Pinterest event: ", problems, now);
    }

    /**
     * Reports a record, parts of which were not delivered, when its {@linkplain #reportNext turn} comes.
     *
     * @throws ConnectException when errors are not tolerated; the record then stays unsettled
     */
    public void report(PendingRecord pending, List<Problem> problems, long now) {
        report(pending, pending.record().topic(), "", problems, now);
    }

    private void report(PendingRecord pending, String topic, String introduction, List<Problem> problems, long now) {
        metrics.recordErrant(codes(problems));
        String why = introduction + ErrorSummary.text(problems);
        if (!tolerant) {
            throw stop(pending, why, introduction + describer.describe(problems, topic));
        }
        rejections.rejected(pending, topic, problems, now);
        if (reporter.isPresent()) {
            DeadLetter letter = new DeadLetter(pending, why);
            unreported
                    .computeIfAbsent(pending.position().partition(), partition -> new PriorityQueue<>(IN_ORDER))
                    .add(letter);
            unreportedRecords++;
            unreportedBytes += letter.memory();
        } else {
            offsets.settle(pending.position());
        }
    }

    private static Set<String> codes(List<Problem> problems) {
        return problems.stream()
                .map(Problem::code)
                .filter(code -> code != ProblemCode.MORE_PROBLEMS)
                .map(ProblemCode::id)
                .collect(Collectors.toSet());
    }

    /** Logs a summary of the rejected records when it is due. */
    public void logRejections(long now) {
        rejections.logSummary(now);
    }

    /** Logs the rejected records that no summary had yet: the task stops. */
    public void close(long now) {
        rejections.close(now);
    }

    /** A put begins, which may make one attempt that is not confirmed. */
    public void putStarted() {
        writer.putStarted();
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
        for (boolean retried : writer.isRetrying() ? BOTH : ONLY_NEW) {
            for (Map.Entry<TopicPartition, PriorityQueue<DeadLetter>> ofPartition : unreported.entrySet()) {
                DeadLetter first = ofPartition.getValue().peek();
                if (!writer.hasFailedInThisPut() && first != null && first.wasAttempted() == retried) {
                    reportNext(ofPartition.getValue(), retries);
                    failed = writer.hasFailedInThisPut() ? Optional.of(ofPartition.getKey()) : failed;
                }
            }
        }
        // To the end: the next retry is another partition's.
        failed.ifPresent(partition -> unreported.put(partition, unreported.remove(partition)));
        unreported.values().removeIf(PriorityQueue::isEmpty);
    }

    private void reportNext(PriorityQueue<DeadLetter> ofPartition, boolean retries) {
        while (!ofPartition.isEmpty() && ofPartition.peek().isDue()) {
            DeadLetter next = ofPartition.peek();
            if (!next.position().isLive()) {
                forget(ofPartition.remove());
            } else if (!writer.mayWrite(next, retries) || !writer.write(next, pending())) {
                return;
            } else {
                forget(ofPartition.remove());
            }
        }
    }

    /** How many nanoseconds until a record can be reported again, at most that many. */
    public long nanosUntilRetry(long now, long atMost) {
        if (!writer.isRetrying()) {
            return atMost;
        }
        long soonest = atMost;
        for (PriorityQueue<DeadLetter> ofPartition : unreported.values()) {
            DeadLetter next = ofPartition.peek();
            if (next != null && next.isDue()) {
                soonest = Math.min(soonest, writer.nanosUntilAttempt(next, now));
            }
        }
        return Math.max(0, soonest);
    }

    /** Forgets the records of revoked partitions. */
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
        writer.discardRevoked();
    }

    private void forget(DeadLetter gone) {
        unreportedRecords--;
        unreportedBytes -= gone.memory();
        writer.forget(gone);
    }

    /** Records that are errant and not safe yet. */
    public int pending() {
        return unreportedRecords + writer.unconfirmed();
    }

    /** The memory of records that are not reported. Reported ones are in the buffers of a producer, which has its own bounds. */
    public long pendingBytes() {
        return unreportedBytes;
    }

    /**
     * The framework writes the record to the dead letter queue, if there is one, and throws its own exception.
     *
     * @param why for the dead letter
     * @param failure the same for an operator, with the expressions
     */
    private ConnectException stop(PendingRecord pending, String why, String failure) {
        ErrantRecordException stop = new ErrantRecordException("Record " + pending
                + " failed and errors.tolerance=none: " + failure
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

    /** Whether a write has not been confirmed. */
    public boolean hasUnconfirmed() {
        return writer.unconfirmed() > 0;
    }

    /** Waits for the oldest unconfirmed write; {@link #settleWritten} then handles its result. */
    public void awaitWritten(long nanos) throws InterruptedException {
        writer.await(nanos);
    }

    /** Settles the records whose write is confirmed, without waiting. */
    public void settleWritten() {
        writer.settleWritten();
    }
}
