package io.github.pinsink;

import io.github.pinsink.offset.OffsetTracker;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands records that cannot become conversions to the framework's reporter, and settles them once it has them safe. */
final class ErrantRecords {
    private static final Logger log = LoggerFactory.getLogger(ErrantRecords.class);

    private final ErrantRecordReporter reporter;
    private final boolean tolerant;
    private final OffsetTracker offsets;
    private final ArrayDeque<Reported> reported = new ArrayDeque<>();

    private record Reported(OffsetTracker.Position position, Future<Void> written) {}

    /**
     * @param reporter null where neither a dead letter queue nor the logging of errors is set up
     * @param tolerant whether {@code errors.tolerance} is {@code all}
     */
    ErrantRecords(ErrantRecordReporter reporter, boolean tolerant, OffsetTracker offsets) {
        this.reporter = reporter;
        this.tolerant = tolerant;
        this.offsets = offsets;
    }

    /** @throws ConnectException when errors are not tolerated; the record then stays unsettled */
    void report(Origin origin, String why) {
        ErrantRecordException reason = new ErrantRecordException(why);
        if (reporter != null) {
            reported.add(new Reported(origin.position(), reporter.report(origin.record(), reason)));
        } else if (tolerant) {
            log.warn(
                    "Skipped {}-{} at offset {}: {}. errors.tolerance=all asks for that; set"
                            + " errors.deadletterqueue.topic.name to keep such records",
                    origin.record().topic(),
                    origin.record().kafkaPartition(),
                    origin.record().kafkaOffset(),
                    why);
            offsets.settle(origin.position());
        } else {
            throw reason;
        }
    }

    /** Settles what has been written; asks, and does not wait. */
    void settleWritten() {
        while (!reported.isEmpty() && reported.peek().written().isDone()) {
            Reported oldest = reported.remove();
            try {
                oldest.written().get();
            } catch (ExecutionException e) {
                throw new ConnectException("A record could not be written to the dead letter queue", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectException("Interrupted while reading a finished report", e);
            }
            offsets.settle(oldest.position());
        }
    }
}
