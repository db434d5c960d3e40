package io.github.pinsink.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Eight bytes of a text in one number, to be copied, compared or looked at all at once: the first byte is the lowest. */
final class Swar {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** The two digits of each byte in lower-case hex, the first one lowest. */
    private static final long[] HEX = hex();

    private Swar() {}

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
