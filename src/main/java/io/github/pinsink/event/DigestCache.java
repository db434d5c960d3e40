package io.github.pinsink.event;

/**
 * The digests of values that many people share, such as cities and first names, so that each is computed once. A bounded
 * table of short texts: a place in it belongs to whichever text came last. Belongs to one thread.
 */
final class DigestCache {
    /** In hex. */
    static final int LENGTH = 64;

    private static final int PLACE_BITS = 10;
    private static final int PLACES = 1 << PLACE_BITS;
    private static final int KEY = 2 * Long.BYTES;
    /** The last byte of the key is the length of the text. */
    private static final int LONGEST = KEY - 1;

    private static final int LENGTH_SHIFT = Long.SIZE - Byte.SIZE;
    private static final int STEP = KEY + LENGTH;

    /** The places: a key, which is a text with zeros behind it and its length, and the digest of the text. */
    private final byte[] table = new byte[PLACES * STEP];

    private long first;
    private long second;
    private int place;

    /**
     * Looks a text up.
     *
     * @param text at least 16 bytes, of which the first {@code length} count
     * @return where its digest begins in {@link #bytes}, or -1
     */
    int find(byte[] text, int length) {
        if (length > LONGEST) {
            place = -1;
            return -1;
        }
        first = Swar.get(text, 0) & Swar.first(length);
        second = Swar.get(text, Long.BYTES) & Swar.first(length - Long.BYTES) | (long) length << LENGTH_SHIFT;
        long mixed = (first * 0x9E37_79B9_7F4A_7C15L ^ second) * 0xC2B2_AE3D_27D4_EB4FL;
        // Of a product the highest bits depend on all bits of its factors.
        place = (int) (mixed >>> Long.SIZE - PLACE_BITS) * STEP;
        boolean known = Swar.get(table, place) == first && Swar.get(table, place + Long.BYTES) == second;
        return known ? place + KEY : -1;
    }

    /** The keys and the digests, these in hex. */
    byte[] bytes() {
        return table;
    }

    /**
     * Keeps the digest of the text that was looked for and not found.
     *
     * @param hex where the digest stands
     * @param from its first digit there
     */
    void keep(byte[] hex, int from) {
        if (place >= 0) {
            Swar.put(table, place, first);
            Swar.put(table, place + Long.BYTES, second);
            System.arraycopy(hex, from, table, place + KEY, LENGTH);
        }
    }
}
