package io.github.pinsink.tools;

import io.github.pinsink.tools.command.ClosedOutputException;
import io.github.pinsink.tools.command.CommandExecution;
import io.github.pinsink.tools.command.CommandFailures;
import io.github.pinsink.tools.command.ExitCode;
import io.github.pinsink.tools.command.StandardOutput;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.coverage.CoverageCommand;
import io.github.pinsink.tools.plan.PlanCommand;
import io.github.pinsink.tools.preview.PreviewCommand;
import io.github.pinsink.tools.privacy.PrivacyCommand;
import io.github.pinsink.tools.suggest.SuggestCommand;
import io.github.pinsink.tools.test.TestCommand;
import io.github.pinsink.tools.trace.TraceCommand;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code pinsink}, with one subcommand per question. */
@Command(
        name = "pinsink",
        description = {
            "Answers questions about the Pinterest Conversions Sink Connector before anything is sent, with the"
                    + " connector's own code. Sends nothing to Pinterest."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        footerHeading = "%nExit codes%n",
        footer = {
            "  0  the command found nothing wrong",
            "  1  something is wrong, such as a rejected record or a failed test",
            "  2  the options or the config are invalid, or the records cannot be read",
            "  3  plan: events change"
        })
public final class Pinsink implements Runnable {
    private static final String VARIABLE_OF_NO_COLOR = "NO_COLOR";
    /** The script knows which streams are terminals. */
    private static final String PROPERTY_OF_TERMINALS = "pinsink.terminals";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Pinsink() {}

    public static void main(String[] arguments) {
        bindLoggerQuietly();
        PrintStream out = new PrintStream(new StandardOutput(), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        String terminals = System.getProperty(PROPERTY_OF_TERMINALS, "");
        Terminal terminal = new Terminal(
                System.in,
                out,
                err,
                terminals.contains("err"),
                terminals.contains("out")
                        && System.getenv()
                                .getOrDefault(VARIABLE_OF_NO_COLOR, "")
                                .isEmpty(),
                Clock.systemUTC(),
                System::nanoTime);
        System.exit(run(terminal, arguments));
    }

    /** There is intentionally no logger on the class path, for which SLF4J would print a warning on its first use. */
    private static void bindLoggerQuietly() {
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            LoggerFactory.getILoggerFactory();
        } catch (NoClassDefFoundError e) {
            // Only --help runs without Kafka's libraries.
        } finally {
            System.setErr(err);
        }
    }

    /** @return the exit code */
    public static int run(Terminal terminal, String... arguments) {
        Terminal safe = terminal.withVisibleControlCharacters();
        try {
            int code = commandLine(safe).execute(arguments);
            safe.out().flush();
            return code;
        } catch (OutOfMemoryError e) {
            safe.err().println("pinsink: out of memory. Read fewer or smaller records, or set PINSINK_OPTS=-Xmx1g");
            return ExitCode.FAILED;
        } catch (ClosedOutputException e) {
            return CommandFailures.report(safe.err(), e);
        }
    }

    /** All commands, for running, for the documentation and for the completion of command lines. */
    public static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new Pinsink());
        commandLine.addSubcommand(new PreviewCommand(terminal));
        commandLine.addSubcommand(new TraceCommand(terminal));
        commandLine.addSubcommand(new SuggestCommand(terminal));
        commandLine.addSubcommand(new CoverageCommand(terminal));
        commandLine.addSubcommand(new PlanCommand(terminal));
        commandLine.addSubcommand(new PrivacyCommand(terminal));
        commandLine.addSubcommand(new TestCommand(terminal));
        commandLine.addSubcommand(new CompletionCommand(terminal));
        commandLine.addSubcommand(new CommandLine.HelpCommand());
        CommandFailures failures = new CommandFailures(terminal.err());
        return commandLine
                .setExecutionStrategy(new CommandExecution())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(30)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.usesColor() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing command");
    }
}
