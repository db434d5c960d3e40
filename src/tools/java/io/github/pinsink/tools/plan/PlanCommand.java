package io.github.pinsink.tools.plan;

import io.github.pinsink.tools.command.ExitCode;
import io.github.pinsink.tools.command.HelpOption;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.report.MarkdownDocument;
import io.github.pinsink.tools.report.OutputFormat;
import io.github.pinsink.tools.report.TextDocument;
import io.github.pinsink.tools.source.ConfigLists;
import io.github.pinsink.tools.source.RecordOptions;
import io.github.pinsink.tools.source.RecordSource;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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
        Comparison comparison = comparison(pair);
        InstantSource clock = pipeline.now(terminal.clock());
        source.read(terminal, record -> comparison.add(record, clock.instant()));
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

    private Comparison comparison(PlannedConfigs.Pair pair) throws UsageException {
        Set<String> notes = new LinkedHashSet<>();
        PlanSide before =
                PlanSide.of(pair.before().title(), pair.before().properties(), pipeline, terminal, notes::add);
        PlanSide after = PlanSide.of(pair.after().title(), pair.after().properties(), pipeline, terminal, notes::add);
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
        return new LinkedHashSet<>(ConfigLists.names(config.properties(), "topics"));
    }
}
