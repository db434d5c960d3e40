package io.github.pinsink.event;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Advertising ids of devices: 32 hex digits in the form of a UUID, in lower case. Braces are removed and missing dashes added.
 *
 * <p>32 hex digits without any mark may also be the MD5 digest of an id, which Pinterest does not know. They count as an id if
 * they have the digits of a random UUID (version 4, as the systems of phones make them); of MD5 digests, one in 64 has these.
 */
final class AdvertisingId extends FieldNormalizer {
    private static final int DIGITS = 32;
    private static final int LENGTH = 36;
    /** Where a UUID of 36 characters has its version and its variant. */
    private static final int VERSION = 14;

    private static final int VARIANT = 19;

    @Override
    String normalize(String text, EventRules rules) {
        byte[] id = new byte[LENGTH];
        int length = normalizeAscii(text, 0, text.length(), id, rules);
        return length > 0 ? new String(id, 0, length, StandardCharsets.US_ASCII) : "";
    }

    @Override
    boolean mistakesDigests() {
        // 32 hex digits are an id without its dashes.
        return false;
    }

    @Override
    int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
        boolean hasBraces = to - from > 2 && text.charAt(from) == '{' && text.charAt(to - 1) == '}';
        boolean isMarked = hasBraces;
        int digits = 0;
        int length = 0;
        boolean afterDash = false;
        int end = hasBraces ? to - 1 : to;
        for (int i = hasBraces ? from + 1 : from; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return NO_SHORTCUT;
            }
            boolean isAtDash = digits == 8 || digits == 12 || digits == 16 || digits == 20;
            if (c == '-' && isAtDash && !afterDash) {
                afterDash = true;
                isMarked = true;
                continue;
            }
            if (!HexFormat.isHexDigit(c) || digits == DIGITS) {
                // Text that goes on may end with white space outside ASCII, which is removed before the next attempt.
                return isAsciiFrom(text, i, end) ? 0 : NO_SHORTCUT;
            }
            if (isAtDash) {
                into[length++] = '-';
            }
            into[length++] = (byte) (c | 0x20);
            digits++;
            afterDash = false;
        }
        boolean isId = digits == DIGITS && (isMarked || isRandom(into)) && !isOneDigit(into);
        return isId ? length : 0;
    }

    /** Such as an id of all f, which stands for no id. */
    private static boolean isOneDigit(byte[] id) {
        for (int i = 1; i < LENGTH; i++) {
            if (id[i] != id[0] && id[i] != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isRandom(byte[] id) {
        return id[VERSION] == '4'
                && (id[VARIANT] == '8' || id[VARIANT] == '9' || id[VARIANT] == 'a' || id[VARIANT] == 'b');
    }

    private static boolean isAsciiFrom(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
