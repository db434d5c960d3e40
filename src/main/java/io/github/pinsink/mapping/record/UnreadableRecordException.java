package io.github.pinsink.mapping.record;

/** A record whose value is no object we can read. Stackless, and its message tells shapes, never values. */
public final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String message) {
        super(message, null, false, false);
    }
}
