package io.github.pinsink.delivery;

import io.github.pinsink.api.EventText;
import org.jspecify.annotations.Nullable;

/**
 * The JSON text of one event as long as it is held. Afterwards its bytes are another event's, so it gives them to nobody
 * any more.
 */
public final class Payload implements EventText {
    private final int from;
    private final int length;
    private final long heldBytes;
    private Chunks.@Nullable Chunk chunk;

    /** @param heldBytes how much memory the event takes until it is settled, with what is kept beside it for that time */
    Payload(Chunks.Chunk chunk, int from, int length, long heldBytes) {
        this.chunk = chunk;
        this.from = from;
        this.length = length;
        this.heldBytes = heldBytes;
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

    long heldBytes() {
        return heldBytes;
    }

    /** The event has come to its end. Once, and only while no call with it is under way. */
    void release() {
        chunk().release(length);
        chunk = null;
    }

    private Chunks.Chunk chunk() {
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
