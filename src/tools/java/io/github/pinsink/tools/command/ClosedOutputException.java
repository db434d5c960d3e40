package io.github.pinsink.tools.command;

import java.io.IOException;

/** Nobody reads the output any more, such as behind {@code | head}, or the disk is full. A PrintStream would hide that, and the command go on. */
public final class ClosedOutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClosedOutputException(IOException cause) {
        super("cannot write to standard output: " + cause.getMessage(), cause);
    }

    /** Whether the reader has read enough, which is no failure to talk about. */
    boolean isByReader() {
        return String.valueOf(getMessage()).contains("Broken pipe");
    }
}
