package io.github.pinsink.event;

/**
 * Caches the digests of values that many users share, such as cities and first names. A table of fixed size for short
 * strings; a new entry replaces the one in its slot. Not thread-safe.
 */
final class DigestCache {
    /** Of a digest in hex. */
    static final int LENGTH = 64;

    private static final int SLOT_BITS = 10;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int KEY_LENGTH = 2 * Long.BYTES;
    /** The last byte of the key is the length of the text. */
    private static final int MAX_TEXT = KEY_LENGTH - 1;

    private static final int LENGTH_SHIFT = Long.SIZE - Byte.SIZE;
    private static final int SLOT_SIZE = KEY_LENGTH + LENGTH;

    /** Each slot has a key, which is the text padded with zeros and its length, and the digest of the text. */
    private final byte[] table = new byte[SLOTS * SLOT_SIZE];

    private long first;
    private long second;
    private int slot;

    /**
     * Looks up a digest.
     *
     * @param text at least 16 bytes, of which the first {@code length} count
     * @return the offset of its digest in {@link #bytes}, or -1
     */
    int find(byte[] text, int length) {
        if (length > MAX_TEXT) {
            slot = -1;
            return -1;
        }
        first = Swar.get(text, 0) & Swar.mask(length);
        second = Swar.get(text, Long.BYTES) & Swar.mask(length - Long.BYTES) | (long) length << LENGTH_SHIFT;
        long mixed = (first * 0x9E37_79B9_7F4A_7C15L ^ second) * 0xC2B2_AE3D_27D4_EB4FL;
        // The highest bits of a product depend on all bits of its factors.
        slot = (int) (mixed >>> Long.SIZE - SLOT_BITS) * SLOT_SIZE;
        boolean isFound = Swar.get(table, slot) == first && Swar.get(table, slot + Long.BYTES) == second;
        return isFound ? slot + KEY_LENGTH : -1;
    }

    /** The table that {@link #find} points into. */
    byte[] bytes() {
        return table;
    }

    /**
     * Adds the digest of the text that {@link #find} did not find.
     *
     * @param hex contains the digest
     * @param from the offset of the digest
     */
    void put(byte[] hex, int from) {
        if (slot >= 0) {
            Swar.put(table, slot, first);
            Swar.put(table, slot + Long.BYTES, second);
            System.arraycopy(hex, from, table, slot + KEY_LENGTH, LENGTH);
        }
    }
}
