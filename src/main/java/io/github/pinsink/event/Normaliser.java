package io.github.pinsink.event;

/** The rule by which a personal value becomes the text that is hashed. */
abstract class Normaliser {
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
     * The same rule for the common case, in place and without garbage.
     *
     * @param text ASCII without white space around it
     * @param length at least 1
     * @return the new length, 0 when the value is not usable, {@link #NOTHING}, or {@link #NO_SHORTCUT} with the text
     *     unchanged
     */
    int ascii(byte[] text, int length, EventRules rules) {
        return NO_SHORTCUT;
    }
}
