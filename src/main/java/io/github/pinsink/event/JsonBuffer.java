package io.github.pinsink.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.LongStream;

/**
 * JSON text in UTF-8, written into one array that is used again for each record. What was written last can be taken back,
 * so that a member whose value turns out to be nothing leaves no trace.
 */
final class JsonBuffer {
    private static final HexFormat HEX = HexFormat.of();
    /** U+FFFD, for half a surrogate pair, which UTF-8 cannot hold. */
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    /** From here on it is faster to copy a text as a whole and to look at eight bytes at once. */
    private static final int LONG_TEXT = 16;

    private static final long[] POWERS_OF_TEN =
            LongStream.iterate(1, power -> power * 10).limit(19).toArray();

    private static final int USUAL = 2_048;
    private static final int MOST_KEPT = 256 * 1_024;
    /** About what a record that becomes a thousand events needs, which the next one needs again. */
    private static final int MOST_EVER_KEPT = 4 * 1_024 * 1_024;

    /** What is written often, such as a name: in whole steps of eight bytes, which take no call to copy. */
    static final class Token {
        private final byte[] padded;
        private final int length;

        Token(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            length = utf8.length;
            padded = Arrays.copyOf(utf8, (length + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
        }
    }

    private byte[] bytes = new byte[USUAL];
    private int size;
    private long generation;
    /** What was taken back since it began anew, and other work that leaves no bytes. */
    private long discarded;

    int size() {
        return size;
    }

    /** Takes back everything after that size. */
    void truncate(int earlierSize) {
        charge(size - earlierSize);
        size = earlierSize;
    }

    /**
     * Counts work that leaves no bytes as if it had written so many.
     *
     * @throws RecordTooLargeException when a record makes for more work than {@link EventEncoder#MAX_RECORD_BYTES}
     */
    void charge(long work) {
        discarded += work;
        if (size + discarded > EventEncoder.MAX_RECORD_BYTES) {
            throw new RecordTooLargeException();
        }
    }

    String asText() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** A stretch of the array, until that is used again. */
    ByteBuffer slice(int from, int length) {
        return ByteBuffer.wrap(bytes, from, length);
    }

    /** How often it began anew. */
    long generation() {
        return generation;
    }

    /** Begins anew. Room beyond the usual is given back where little of it was needed, or where it is very much. */
    void clear() {
        boolean spare = size < bytes.length / 4 || bytes.length > MOST_EVER_KEPT;
        if (bytes.length > MOST_KEPT && spare) {
            bytes = new byte[USUAL];
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

    /** What a text may need is up to three times what it takes, so only far more than a record may have is refused here. */
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

    /** Writes over what stands there. */
    void set(int at, char ascii) {
        bytes[at] = (byte) ascii;
    }

    void raw(Token ready) {
        byte[] padded = ready.padded;
        reserve(padded.length);
        for (int i = 0; i < padded.length; i += Long.BYTES) {
            Swar.put(bytes, size + i, Swar.get(padded, i));
        }
        size += ready.length;
    }

    void raw(byte[] ready) {
        reserve(ready.length);
        System.arraycopy(ready, 0, bytes, size, ready.length);
        size += ready.length;
    }

    /** The text in quotes, escaped as RFC 8259 asks. */
    void text(String text) {
        int length = text.length();
        if (length >= LONG_TEXT) {
            byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
            if (latin.length == length && isPlain(text, latin)) {
                quoted(latin, 0, length);
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
                slowText(text, i);
                return;
            }
            to[at++] = (byte) c;
        }
        to[at++] = '"';
        size = at;
    }

    /**
     * Whether nothing of it needs more than its ASCII.
     *
     * @param latin the text, encoded, a byte for each of its characters, and at least eight of them
     */
    private static boolean isPlain(String text, byte[] latin) {
        // The last eight bytes overlap those before them, so that there is no rest.
        int last = latin.length - Long.BYTES;
        boolean plain = arePlain(text, latin, last);
        for (int i = 0; i < last && plain; i += Long.BYTES) {
            plain = arePlain(text, latin, i);
        }
        return plain;
    }

    /**
     * Eight of them, and one by one where that is not certain, for the sake of question marks: the JDK writes one for what
     * Latin 1 does not have, which no look at the bytes tells from a real one.
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

    /** The rest of a text and the quotation mark behind it. */
    private void slowText(String text, int from) {
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

    /** So many digits of a number that is not positive, because the smallest long has no positive twin. */
    private void digits(long number, int count) {
        byte[] to = bytes;
        long rest = number;
        int at = size + count;
        // Two at once, since each division waits for the one before.
        for (; at >= size + 2; rest /= 100) {
            int two = (int) -(rest % 100);
            to[--at] = (byte) ('0' + two % 10);
            to[--at] = (byte) ('0' + two / 10);
        }
        if (at > size) {
            to[--at] = (byte) ('0' - rest % 10);
        }
        size += count;
    }

    /**
     * A number as text in quotes, with all its digits behind the dot.
     *
     * @param unscaled the number without its dot, of at most 18 digits
     * @param scale how many digits stand behind the dot, from 0 to 18
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

    /** The digest in lower-case hex and in quotes. */
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

    /** ASCII in quotes. */
    void quoted(byte[] from, int at, int length) {
        reserve(length + 2);
        bytes[size] = '"';
        System.arraycopy(from, at, bytes, size + 1, length);
        bytes[size + length + 1] = '"';
        size += length + 2;
    }

    /** The digest that was written last becomes a known one. */
    void keepLast(DigestCache known) {
        known.keep(bytes, size - 1 - DigestCache.LENGTH);
    }

    String ascii(int from, int length) {
        return new String(bytes, from, length, StandardCharsets.US_ASCII);
    }

    /** Whether the same bytes were written at two places. */
    boolean isSame(int left, int right, int length) {
        return Arrays.equals(bytes, left, left + length, bytes, right, right + length);
    }
}
