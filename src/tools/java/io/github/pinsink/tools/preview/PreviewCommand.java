package io.github.pinsink.tools.preview;

import io.github.pinsink.tools.command.ExitCode;
import io.github.pinsink.tools.command.HelpOption;
import io.github.pinsink.tools.command.Progress;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.MissingPaths;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.pipeline.RecordPipeline;
import io.github.pinsink.tools.report.TextOrJson;
import io.github.pinsink.tools.source.ConfigOptions;
import io.github.pinsink.tools.source.RawRecord;
import io.github.pinsink.tools.source.RecordOptions;
import io.github.pinsink.tools.source.RecordSource;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pinsink preview}: shows the events that a connector would send for records, without sending them. */
@Command(
        name = "preview",
        description = "Shows the events that the connector would send for records. Sends nothing.",
        abbreviateSynopsis = true,
        sortOptions = false,
        footerHeading = "%nExample%n",
        footer = {
            "  bin/pinsink preview --config etc/web-shop-orders.json --record etc/samples/orders.jsonl \\",
            "    --now 2026-11-24T12:00:00Z --only rejected"
        })
public final class PreviewCommand implements Callable<Integer> {
    private static final long MAX_RECORDS = 1_000;

    /** A text for people ends before it fills a thousand screens. */
    private static final long SHOWN_AS_TEXT = 20;

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
                paramLabel = TextOrJson.LABEL,
                order = 51,
                description = {
                    "json: only one object per record on standard output:",
                    "{\"outcome\":\"send|skip|reject\",\"events\":[...],\"event\":<the first or null>,",
                    " \"dropped\":[{\"field\",\"reason\"}],\"reasons\":[...]}"
                })
        private TextOrJson format = TextOrJson.TEXT;

        @Option(
                names = "--summary",
                order = 52,
                description = "Print only the summary: counts by outcome and reason, and paths that no record has.")
        private boolean isSummary;

        @Option(
                names = "--only",
                paramLabel = "OUTCOME",
                order = 53,
                description = {
                    "Print only records of this outcome: sent, rejected (also in part), dropped (with dropped fields) or"
                            + " skipped. The summary counts all."
                })
        private @Nullable Shown only;

        @Option(
                names = "--show",
                paramLabel = "N",
                order = 54,
                description = "Print at most N records (default: 20; with --output json, all).")
        private @Nullable Integer show;
    }

    public PreviewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        Map<String, String> properties = config.read();
        RecordSource source = records.open(properties, terminal.in(), MAX_RECORDS);
        if (output.show != null && output.show < 0) {
            throw new UsageException("--show: expected a whole number of at least 0");
        }
        RecordPipeline mapping = RecordPipeline.of(properties, true, pipeline, terminal);
        boolean isJson = output.format == TextOrJson.JSON;
        PreviewReport report = isJson
                ? new PreviewJson(terminal.out(), terminal.err(), output.explain)
                : new PreviewText(terminal.out(), output.explain);
        long limit = output.isSummary ? 0 : output.show != null ? output.show : isJson ? Long.MAX_VALUE : SHOWN_AS_TEXT;
        Printed printed = new Printed(mapping, report, limit);
        source.read(printed);
        printed.progress.finish();
        if (output.isSummary) {
            report.printNothingElse(printed.summary, printed.missing.missing());
        } else if (records.isTopic() || printed.summary.total() > 1) {
            if (printed.hidden > 0 && !isJson) {
                terminal.out()
                        .println(String.format(Locale.ROOT, "%,d", printed.hidden) + " more record"
                                + (printed.hidden == 1 ? " is" : "s are")
                                + " not shown. --show N shows more, --only rejected shows only those");
                terminal.out().println();
            }
            report.printSummary(printed.summary, printed.missing.missing());
        }
        return printed.summary.anyRejected() ? ExitCode.FOUND : ExitCode.OK;
    }

    /** Prints records as they are read. */
    private final class Printed implements RecordSource.Receiver {
        private final RecordPipeline mapping;
        private final PreviewReport report;
        private final PreviewSummary summary = new PreviewSummary();
        private final MissingPaths missing = new MissingPaths();
        private Progress progress = new Progress(terminal, OptionalLong.empty());
        private long left;
        private long hidden;

        private Printed(RecordPipeline mapping, PreviewReport report, long limit) {
            this.mapping = mapping;
            this.report = report;
            this.left = limit;
        }

        @Override
        public void expect(OptionalLong expected) {
            progress = new Progress(terminal, expected);
        }

        @Override
        public void accept(RawRecord record) {
            MappedRecord mapped = mapping.map(record);
            PreviewResult result = PreviewResult.of(mapped);
            summary.add(result);
            missing.add(mapped);
            if (output.only == null || output.only.includes(result)) {
                if (left > 0) {
                    left--;
                    report.print(mapped, result);
                } else {
                    hidden++;
                    progress.advance();
                }
            }
        }
    }
}
