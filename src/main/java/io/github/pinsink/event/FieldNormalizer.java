package io.github.pinsink.event;

import java.util.List;
import java.util.Optional;

/** The rule that brings a personal value into the form that is hashed. */
abstract class FieldNormalizer {
    /** The result of {@link #normalizeAscii} when only {@link #normalize} can decide. */
    static final int NO_SHORTCUT = -1;

    /**
     * @param text in NFC, without white space at its ends, not empty
     * @return an empty string when the value is invalid
     */
    abstract String normalize(String text, EventRules rules);

    /** The same for a rule that needs to know the event of the value. */
    String normalize(String text, EventWriter event) {
        return normalize(text, event.rules());
    }

    /** Whether the result depends on the value and the rules alone, and not on the event of the value. */
    boolean isContextFree() {
        return true;
    }

    /**
     * The same for a text that may contain several values.
     *
     * @return at least one string; an empty one stands for a part of the text that is invalid
     */
    List<String> normalizeAll(String text, EventWriter event) {
        return List.of(normalize(text, event));
    }

    /**
     * What is known of an invalid text beyond its length; without the text itself.
     *
     * @return such as {@code a national number without its country}; empty for nothing
     */
    Optional<String> describeInvalid(String text, EventWriter event) {
        return Optional.empty();
    }

    /** Whether a digest in another form than 64 hex digits would be taken for a plain value. */
    boolean mistakesDigests() {
        return true;
    }

    /** Whether many users have the same value, such as a city. Its digest is then cached. */
    boolean isShared() {
        return false;
    }

    /**
     * The same rule for the common case, without allocation.
     *
     * @param from the begin of the value in the text, without white space at its ends
     * @param to its end, greater than {@code from}
     * @param into receives what is hashed; at least 36 bytes, and one for each character of the value
     * @return the number of bytes written, 0 when the value is invalid, or {@link #NO_SHORTCUT}, as for
     *     each value that is not ASCII
     */
    int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
        return NO_SHORTCUT;
    }

    /** Copies the value unchanged. */
    static int copyAscii(String text, int from, int to, byte[] into) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return NO_SHORTCUT;
            }
            into[i - from] = (byte) c;
        }
        return to - from;
    }
}
