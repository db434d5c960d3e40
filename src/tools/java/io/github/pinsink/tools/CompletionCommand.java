package io.github.pinsink.tools;

import io.github.pinsink.tools.command.HelpOption;
import io.github.pinsink.tools.command.Terminal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pinsink completion}: prints a script that completes commands and options in bash and zsh. */
@Command(
        name = "completion",
        description = "Prints a script that completes the commands and options of pinsink in bash and zsh.",
        abbreviateSynopsis = true,
        footerHeading = "%nExample%n",
        footer = {"  source <(bin/pinsink completion)"})
final class CompletionCommand implements Runnable {
    /** Such as {@code local format_option_args=("TEXT" "JSON")}. */
    private static final Pattern VALUES_OF_OPTION = Pattern.compile("(?<=_option_args=\\()[^)]*(?=\\))");

    private final Terminal terminal;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.out()
                .print(withValuesInLowerCase(
                        AutoComplete.bash("pinsink", spec.root().commandLine())));
    }

    /** As in the help. Picocli writes the names of the constants in Java. */
    private static String withValuesInLowerCase(String script) {
        return VALUES_OF_OPTION
                .matcher(script)
                .replaceAll(values -> Matcher.quoteReplacement(values.group().toLowerCase(Locale.ROOT)));
    }
}
