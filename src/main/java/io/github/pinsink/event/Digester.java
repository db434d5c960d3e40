package io.github.pinsink.event;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 without garbage: one digest and one array for all values. Belongs to one thread. */
final class Digester {
    private static final int LENGTH = 32;

    private final MessageDigest sha256;
    private final byte[] digest = new byte[LENGTH];
    private byte[] text = new byte[256];

    Digester() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The text as ASCII without its white space at both ends, to be normalised in place.
     *
     * @return how many bytes that are, or -1 when it holds other characters
     */
    int ascii(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && value.charAt(from) <= ' ') {
            from++;
        }
        while (from < to && value.charAt(to - 1) <= ' ') {
            to--;
        }
        int length = to - from;
        if (text.length < length) {
            text = new byte[length + length / 2];
        }
        byte[] into = text;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(from + i);
            if (c >= 0x80) {
                return -1;
            }
            into[i] = (byte) c;
        }
        return length;
    }

    /** The bytes {@link #ascii} has filled. */
    byte[] text() {
        return text;
    }

    /** The digest of the first bytes of {@link #text}; valid until the next one. */
    byte[] ofText(int length) {
        sha256.update(text, 0, length);
        return digest();
    }

    byte[] of(String value) {
        sha256.update(value.getBytes(StandardCharsets.UTF_8));
        return digest();
    }

    private byte[] digest() {
        try {
            sha256.digest(digest, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest has " + LENGTH + " bytes", e);
        }
        return digest;
    }
}
