package io.github.pinsink.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a text in one number, looked at all at once: the first byte is the lowest. A loop over single characters
 * costs most where it ends, since a processor cannot foresee the lengths of people's names.
 */
final class EightBytes {
    static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = ~HIGH_BITS;
    private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private EightBytes() {}

    static long get(byte[] from, int at) {
        return (long) BYTES.get(from, at);
    }

    static void put(byte[] to, int at, long eight) {
        BYTES.set(to, at, eight);
    }

    /** All bits of so many bytes from the first one. */
    static long first(int bytes) {
        return bytes <= 0 ? 0 : bytes >= Long.BYTES ? -1 : (1L << Byte.SIZE * bytes) - 1;
    }

    /** Of ASCII: its capitals as small letters. */
    static long lower(long ascii) {
        long fromA = ascii + ONES * (0x80 - 'A');
        long behindZ = ascii + ONES * (0x80 - 'Z' - 1);
        // From the high bit of a byte to the bit that tells the case of a letter.
        return ascii | (fromA & ~behindZ & HIGH_BITS) >>> 2;
    }

    /** Of ASCII: the high bit of each byte that is that character. */
    static long equal(long ascii, char character) {
        return ~((ascii ^ ONES * character) + LOW_BITS) & HIGH_BITS;
    }

    /** Of ASCII: the high bit of each byte that is white space or another control character. */
    static long blank(long ascii) {
        return ~(ascii + ONES * (0x80 - ' ' - 1)) & HIGH_BITS;
    }

    /** Whether for sure none is a control character, a quotation mark, a question mark, a backslash or not ASCII. */
    static boolean arePlain(long eight) {
        long quote = eight ^ ONES * '"';
        long question = eight ^ ONES * '?';
        long backslash = eight ^ ONES * '\\';
        // Below a limit of at most 0x80 a byte borrows from its high bit.
        long found = eight | eight - ONES * 0x20 | quote - ONES | question - ONES | backslash - ONES;
        return (found & HIGH_BITS) == 0;
    }
}
