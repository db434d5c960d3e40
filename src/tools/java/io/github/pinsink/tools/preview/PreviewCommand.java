package io.github.pinsink.tools.preview;

import io.github.pinsink.tools.command.ExitCode;
import io.github.pinsink.tools.command.HelpOption;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.pipeline.RecordPipeline;
import io.github.pinsink.tools.source.ConfigOptions;
import io.github.pinsink.tools.source.RawRecord;
import io.github.pinsink.tools.source.RecordOptions;
import io.github.pinsink.tools.source.RecordSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pinsink preview}: shows the events that a connector would send for records, without sending them. */
@Command(
        name = "preview",
        description = "Shows the events that the connector would send for records. Sends nothing.",
        abbreviateSynopsis = true,
        sortOptions = false)
public final class PreviewCommand implements Callable<Integer> {
    private static final long MAX_RECORDS = 1_000;

    /** The format of the report. */
    enum Output {
        TEXT,
        JSON
    }

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

    /** What is printed, and how. */
    static final class OutputOptions {
        @Option(
                names = "--explain",
                order = 50,
                description = {
                    "For each field, show its expression, the value found (of personal values only the type and the"
                            + " size) and the result."
                })
        private boolean explain;

        @Option(
                names = "--output",
                paramLabel = "text|json",
                order = 51,
                description = {
                    "json: only one object per record on standard output:",
                    "{\"outcome\":\"send|skip|reject\",\"events\":[...],\"event\":<the first or null>,",
                    " \"dropped\":[{\"field\",\"reason\"}],\"reasons\":[...]}"
                })
        private Output format = Output.TEXT;
    }

    public PreviewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        Map<String, String> properties = config.read();
        RecordSource source = records.open(properties, terminal.in(), MAX_RECORDS);
        RecordPipeline mapping = RecordPipeline.of(properties, output.explain, pipeline, terminal);
        Report report = switch (output.format) {
            case JSON -> new JsonReport(terminal.out(), terminal.err(), output.explain);
            case TEXT -> new TextReport(terminal.out(), output.explain);
        };
        PreviewSummary summary = new PreviewSummary();
        source.read(new RecordSource.Receiver() {
            @Override
            public void expect(OptionalLong expected) {
                // Records are printed as they are read, which shows the progress.
            }

            @Override
            public void accept(RawRecord record) {
                MappedRecord mapped = mapping.map(record);
                summary.add(PreviewResult.of(mapped));
                report.print(mapped);
            }
        });
        if (records.isTopic() || summary.total() > 1) {
            report.printSummary(summary);
        }
        return summary.anyRejected() ? ExitCode.FOUND : ExitCode.OK;
    }
}
