package io.github.pinsink.tools.command;

import java.io.PrintStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says on standard error why a command cannot run, in one form for all commands. */
public final class CommandFailures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int MAX_FRAMES = 12;

    private final PrintStream err;

    public CommandFailures(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        return report(e.getCommandLine(), ParameterMessages.of(e));
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof UsageException) {
            return report(command, String.valueOf(e.getMessage()));
        }
        if (e instanceof ClosedOutputException closed) {
            return report(err, closed);
        }
        // The message may quote a record.
        err.println(
                command.getCommandSpec().qualifiedName() + ": unexpected failure. Please report it with these lines:");
        err.println("  " + e.getClass().getName());
        Stream.of(e.getStackTrace()).limit(MAX_FRAMES).forEach(frame -> err.println("    at " + frame));
        return ExitCode.FAILED;
    }

    /** @return the exit code */
    public static int report(PrintStream err, ClosedOutputException closed) {
        if (!closed.isByReader()) {
            err.println("pinsink: " + closed.getMessage());
        }
        return ExitCode.FAILED;
    }

    private int report(CommandLine command, String message) {
        String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + message);
        err.println("Try " + name + " --help");
        return ExitCode.FAILED;
    }
}
