package io.github.pinsink.event;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes SHA-256 without allocation: one digest and one array for all values. Not thread-safe. */
final class Digester {
    private static final int LENGTH = 32;

    private final MessageDigest sha256;
    private final byte[] digest = new byte[LENGTH];
    private byte[] text = new byte[256];

    Digester() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every Java platform", e);
        }
    }

    /** A buffer for a text of that length; at least 36 bytes. */
    byte[] buffer(int length) {
        if (text.length < length) {
            text = new byte[length + length / 2];
        }
        return text;
    }

    /** The digest of the first bytes of {@link #buffer}; valid until the next digest. */
    byte[] digestBuffer(int length) {
        sha256.update(text, 0, length);
        return digest();
    }

    byte[] digest(String value) {
        sha256.update(value.getBytes(StandardCharsets.UTF_8));
        return digest();
    }

    private byte[] digest() {
        try {
            sha256.digest(digest, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest must have " + LENGTH + " bytes", e);
        }
        return digest;
    }
}
