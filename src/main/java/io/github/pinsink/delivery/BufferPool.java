package io.github.pinsink.delivery;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the events that are held, in arrays that are used again. An event is held for about as long as a call takes,
 * which is too long for the collector's young generation of a small heap: an array for each would be copied from space to
 * space until only a full collection frees it. These arrays stay.
 *
 * <p>Belongs to the task's thread; the client's threads read what they were sent. Invariants:
 *
 * <ul>
 *   <li>Bytes that belong to an event are never written over before it is released. An event is released once, when it is
 *       settled or nobody waits for it any more, and never while a call with it is under way: the client answers when it
 *       reads the events no more, see {@link io.github.pinsink.api.ConversionsApi#send}.
 *   <li>A chunk is used again when the last of its events is released, also when it was not full yet. Whoever sends nothing
 *       any more holds no chunk.
 *   <li>A chunk holds events of one ad account only, so that a slow one does not hold the memory of the others.
 * </ul>
 */
final class BufferPool {
    /** Some twenty events of the usual size. What a single event can keep from being used again is no more than that. */
    static final int CHUNK_BYTES = 32 * 1024;

    /** What is larger stands alone: at the end of a chunk as much may be left over. */
    static final int MAX_POOLED_EVENT = CHUNK_BYTES / 8;

    /** With fewer events waiting the next one stands alone: a thousand quiet ad accounts need not hold a chunk each. */
    static final int MIN_BATCH_FOR_POOLING = 16;

    /** So many free ones are kept, 16 MB: about what comes free and is filled again between one answer and the next. */
    static final int MAX_FREE_CHUNKS = 512;

    // Last in, first out: what was read a moment ago is still in the processor's cache.
    private final ArrayDeque<Chunk> free = new ArrayDeque<>();
    private long unusedBytes;

    /** The bytes of chunks in use that belong to no event, or to none any more. */
    long unusedBytes() {
        return unusedBytes;
    }

    int free() {
        return free.size();
    }

    /** Where the events of one ad account go. */
    Filling filling() {
        return new Filling();
    }

    private Chunk next(Filling filling) {
        Chunk reused = free.poll();
        Chunk next = reused == null ? new Chunk(new byte[CHUNK_BYTES], true) : reused;
        next.filledBy = filling;
        unusedBytes += CHUNK_BYTES;
        return next;
    }

    /** The events of one ad account, one behind the other. */
    final class Filling {
        private @Nullable Chunk current;

        /**
         * Where the next event goes, which is to be added at once.
         *
         * @param length of its text
         * @param company how many events wait to go with it
         */
        Chunk chunkFor(int length, int company) {
            Chunk chunk = current;
            if (length > MAX_POOLED_EVENT || chunk == null && company < MIN_BATCH_FOR_POOLING) {
                return new Chunk(new byte[length], false);
            }
            if (chunk == null || !chunk.hasRoom(length)) {
                if (chunk != null) {
                    chunk.filledBy = null;
                }
                chunk = next(this);
                current = chunk;
            }
            return chunk;
        }
    }

    /** An array of events, and how many of them are held. */
    final class Chunk {
        private final byte[] bytes;
        /** Not the array of an event that stands alone, which goes with it: nothing of that is counted. */
        private final boolean shared;

        private @Nullable Filling filledBy;
        private int filled;
        private int held;

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
         * @param json copied; there has to be room for it
         * @return where it begins
         */
        int add(ByteBuffer json) {
            int from = filled;
            int length = json.remaining();
            json.get(bytes, from, length);
            filled += length;
            if (shared) {
                held++;
                unusedBytes -= length;
            }
            return from;
        }

        /** One of its events, of that length, has come to its end. */
        void release(int length) {
            if (!shared) {
                return;
            }
            held--;
            unusedBytes += length;
            if (held == 0) {
                unusedBytes -= bytes.length;
                comeFree();
            }
        }

        private void comeFree() {
            if (filledBy != null) {
                filledBy.current = null;
                filledBy = null;
            }
            filled = 0;
            if (free.size() < MAX_FREE_CHUNKS) {
                free.push(this);
            }
        }
    }
}
