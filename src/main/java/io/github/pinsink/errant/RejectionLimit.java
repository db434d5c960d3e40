package io.github.pinsink.errant;

import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Fails the task when the mapping rejects nearly every record: the mapping or the producer is then wrong, and going on would
 * empty the topic into the dead letter queue. Until the task has mapped its first record, the limit is lower, since each restart
 * without a correction moves as many records again. Not thread-safe.
 */
final class RejectionLimit {
    /** So that one valid record among 20 is enough to go on. */
    private static final int REJECTIONS_PER_MAPPED = 20;

    /** Of the limit, before the first record is mapped. */
    private static final int FRACTION_AT_START = 10;

    /** A limit of fewer records is the same at the start. */
    private static final int MIN_AT_START = 100;

    private final OptionalInt limit;
    private final boolean drops;
    private boolean hasMapped;
    private int excess;

    /**
     * @param limit how many records may be rejected in a row, more precisely 20 times as many as are mapped; a tenth of it, but
     *     not less than 100, until the first one is mapped; empty for any
     * @param drops whether rejected records are dropped, since there is no dead letter queue
     */
    RejectionLimit(OptionalInt limit, boolean drops) {
        this.limit = limit;
        this.drops = drops;
    }

    void mapped() {
        hasMapped = true;
        excess = Math.max(0, excess - REJECTIONS_PER_MAPPED);
    }

    /**
     * @param problems what is wrong with the record
     * @throws ConnectException when the limit is exceeded
     */
    void rejected(PendingRecord record, Supplier<String> problems) {
        if (limit.isEmpty()) {
            return;
        }
        int allowed = hasMapped ? limit.getAsInt() : atStart(limit.getAsInt());
        if (++excess > allowed) {
            throw new ConnectException("The mapping rejects nearly every record, " + allowed + " in a row"
                    + (hasMapped ? "" : " since the task started") + ". The last one is " + record + ": "
                    + problems.get()
                    + (drops
                            ? ". The rejected records before it were dropped; set errors.deadletterqueue.topic.name to keep"
                                    + " such records. No"
                            : ". No data is lost; no")
                    + " offsets are committed past this record. Correct the mapping (pinsink preview"
                    + " shows what it does), or raise max.rejected.records (-1 for no limit"
                    + (hasMapped ? "" : "; until the first record is mapped, a tenth of it counts")
                    + ") if such records are expected. Then restart the task.");
        }
    }

    private static int atStart(int limit) {
        return Math.min(limit, Math.max(MIN_AT_START, limit / FRACTION_AT_START));
    }
}
