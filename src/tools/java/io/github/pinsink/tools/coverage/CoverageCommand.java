package io.github.pinsink.tools.coverage;

import io.github.pinsink.tools.command.ExitCode;
import io.github.pinsink.tools.command.HelpOption;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.pipeline.RecordPipeline;
import io.github.pinsink.tools.report.OutputFormat;
import io.github.pinsink.tools.source.ConfigOptions;
import io.github.pinsink.tools.source.RecordOptions;
import io.github.pinsink.tools.source.RecordSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pinsink coverage}: how many events carry each identifier and recommended field. */
@Command(
        name = "coverage",
        description = {
            "Counts how many events of each name carry the components of Pinterest's Event Quality Score, how old the"
                    + " events are, which event IDs occur twice, and why records are rejected; and says what would improve it"
                    + " most. The age of an event is measured at the timestamp of its record, unless --now is set. Sends nothing."
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        footerHeading = "%nExample%n",
        footer = {
            "  bin/pinsink coverage --config etc/web-shop-orders.json --record etc/samples/orders.jsonl \\",
            "    --now 2026-11-24T12:00:00Z"
        })
public final class CoverageCommand implements Callable<Integer> {
    private static final long MAX_RECORDS = 10_000;

    private final Terminal terminal;

    @Mixin
    private final HelpOption help = new HelpOption();

    @ArgGroup(validate = false, heading = "%nConfig%n", order = 1)
    private ConfigOptions config = new ConfigOptions();

    @ArgGroup(validate = false, heading = "%nRecords%n", order = 2)
    private RecordOptions records = new RecordOptions();

    @ArgGroup(validate = false, heading = "%nEvaluation%n", order = 3)
    private PipelineOptions pipeline = new PipelineOptions();

    @ArgGroup(validate = false, heading = "%nOutput%n", order = 4)
    private OutputOptions output = new OutputOptions();

    /** What is printed. */
    static final class OutputOptions {
        @Option(
                names = "--output",
                paramLabel = OutputFormat.LABEL,
                order = 50,
                description = "The format of the report (default: text).")
        private OutputFormat format = OutputFormat.TEXT;
    }

    public CoverageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        Map<String, String> properties = config.read();
        RecordSource source = records.open(properties, terminal.in(), MAX_RECORDS);
        RecordPipeline mapping = RecordPipeline.of(properties, false, pipeline, terminal);
        Coverage coverage = new Coverage();
        source.read(terminal, record -> coverage.add(mapping.map(record, pipeline.timeOf(record, terminal.clock()))));
        CoverageReport report = switch (output.format) {
            case TEXT -> new CoverageText(terminal.usesColor());
            case JSON -> new CoverageJson();
            case MARKDOWN -> new CoverageMarkdown();
        };
        terminal.out().print(report.of(coverage, Improvements.of(coverage, mapping.config())));
        return coverage.rejected() > 0 ? ExitCode.FOUND : ExitCode.OK;
    }
}
