package io.github.pinsink.delivery;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of buffered events, in pooled arrays. An event is buffered for about as long as a call takes. That is too long
 * for the young generation of a small heap: an array for each event would be promoted and stay until a full collection
 * (docs/adr/0038-buffer-event-bytes-in-pooled-chunks.md).
 *
 * <p>Belongs to the task's thread; the HTTP client's threads read the events that they send. Invariants:
 *
 * <ul>
 *   <li>The bytes of an event are not overwritten before it is released. An event is released once: when it has its result or
 *       is abandoned, and never while a request with it is in flight. The client completes a call only when it does not read
 *       the events any more, see {@link io.github.pinsink.api.ConversionsApi#send}.
 *   <li>A chunk is reused when its last event is released, also if it is not full. An ad account without events holds none.
 *   <li>A chunk holds events of one ad account only, so that a slow one does not keep the memory of the others.
 * </ul>
 */
final class BufferPool {
    /** About twenty events of the usual size. A single event keeps at most this much from being reused. */
    static final int CHUNK_BYTES = 32 * 1024;

    /** A larger event gets an array of its own. At most this much is wasted at the end of a chunk. */
    static final int MAX_POOLED_EVENT = CHUNK_BYTES / 8;

    /** With fewer events in the open batch, an event gets an array of its own: a thousand quiet ad accounts need no chunks. */
    static final int MIN_BATCH_FOR_POOLING = 16;

    /** 16 MB: about what is freed and filled again between two responses. */
    static final int MAX_FREE_CHUNKS = 512;

    // Last in, first out: a chunk that was just read is still in the CPU cache.
    private final ArrayDeque<Chunk> free = new ArrayDeque<>();
    private long unusedBytes;

    /** Bytes of chunks in use that belong to no event. */
    long unusedBytes() {
        return unusedBytes;
    }

    int free() {
        return free.size();
    }

    /** For the events of one ad account. */
    Appender appender() {
        return new Appender();
    }

    private Chunk next(Appender appender) {
        Chunk reused = free.poll();
        Chunk next = reused == null ? new Chunk(new byte[CHUNK_BYTES], true) : reused;
        next.appendedBy = appender;
        unusedBytes += CHUNK_BYTES;
        return next;
    }

    /** Appends the events of one ad account to chunks. */
    final class Appender {
        private @Nullable Chunk current;

        /**
         * The chunk for the next event, which the caller adds at once.
         *
         * @param length of the event in bytes
         * @param waiting the number of events in the open batch
         */
        Chunk chunkFor(int length, int waiting) {
            Chunk chunk = current;
            if (length > MAX_POOLED_EVENT || chunk == null && waiting < MIN_BATCH_FOR_POOLING) {
                return new Chunk(new byte[length], false);
            }
            if (chunk == null || !chunk.hasRoom(length)) {
                if (chunk != null) {
                    chunk.appendedBy = null;
                }
                chunk = next(this);
                current = chunk;
            }
            return chunk;
        }
    }

    /** An array of events, and how many of them are not released. */
    final class Chunk {
        private final byte[] bytes;
        /** False for the array of a single event, which is not pooled and not counted. */
        private final boolean shared;

        private @Nullable Appender appendedBy;
        private int filled;
        private int unreleased;

        private Chunk(byte[] bytes, boolean shared) {
            this.bytes = bytes;
            this.shared = shared;
        }

        byte[] bytes() {
            return bytes;
        }

        private boolean hasRoom(int length) {
            return length <= bytes.length - filled;
        }

        /**
         * @param json copied; there has to be space for it
         * @return where it begins
         */
        int add(ByteBuffer json) {
            int from = filled;
            int length = json.remaining();
            json.get(bytes, from, length);
            filled += length;
            if (shared) {
                unreleased++;
                unusedBytes -= length;
            }
            return from;
        }

        /** One of its events, of that length, is released. */
        void release(int length) {
            if (!shared) {
                return;
            }
            unreleased--;
            unusedBytes += length;
            if (unreleased == 0) {
                unusedBytes -= bytes.length;
                recycle();
            }
        }

        private void recycle() {
            if (appendedBy != null) {
                appendedBy.current = null;
                appendedBy = null;
            }
            filled = 0;
            if (free.size() < MAX_FREE_CHUNKS) {
                free.push(this);
            }
        }
    }
}
