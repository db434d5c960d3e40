package io.github.pinsink.event;

/** The rule by which a personal value becomes the text that is hashed. */
abstract class FieldNormalizer {
    /** What {@link #ascii} answers when the general rule has to do. */
    static final int NO_SHORTCUT = -1;

    /** What {@link #ascii} answers for a value that says there is none, such as an id of zeros. */
    static final int NOTHING = -2;

    /**
     * @param text in NFC, without white space around it, not empty
     * @return an empty text when the value is not usable
     */
    abstract String of(String text, EventRules rules);

    /** Whether many people have the same value, as with a city and unlike with an address. */
    boolean isShared() {
        return false;
    }

    /**
     * The same rule for the common case, without garbage.
     *
     * @param from where the value begins in the text, which has no white space around it
     * @param to where it ends, behind {@code from}
     * @param into what is hashed; at least 16 bytes, and as many as the value has characters
     * @return how many bytes that are, 0 when the value is not usable, {@link #NOTHING}, or {@link #NO_SHORTCUT}, as for
     *     every value that is not ASCII
     */
    int ascii(String text, int from, int to, byte[] into, EventRules rules) {
        return NO_SHORTCUT;
    }

    /** As it is. */
    static int copied(String text, int from, int to, byte[] into) {
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
