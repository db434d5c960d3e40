package io.github.pinsink.delivery;

import io.github.pinsink.api.EncodedEvent;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An event as long as it is held: its JSON text, and what the caller wants back when it is settled. Afterwards its bytes
 * are another event's, so it gives them to nobody any more. One object, since tens of thousands are held at a time and the
 * collector moves each of them more than once.
 *
 * @param <R> what the caller wants back
 */
public final class BufferedEvent<R> implements EncodedEvent {
    private final int from;
    private final int length;
    private final long heldBytes;
    private final boolean offline;
    private final R origin;
    private BufferPool.@Nullable Chunk chunk;

    private BufferedEvent(BufferPool.Chunk chunk, int from, int length, long heldBytes, boolean offline, R origin) {
        this.chunk = chunk;
        this.from = from;
        this.length = length;
        this.heldBytes = heldBytes;
        this.offline = offline;
        this.origin = origin;
    }

    /**
     * @param chunk has room for it
     * @param json copied
     * @param heldBytes how much memory the event takes until it is settled, with what is kept beside it for that time
     */
    static <R> BufferedEvent<R> in(BufferPool.Chunk chunk, ByteBuffer json, long heldBytes, boolean offline, R origin) {
        int length = json.remaining();
        return new BufferedEvent<>(chunk, chunk.add(json), length, heldBytes, offline, origin);
    }

    @Override
    public byte[] bytes() {
        return chunk().bytes();
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int length() {
        return length;
    }

    /** Whether its action source is {@code offline}, which Pinterest does not deduplicate. */
    public boolean offline() {
        return offline;
    }

    public R origin() {
        return origin;
    }

    long heldBytes() {
        return heldBytes;
    }

    /** The event has come to its end. Once, and only while no call with it is under way. */
    void release() {
        chunk().release(length);
        chunk = null;
    }

    private BufferPool.Chunk chunk() {
        if (chunk == null) {
            throw new IllegalStateException("the event has come to its end and is not held any more");
        }
        return chunk;
    }

    @Override
    public String toString() {
        return "event of " + length + " bytes";
    }
}
