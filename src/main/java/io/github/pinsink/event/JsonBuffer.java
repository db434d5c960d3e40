package io.github.pinsink.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.LongStream;

/**
 * Writes JSON in UTF-8 into one array that is reused for each record. The output can be truncated, to remove a property
 * whose value turns out to be absent or invalid.
 */
final class JsonBuffer {
    private static final HexFormat HEX = HexFormat.of();
    /** U+FFFD, for half a surrogate pair, which UTF-8 cannot encode. */
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    /** From this length on it is faster to copy a string as a whole and to check eight bytes at once. */
    private static final int LONG_STRING = 16;

    private static final long[] POWERS_OF_TEN =
            LongStream.iterate(1, power -> power * 10).limit(19).toArray();

    private static final int INITIAL_CAPACITY = 2_048;
    /** A larger array is released after a record that used little of it. */
    private static final int MAX_IDLE_CAPACITY = 256 * 1_024;

    /** About what a record with a thousand events needs; a larger array is always released. */
    private static final int MAX_KEPT_CAPACITY = 4 * 1_024 * 1_024;

    /** A string that is written often, such as a property name. Padded to eight bytes, so that copying needs no call. */
    static final class Token {
        private final byte[] padded;
        private final int length;

        Token(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            length = utf8.length;
            padded = Arrays.copyOf(utf8, (length + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
        }
    }

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int size;
    private long generation;
    /** Truncated bytes of the record, and other work that leaves no output. */
    private long discarded;

    int size() {
        return size;
    }

    /** Removes everything after that size. */
    void truncate(int earlierSize) {
        charge(size - earlierSize);
        size = earlierSize;
    }

    /**
     * Counts work that leaves no output as so many bytes.
     *
     * @throws RecordTooLargeException when a record takes more than {@link EventEncoder#MAX_RECORD_BYTES}
     */
    void charge(long work) {
        discarded += work;
        if (size + discarded > EventEncoder.MAX_RECORD_BYTES) {
            throw new RecordTooLargeException();
        }
    }

    String asString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** A view of the output, valid until {@link #clear}. */
    ByteBuffer slice(int offset, int length) {
        return ByteBuffer.wrap(bytes, offset, length);
    }

    /** How often the buffer was cleared. */
    long generation() {
        return generation;
    }

    /** Starts a new record. Releases a large array that was little used, or is very large. */
    void clear() {
        boolean isExcessive = size < bytes.length / 4 || bytes.length > MAX_KEPT_CAPACITY;
        if (bytes.length > MAX_IDLE_CAPACITY && isExcessive) {
            bytes = new byte[INITIAL_CAPACITY];
        }
        generation++;
        size = 0;
        discarded = 0;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            grow(more);
        }
    }

    /** A string reserves up to three times what it takes, so this limit is higher than that of a record. */
    private void grow(int more) {
        long needed = (long) size + more;
        if (needed > 3L * EventEncoder.MAX_RECORD_BYTES) {
            throw new RecordTooLargeException();
        }
        bytes = Arrays.copyOf(
                bytes, (int) Math.max(Math.min(bytes.length * 2L, EventEncoder.MAX_RECORD_BYTES), needed));
    }

    void raw(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    /** Overwrites a byte. */
    void set(int at, char ascii) {
        bytes[at] = (byte) ascii;
    }

    void raw(Token token) {
        byte[] padded = token.padded;
        reserve(padded.length);
        for (int i = 0; i < padded.length; i += Long.BYTES) {
            Swar.put(bytes, size + i, Swar.get(padded, i));
        }
        size += token.length;
    }

    void raw(byte[] ascii) {
        reserve(ascii.length);
        System.arraycopy(ascii, 0, bytes, size, ascii.length);
        size += ascii.length;
    }

    /** Writes a string in quotes, escaped according to RFC 8259. */
    void string(String text) {
        int length = text.length();
        if (length >= LONG_STRING) {
            byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
            if (latin.length == length && needsNoEscape(text, latin)) {
                quotedAscii(latin, 0, length);
                return;
            }
        }
        reserve(length + 2);
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c < 0x20 || c == '"' || c == '\\') {
                size = at;
                escapedString(text, i);
                return;
            }
            to[at++] = (byte) c;
        }
        to[at++] = '"';
        size = at;
    }

