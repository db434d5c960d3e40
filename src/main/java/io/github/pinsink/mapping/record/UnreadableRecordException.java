package io.github.pinsink.mapping.record;

import org.jspecify.annotations.Nullable;

/** The value of a record cannot be read. Has no stack trace; its message describes shapes and contains no value. */
public final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(@Nullable String message) {
        super(message, null, false, false);
    }
}
