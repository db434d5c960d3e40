package io.github.pinsink.tools.privacy;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.config.ValidationLimits;
import io.github.pinsink.tools.command.ExitCode;
import io.github.pinsink.tools.command.HelpOption;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.OfflineConfig;
import io.github.pinsink.tools.report.MarkdownDocument;
import io.github.pinsink.tools.report.OutputFormat;
import io.github.pinsink.tools.report.TextDocument;
import io.github.pinsink.tools.source.ConfigOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pinsink privacy}: which parts of a record leave the worker, from the config alone. */
@Command(
        name = "privacy",
        description = {
            "Says from the config alone which properties of a record leave the worker, under which name, hashed or plain,"
                    + " and where copies are kept. Reads no record and sends nothing.",
            "With --baseline, the exit code is 1 if more would leave than in an earlier statement."
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        footerHeading = "%nExample%n",
        footer = "  bin/pinsink privacy --config etc/web-shop-orders.json")
public final class PrivacyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final HelpOption help = new HelpOption();

    @ArgGroup(validate = false, heading = "%nConfig%n", order = 1)
    private ConfigOptions config = new ConfigOptions();

    @ArgGroup(validate = false, heading = "%nOutput%n", order = 2)
    private OutputOptions output = new OutputOptions();

    /** What is compared and printed. */
    static final class OutputOptions {
        @Option(
                names = "--baseline",
                paramLabel = "FILE",
                order = 50,
                description = {
                    "An earlier output of this command with --output json. Exit code 1 if a property would leave in"
                            + " plain that did not before, an expression may read anything that could not before, an"
                            + " opt-out or the filter is removed, the transforms or their settings change, or events go"
                            + " to another address or ad account."
                })
        private @Nullable Path baseline;

        @Option(
                names = "--output",
                paramLabel = OutputFormat.LABEL,
                order = 51,
                description = "The format of the statement (default: text).")
        private OutputFormat format = OutputFormat.TEXT;
    }

    public PrivacyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        Map<String, String> properties = config.read();
        ConnectorConfig parsed =
                OfflineConfig.of(properties, ValidationLimits.ofThisWorker(terminal.nanoTime(), terminal.clock()));
        PrivacyStatement statement = StatementBuilder.build(properties, parsed);
        List<BaselineFinding> findings = output.baseline == null
                ? List.of()
                : Baseline.read(output.baseline).compare(PrivacyJson.of(statement, List.of()));
        switch (output.format) {
            case JSON -> terminal.out().println(PrivacyJson.of(statement, findings));
            case TEXT -> new PrivacyPage(new TextDocument(terminal.out())).write(statement, findings);
            case MARKDOWN -> new PrivacyPage(new MarkdownDocument(terminal.out())).write(statement, findings);
        }
        List<String> failures = findings.stream()
                .filter(finding -> finding.kind().fails())
                .map(BaselineFinding::text)
                .toList();
        failures.forEach(text -> terminal.err().println("pinsink privacy: " + text));
        return failures.isEmpty() ? ExitCode.OK : ExitCode.FOUND;
    }
}
