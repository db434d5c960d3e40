package io.github.pinsink.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** SIMD within a register: copies, compares or checks eight bytes of a string at once, as a little-endian long. */
final class Swar {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** The two hex digits of each byte, in lower case, the first one in the low byte. */
    private static final long[] HEX = hex();

    private Swar() {}

    static long get(byte[] from, int at) {
        return (long) BYTES.get(from, at);
    }

    static void put(byte[] to, int at, long eight) {
        BYTES.set(to, at, eight);
    }

    /** A mask of the first bytes. */
    static long mask(int bytes) {
        return bytes <= 0 ? 0 : bytes >= Long.BYTES ? -1 : (1L << Byte.SIZE * bytes) - 1;
    }

    /** False if any byte may be a control character, a quotation mark, a question mark, a backslash or not ASCII. */
    static boolean arePlain(long eight) {
        long quote = eight ^ ONES * '"';
        long question = eight ^ ONES * '?';
        long backslash = eight ^ ONES * '\\';
        // A byte below a limit of at most 0x80 borrows, which sets its high bit.
        long found = eight | eight - ONES * 0x20 | quote - ONES | question - ONES | backslash - ONES;
        return (found & HIGH_BITS) == 0;
    }

    /** Writes four bytes as eight hex digits in lower case. */
    static void putHex(byte[] to, int at, byte[] from, int first) {
        long text = HEX[from[first] & 0xFF]
                | HEX[from[first + 1] & 0xFF] << 16
                | HEX[from[first + 2] & 0xFF] << 32
                | HEX[from[first + 3] & 0xFF] << 48;
        BYTES.set(to, at, text);
    }

    private static long[] hex() {
        HexFormat hex = HexFormat.of();
        long[] pairs = new long[256];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = hex.toHighHexDigit(i) | (long) hex.toLowHexDigit(i) << Byte.SIZE;
        }
        return pairs;
    }
}
