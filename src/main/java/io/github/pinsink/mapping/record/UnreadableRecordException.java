package io.github.pinsink.mapping.record;

import org.jspecify.annotations.Nullable;

/** A record whose value is no object we can read. Stackless, and its message tells shapes, never values. */
public final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(@Nullable String message) {
        super(message, null, false, false);
    }
}
