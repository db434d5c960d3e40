package io.github.pinsink.tools.anonymize;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A sequence of numbers that depends on a secret and a value: the same for equal values, and of no use to find out the value
 * without the secret.
 */
final class KeyedChoice {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private byte[] block;
    private int used;

    KeyedChoice(String secret, String value) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(("pinsink" + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
        block = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    }

    /** @return a number from 0 to {@code bound - 1} */
    int next(int bound) {
        if (used + 2 > block.length) {
            block = mac.doFinal(block);
            used = 0;
        }
        int number = (block[used] & 0xff) << Byte.SIZE | block[used + 1] & 0xff;
        used += 2;
        return number % bound;
    }

    /** One of the characters, but not that one. */
    char other(String characters, char original) {
        int at = characters.indexOf(original);
        int chosen = next(at < 0 ? characters.length() : characters.length() - 1);
        return characters.charAt(at >= 0 && chosen >= at ? chosen + 1 : chosen);
    }
}
