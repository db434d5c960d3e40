package io.github.pinsink.preview;

/** The command cannot run with these options. The message says why and what to do. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
