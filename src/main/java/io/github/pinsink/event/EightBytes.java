package io.github.pinsink.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of a text in one number, to be copied, compared or looked at all at once: the first byte is the lowest. */
final class EightBytes {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle FOUR_BYTES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

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

    /** Whether for sure none is a control character, a quotation mark, a question mark, a backslash or not ASCII. */
    static boolean arePlain(long eight) {
        long quote = eight ^ ONES * '"';
        long question = eight ^ ONES * '?';
        long backslash = eight ^ ONES * '\\';
        // Below a limit of at most 0x80 a byte borrows from its high bit.
        long found = eight | eight - ONES * 0x20 | quote - ONES | question - ONES | backslash - ONES;
        return (found & HIGH_BITS) == 0;
    }

    /** Writes four bytes as eight digits in lower-case hex. */
    static void putHex(byte[] to, int at, byte[] from, int first) {
        long digits = (int) FOUR_BYTES.get(from, first) & 0xFFFF_FFFFL;
        // Half of what is there moves up each time, until every byte has four bits, the first ones in the highest.
        digits = (digits << 16 | digits) & 0x0000_FFFF_0000_FFFFL;
        digits = (digits << 8 | digits) & 0x00FF_00FF_00FF_00FFL;
        digits = (digits << 4 | digits) & ONES * 0x0F;
        long letters = (digits + ONES * 6) >>> 4 & ONES;
        long text = digits + ONES * '0' + letters * ('a' - '0' - 10);
        BYTES.set(to, at, Long.reverseBytes(text));
    }
}
