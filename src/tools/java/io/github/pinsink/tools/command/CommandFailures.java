package io.github.pinsink.tools.command;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says on standard error why a command cannot run, in one form for all commands. */
public final class CommandFailures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final PrintStream err;

    public CommandFailures(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        return report(e.getCommandLine(), ParameterMessages.of(e));
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (e instanceof UsageException) {
            return report(command, String.valueOf(e.getMessage()));
        }
        throw e;
    }

    private int report(CommandLine command, String message) {
        String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + message);
        err.println("Try " + name + " --help");
        return ExitCode.FAILED;
    }
}
