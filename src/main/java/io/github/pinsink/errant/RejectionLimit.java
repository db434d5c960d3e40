package io.github.pinsink.errant;

import io.github.pinsink.event.Problem;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Fails the task when the mapping rejects nearly every record: the mapping or the producer is then wrong, and going on would
 * empty the topic into the dead letter queue. Not thread-safe.
 */
final class RejectionLimit {
    /** So that one valid record among 20 is enough to go on. */
    private static final int REJECTIONS_PER_MAPPED = 20;

    private final OptionalInt limit;
    private final boolean drops;
    private int excess;

    /**
     * @param limit how many records may be rejected in a row, more precisely 20 times as many as are mapped; empty for any
     * @param drops whether rejected records are dropped, since there is no dead letter queue
     */
    RejectionLimit(OptionalInt limit, boolean drops) {
        this.limit = limit;
        this.drops = drops;
    }

    void mapped() {
        excess = Math.max(0, excess - REJECTIONS_PER_MAPPED);
    }

    /** @throws ConnectException when the limit is exceeded */
    void rejected(PendingRecord record, List<Problem> problems) {
        if (limit.isPresent() && ++excess > limit.getAsInt()) {
            throw new ConnectException("The mapping rejects nearly every record, " + limit.getAsInt()
                    + " in a row. The last one is " + record + ": " + ErrorSummary.text(problems)
                    + (drops
                            ? ". The rejected records before it were dropped; set errors.deadletterqueue.topic.name to keep"
                                    + " such records. No"
                            : ". No data is lost; no")
                    + " offsets are committed past this record. Correct the mapping (pinsink preview"
                    + " shows what it does), or raise max.rejected.records (-1 for no limit) if such records are"
                    + " expected. Then restart the task.");
        }
    }
}
