package io.github.pinsink.tools.command;

import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command only if each option with one value is given once, which picocli does not check in groups of options. The
 * exception handler of the commands also receives a failure to print their help.
 */
public final class CommandExecution implements IExecutionStrategy {
    private final IExecutionStrategy next = new RunLast();

    @Override
    public int execute(ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.isMultiValue() && option.originalStringValues().size() > 1) {
                    throw new OverwrittenOptionException(
                            command, option, option.longestName() + " is given more than once");
                }
            }
        }
        try {
            return next.execute(parsed);
        } catch (ClosedOutputException e) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
