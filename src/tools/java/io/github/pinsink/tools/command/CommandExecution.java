package io.github.pinsink.tools.command;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command only if each option with one value is given once. Picocli itself does not check this in groups of options. */
public final class RepeatedOptions implements IExecutionStrategy {
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
        return next.execute(parsed);
    }
}
