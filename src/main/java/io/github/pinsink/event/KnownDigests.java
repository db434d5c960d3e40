package io.github.pinsink.event;

/**
 * The digests of values that many people share, such as cities and first names, so that each is computed once. A bounded
 * table of short texts: a place in it belongs to whichever text came last. Belongs to one thread.
 */
final class KnownDigests {
    /** In hex. */
    static final int LENGTH = 64;

    private static final int PLACE_BITS = 10;
    private static final int PLACES = 1 << PLACE_BITS;
    private static final int LONGEST = 2 * Long.BYTES;

    // A text is two numbers: its bytes, with zeros behind them.
    private final long[] firsts = new long[PLACES];
    private final long[] seconds = new long[PLACES];
    private final byte[] lengths = new byte[PLACES];
    private final byte[] digests = new byte[PLACES * LENGTH];

    private long first;
    private long second;
    private int place;

    /**
     * Looks a text up.
     *
     * @param text at least 16 bytes, of which the first {@code length} count
     * @return where its digest begins in {@link #digests}, or -1
     */
    int find(byte[] text, int length) {
        if (length > LONGEST) {
            place = -1;
            return -1;
        }
        first = EightBytes.get(text, 0) & EightBytes.first(length);
        second = EightBytes.get(text, Long.BYTES) & EightBytes.first(length - Long.BYTES);
        long mixed = (first * 0x9E37_79B9_7F4A_7C15L ^ second) * 0xC2B2_AE3D_27D4_EB4FL;
        // Of a product the highest bits depend on all bits of its factors.
        place = (int) (mixed >>> Long.SIZE - PLACE_BITS);
        boolean known = firsts[place] == first && seconds[place] == second && lengths[place] == length;
        return known ? place * LENGTH : -1;
    }

    /** @return the digests in hex, one behind the other */
    byte[] digests() {
        return digests;
    }

    /**
     * Keeps the digest of the text that was looked for and not found.
     *
     * @param length that of the text
     * @param hex where the digest stands
     * @param from its first digit there
     */
    void keep(int length, byte[] hex, int from) {
        if (place >= 0) {
            firsts[place] = first;
            seconds[place] = second;
            lengths[place] = (byte) length;
            System.arraycopy(hex, from, digests, place * LENGTH, LENGTH);
        }
    }
}
