package io.github.pinsink.tools.privacy;

import java.util.Locale;

/**
 * A difference between the statement and its baseline.
 *
 * @param topic empty for the whole connector; {@code *} for all topics without a mapping of their own
 * @param property the property of the record; may be empty
 * @param field the event field; may be empty
 */
record BaselineFinding(Kind kind, String topic, String property, String field, String text) {
    /** What has changed. */
    enum Kind {
        /** A property that did not leave before leaves in plain. */
        NEW_PLAIN_PROPERTY(true),
        /** A property that only left as a digest leaves in plain. */
        PLAIN_INSTEAD_OF_HASHED(true),
        /** An expression may read anything, which it could not before. */
        MAY_READ_ANYTHING(true),
        /** Events go elsewhere. */
        RECIPIENT(true),
        /** Transforms decide what a property contains. */
        TRANSFORMS(true),
        /** An opt-out is no longer sent, or no longer holds records back. */
        OPT_OUT_REMOVED(true),
        /** Worth a look: the same names may now mean something else, or a copy is kept elsewhere. */
        NOTE(false);

        private final boolean fails;

        Kind(boolean fails) {
            this.fails = fails;
        }

        boolean fails() {
            return fails;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
