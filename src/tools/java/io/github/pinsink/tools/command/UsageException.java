package io.github.pinsink.tools.command;

/** The command cannot run with these options. The message says why and what to do. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
