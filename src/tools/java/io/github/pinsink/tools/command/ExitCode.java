package io.github.pinsink.tools.command;

/** The exit codes of the command line. */
public final class ExitCode {
    /** The command did its work and found nothing wrong. */
    public static final int OK = 0;
    /** The command did its work and found something wrong: a rejected record, a failed test, a new plain property. */
    public static final int FOUND = 1;
    /** The options or the config are invalid, or the records cannot be read. */
    public static final int FAILED = 2;
    /** A plan found that events change. */
    public static final int CHANGED = 3;

    private ExitCode() {}
}
