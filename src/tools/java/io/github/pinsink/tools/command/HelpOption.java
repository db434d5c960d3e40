package io.github.pinsink.tools.command;

import picocli.CommandLine.Option;

/** {@code --help}, for every command. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 90,
            description = "Show this help.")
    private boolean isHelp;
}
