package io.github.pinsink.tools.plan;

import io.github.pinsink.tools.command.ExitCode;
import io.github.pinsink.tools.command.HelpOption;
import io.github.pinsink.tools.command.Progress;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.report.MarkdownDocument;
import io.github.pinsink.tools.report.OutputFormat;
import io.github.pinsink.tools.report.TextDocument;
import io.github.pinsink.tools.source.RawRecord;
import io.github.pinsink.tools.source.RecordOptions;
import io.github.pinsink.tools.source.RecordSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pinsink plan}: what a change of the config would change for real records. */
@Command(
        name = "plan",
        description = {
            "Says what a change of the config would change: which events of real records appear, vanish or change, in"
                    + " which fields, and which records change from sent to rejected or skipped and back. Sends nothing.",
            "The exit code is 3 if an event or an outcome changes, and 0 if none does."
        },
        customSynopsis = {
            "pinsink plan OLD NEW [OPTIONS]",
            "       pinsink plan --worker URL --connector NAME NEW [OPTIONS]"
        },
        sortOptions = false,
        footerHeading = "%nExample%n",
        footer = {
            "  bin/pinsink plan etc/web-shop-orders.json etc/samples/web-shop-orders.next.json \\",
            "    --record etc/samples/orders.jsonl --now 2026-11-24T12:00:00Z"
        })
public final class PlanCommand implements Callable<Integer> {
    private static final long MAX_RECORDS = 10_000;

    private final Terminal terminal;

    @Mixin
    private final HelpOption help = new HelpOption();

    @ArgGroup(validate = false, heading = "%nConfigs%n", order = 1)
    private PlannedConfigs configs = new PlannedConfigs();

    @ArgGroup(
            validate = false,
            heading = "%nRecords (of a topic: the newest 10,000 without --max-records)%n",
            order = 2)
    private RecordOptions records = new RecordOptions();

    @ArgGroup(validate = false, heading = "%nEvaluation%n", order = 3)
    private PipelineOptions pipeline = new PipelineOptions();

    @ArgGroup(validate = false, heading = "%nOutput%n", order = 4)
    private OutputOptions output = new OutputOptions();

    /** How the plan is printed. */
    static final class OutputOptions {
        @Option(
                names = "--output",
                paramLabel = OutputFormat.LABEL,
                order = 50,
                description = {
                    "The format of the plan (default: text). Of personal values, only the type and the size are shown."
                })
        private OutputFormat format = OutputFormat.TEXT;
    }

    public PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        PlannedConfigs.Pair pair = configs.read();
        RecordSource source = records.open(withAllTopics(pair), terminal.in(), MAX_RECORDS);
        RecordClock clock = new RecordClock(terminal.clock());
        Comparison comparison = comparison(pair, clock);
        Receiver receiver = new Receiver(comparison, clock, terminal);
        try {
            source.read(receiver);
        } finally {
            receiver.finish();
        }
        PlanResult result = comparison.result();
        if (result.isMisdirected()) {
            terminal.note("Neither config reads the topic of some records. They are mapped as if both did");
        }
        if (result.totals().records == 0) {
            terminal.note("There are no records, so nothing is compared but the configs");
        }
        List<ConfigChange> changes =
                ConfigChange.between(pair.before().properties(), pair.after().properties());
        String oldTitle = pair.before().title();
        String newTitle = pair.after().title();
        switch (output.format) {
            case JSON -> terminal.out().println(PlanJson.of(oldTitle, newTitle, changes, result));
            case TEXT -> new PlanPage(new TextDocument(terminal.out())).write(oldTitle, newTitle, changes, result);
            case MARKDOWN ->
                new PlanPage(new MarkdownDocument(terminal.out())).write(oldTitle, newTitle, changes, result);
        }
        return result.hasChanges() ? ExitCode.CHANGED : ExitCode.OK;
    }

    private Comparison comparison(PlannedConfigs.Pair pair, RecordClock clock) throws UsageException {
        Terminal sameTime = new Terminal(
                terminal.in(),
                terminal.out(),
                terminal.err(),
                terminal.showsProgress(),
                terminal.usesColor(),
                clock,
                terminal.nanoTime());
        Set<String> notes = new LinkedHashSet<>();
        PlanSide before =
                PlanSide.of(pair.before().title(), pair.before().properties(), pipeline, sameTime, notes::add);
        PlanSide after = PlanSide.of(pair.after().title(), pair.after().properties(), pipeline, sameTime, notes::add);
        notes.forEach(terminal::note);
        return new Comparison(before, after);
    }

    /** The properties of the new config, with the topics of both; first those that both read. */
    private static Map<String, String> withAllTopics(PlannedConfigs.Pair pair) {
        Set<String> before = topics(pair.before());
        Set<String> after = topics(pair.after());
        Set<String> all = new LinkedHashSet<>(after);
        all.retainAll(before);
        all.addAll(before);
        all.addAll(after);
        Map<String, String> properties = new HashMap<>(pair.after().properties());
        properties.put("topics", String.join(",", all));
        return properties;
    }

    private static Set<String> topics(PlannedConfigs.Titled config) {
        return Arrays.stream(config.properties().getOrDefault("topics", "").split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Compares each record as it is read. */
    private static final class Receiver implements RecordSource.Receiver {
        private final Comparison comparison;
        private final RecordClock clock;
        private final Terminal terminal;
        private Progress progress;

        Receiver(Comparison comparison, RecordClock clock, Terminal terminal) {
            this.comparison = comparison;
            this.clock = clock;
            this.terminal = terminal;
            this.progress = new Progress(terminal, OptionalLong.empty());
        }

        @Override
        public void expect(OptionalLong expected) {
            progress = new Progress(terminal, expected);
        }

        @Override
        public void accept(RawRecord record) {
            clock.advance();
            comparison.add(record);
            progress.advance();
        }

        void finish() {
            progress.finish();
        }
    }
}