    /**
     * Whether the string is ASCII without characters that JSON escapes.
     *
     * @param latin the string in ISO 8859-1, at least eight bytes
     */
    private static boolean needsNoEscape(String text, byte[] latin) {
        // The last eight bytes overlap those before them, so that there is no remainder.
        int last = latin.length - Long.BYTES;
        boolean plain = arePlain(text, latin, last);
        for (int i = 0; i < last && plain; i += Long.BYTES) {
            plain = arePlain(text, latin, i);
        }
        return plain;
    }

    /**
     * Checks eight bytes at once, and one by one where that is inconclusive. A question mark always is: the JDK also writes
     * one for a character outside of ISO 8859-1.
     */
    private static boolean arePlain(String text, byte[] latin, int from) {
        if (Swar.arePlain(Swar.get(latin, from))) {
            return true;
        }
        for (int i = from; i < from + Long.BYTES; i++) {
            byte c = latin[i];
            if (c < 0x20 || c == '"' || c == '\\' || (c == '?' && text.charAt(i) != c)) {
                return false;
            }
        }
        return true;
    }

    /** Writes the rest of a string and the closing quote. */
    private void escapedString(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            reserve(3 * (length - i) + 6);
            if (c < 0x20 || c == '"' || c == '\\') {
                escaped(c);
            } else if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xC0 | c >> 6);
                bytes[size++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xE0 | c >> 12);
                bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
                bytes[size++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                int point = Character.toCodePoint(c, text.charAt(i));
                bytes[size++] = (byte) (0xF0 | point >> 18);
                bytes[size++] = (byte) (0x80 | point >> 12 & 0x3F);
                bytes[size++] = (byte) (0x80 | point >> 6 & 0x3F);
                bytes[size++] = (byte) (0x80 | point & 0x3F);
            } else {
                raw(REPLACEMENT);
            }
        }
        raw('"');
    }

    private void escaped(char c) {
        bytes[size++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[size++] = (byte) c;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = (byte) HEX.toHighHexDigit(c);
                bytes[size++] = (byte) HEX.toLowHexDigit(c);
            }
        }
    }

    void number(long number) {
        reserve(20);
        long rest = number;
        if (rest >= 0) {
            rest = -rest;
        } else {
            bytes[size++] = '-';
        }
        int count = 1;
        for (long limit = -10; count < 19 && rest <= limit; limit *= 10) {
            count++;
        }
        digits(rest, count);
    }

    /** Writes the digits of a number that is not positive, since {@link Long#MIN_VALUE} has no positive counterpart. */
    private void digits(long number, int count) {
        byte[] to = bytes;
        long rest = number;
        int at = size + count;
        for (; at > size; rest /= 10) {
            to[--at] = (byte) ('0' - rest % 10);
        }
        size += count;
    }

    /**
     * Writes a decimal number as a string, with all its fraction digits.
     *
     * @param unscaled the number without its dot, of at most 18 digits
     * @param scale the number of fraction digits, from 0 to 18
     */
    void decimal(long unscaled, int scale) {
        reserve(24);
        bytes[size++] = '"';
        if (unscaled < 0) {
            bytes[size++] = '-';
        }
        long all = Math.abs(unscaled);
        number(all / POWERS_OF_TEN[scale]);
        if (scale > 0) {
            bytes[size++] = '.';
            digits(-(all % POWERS_OF_TEN[scale]), scale);
        }
        raw('"');
    }

    /** Writes a digest as a string of hex digits in lower case. */
    void hex(byte[] digest) {
        reserve(2 * digest.length + 2);
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < digest.length; i += Integer.BYTES) {
            Swar.putHex(to, at, digest, i);
            at += Long.BYTES;
        }
        to[at++] = '"';
        size = at;
    }

    /** Writes ASCII that needs no escape as a string. */
    void quotedAscii(byte[] from, int at, int length) {
        reserve(length + 2);
        bytes[size] = '"';
        System.arraycopy(from, at, bytes, size + 1, length);
        bytes[size + length + 1] = '"';
        size += length + 2;
    }

    /** Adds the digest that was written last to the cache. */
    void cacheLast(DigestCache cache) {
        cache.put(bytes, size - 1 - DigestCache.LENGTH);
    }

    String ascii(int from, int length) {
        return new String(bytes, from, length, StandardCharsets.US_ASCII);
    }

    /** Whether the same bytes were written at two offsets. */
    boolean isSame(int left, int right, int length) {
        return Arrays.equals(bytes, left, left + length, bytes, right, right + length);
    }
}
