package io.github.pinsink.errant;

import io.github.pinsink.event.Problem;
import io.github.pinsink.offset.OffsetTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A record from {@code put} until its offset may be committed. */
public final class PendingRecord {
    /**
     * What a record takes in memory beside its bytes: about ten small objects, the framework's included. Counted from their
     * fields with compressed references.
     */
    public static final int OVERHEAD_BYTES = 500;

    private static final int NO_TIMESTAMP = -1;

    private final OffsetTracker.Position position;
    private SinkRecord record;
    private long retainedBytes;
    /** Of its timestamp when the task received it; fits into the object where a long would not. */
    private final int ageMillis;

    private int openEvents;
    private List<Problem> problems = List.of();

    /** @param wallMillis the wall clock when the task received it */
    public PendingRecord(SinkRecord record, OffsetTracker.Position position, long wallMillis) {
        this.record = record;
        this.position = position;
        this.ageMillis = ageMillis(record.timestamp(), wallMillis);
    }

    private static int ageMillis(@Nullable Long timestamp, long wallMillis) {
        return timestamp == null || timestamp < 0
                ? NO_TIMESTAMP
                : (int) Math.min(Integer.MAX_VALUE, Math.max(0, wallMillis - timestamp));
    }

    public boolean hasTimestamp() {
        return ageMillis != NO_TIMESTAMP;
    }

    /** The time since its timestamp, in nanoseconds, for a record that has one; at most some 24 days. */
    public long ageNanos(long now) {
        return TimeUnit.MILLISECONDS.toNanos(ageMillis) + now - position.acceptedAt();
    }

    /** The record as it came; after {@link #retain} what is left of it. */
    public SinkRecord record() {
        return record;
    }

    public OffsetTracker.Position position() {
        return position;
    }

    /** Whether the task still has its partition, as it did when the record came. */
    public boolean isLive() {
        return position.isLive();
    }

    /**
     * Keeps only what is needed until the end.
     *
     * @param reduction what is kept of the record
     * @param bytes the memory that it then holds
     */
    void retain(UnaryOperator<SinkRecord> reduction, long bytes) {
        record = reduction.apply(record);
        retainedBytes = bytes;
    }

    /** The memory that it holds, in bytes; 0 before {@link #retain}. */
    public long retainedBytes() {
        return retainedBytes;
    }

    /**
     * The record was mapped.
     *
     * @param events the number of events to deliver
     * @param failed why other parts of the record are not delivered
     */
    public void mapped(int events, List<Problem> failed) {
        openEvents = events;
        problems = failed.isEmpty() ? List.of() : new ArrayList<>(failed);
    }

    /** One of its events was delivered. */
    public void delivered() {
        openEvents--;
    }

    /** One of its events was rejected. */
    public void rejected(Problem why) {
        if (problems.isEmpty()) {
            // Most records never have one.
            problems = new ArrayList<>();
        }
        problems.add(why);
        openEvents--;
    }

    /** Whether no event of it is open any more. */
    public boolean isComplete() {
        return openEvents == 0;
    }

    /** Why the record, or parts of it, cannot be delivered; empty when all is well. */
    public List<Problem> problems() {
        return problems;
    }

    /** Where it was read. */
    @Override
    public String toString() {
        return position.toString();
    }
}
