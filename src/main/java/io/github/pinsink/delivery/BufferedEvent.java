package io.github.pinsink.delivery;

import io.github.pinsink.api.EncodedEvent;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A buffered event: its JSON and what the owner wants back with its result. After its release its bytes belong to another
 * event, so it does not give access to them any more. One object per event, since tens of thousands are buffered at a time
 * and the garbage collector moves each more than once.
 *
 * @param <R> what the owner wants back
 */
public final class BufferedEvent<R> implements EncodedEvent {
    private final int offset;
    private final int length;
    private final long retainedBytes;
    private final boolean offline;
    private final long lateAt;
    private final R origin;
    private BufferPool.@Nullable Chunk chunk;
    private boolean maybeAccepted;

    private BufferedEvent(
            BufferPool.Chunk chunk,
            int offset,
            int length,
            long retainedBytes,
            boolean offline,
            long lateAt,
            R origin) {
        this.chunk = chunk;
        this.offset = offset;
        this.length = length;
        this.retainedBytes = retainedBytes;
        this.offline = offline;
        this.lateAt = lateAt;
        this.origin = origin;
    }

    /**
     * @param chunk has space for it
     * @param json copied
     * @param retainedBytes the memory that the event and its record hold until the event has its result
     * @param lateAt the time from which the event is late
     */
    static <R> BufferedEvent<R> in(
            BufferPool.Chunk chunk, ByteBuffer json, long retainedBytes, boolean offline, long lateAt, R origin) {
        int length = json.remaining();
        return new BufferedEvent<>(chunk, chunk.add(json), length, retainedBytes, offline, lateAt, origin);
    }

    @Override
    public byte[] bytes() {
        return chunk().bytes();
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int length() {
        return length;
    }

    /** Whether its action source is {@code offline}, which Pinterest does not deduplicate. */
    public boolean offline() {
        return offline;
    }

    /** Whether it happened more than an hour before that time. Pinterest counts such an event as an offline conversion. */
    boolean isLate(long now) {
        return now - lateAt > 0;
    }

    /** Whether Pinterest may have accepted it in an earlier request. */
    boolean maybeAccepted() {
        return maybeAccepted;
    }

    void setMaybeAccepted() {
        maybeAccepted = true;
    }

    public R origin() {
        return origin;
    }

    long retainedBytes() {
        return retainedBytes;
    }

    /** Gives its bytes back. Once, and only while no request with it is in flight. */
    void release() {
        chunk().release(length);
        chunk = null;
    }

    private BufferPool.Chunk chunk() {
        if (chunk == null) {
            throw new IllegalStateException("the event was released");
        }
        return chunk;
    }

    @Override
    public String toString() {
        return "event of " + length + " bytes";
    }
}
