package io.github.pinsink.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON text in UTF-8, written into one array that is used again for each event. What was written last can be taken back,
 * so that a member whose value turns out to be nothing leaves no trace.
 */
final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** U+FFFD, for half a surrogate pair, which UTF-8 cannot hold. */
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private static final int USUAL = 2_048;
    private static final int MOST_KEPT = 256 * 1_024;

    private byte[] bytes = new byte[USUAL];
    private int size;

    int size() {
        return size;
    }

    /** Takes back everything after that size. */
    void truncate(int earlierSize) {
        size = earlierSize;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** Begins anew. Room that one event of unusual size needed is given back. */
    void clear() {
        size = 0;
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[USUAL];
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    void raw(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    void raw(byte[] ready) {
        reserve(ready.length);
        System.arraycopy(ready, 0, bytes, size, ready.length);
        size += ready.length;
    }

    /** The text in quotes, escaped as RFC 8259 asks. */
    void text(String text) {
        int length = text.length();
        // A character takes three bytes at most, or six where it is escaped; those make room for themselves.
        reserve(3 * length + 2);
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c >= 0x80 || c < 0x20 || c == '"' || c == '\\') {
                break;
            }
            to[at++] = (byte) c;
            i++;
        }
        size = at;
        if (i < length) {
            slowText(text, i);
        }
        raw('"');
    }

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
                bytes[size++] = HEX[c >> 4];
                bytes[size++] = HEX[c & 15];
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
        // Negative, because the smallest long has no positive twin.
        int digits = 1;
        for (long limit = -10; digits < 19 && rest <= limit; limit *= 10) {
            digits++;
        }
        for (int at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    /** The digest in lower-case hex and in quotes. */
    void hex(byte[] digest) {
        reserve(2 * digest.length + 2);
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        for (byte one : digest) {
            to[at] = HEX[one >> 4 & 15];
            to[at + 1] = HEX[one & 15];
            at += 2;
        }
        to[at++] = '"';
        size = at;
    }

    String ascii(int from, int length) {
        return new String(bytes, from, length, StandardCharsets.US_ASCII);
    }

    /** Whether the same bytes were written at two places. */
    boolean isSame(int left, int right, int length) {
        return Arrays.equals(bytes, left, left + length, bytes, right, right + length);
    }
}
