package io.github.pinsink.tools.trace;

import io.github.pinsink.tools.command.ExitCode;
import io.github.pinsink.tools.command.HelpOption;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.pipeline.RecordPipeline;
import io.github.pinsink.tools.report.TextOrJson;
import io.github.pinsink.tools.source.ConfigOptions;
import io.github.pinsink.tools.source.RawRecord;
import io.github.pinsink.tools.source.RecordOptions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pinsink trace}: the story of one record. */
@Command(
        name = "trace",
        description = {
            "Tells the story of one record: as read, as mapped, whether the connector has passed it, and whether it is in the"
                    + " dead letter queue. Ends in: delivered, rejected, skipped, still waiting or unknown. Sends nothing."
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        footerHeading = "%nExample%n",
        footer = {
            "  bin/pinsink trace --worker http://localhost:8083 --connector pinterest \\",
            "    --bootstrap-server localhost:9092 --topic orders --partition 0 --offset 17"
        })
public final class TraceCommand implements Callable<Integer> {
    private static final long MAX_RECORDS = 10_000;
    private static final String DEAD_LETTER_QUEUE = "errors.deadletterqueue.topic.name";
    private static final String TOLERANCE = "errors.tolerance";
    private static final String NAME = "name";
    private static final String GROUP = "consumer.override.group.id";

    private final Terminal terminal;

    @Mixin
    private final HelpOption help = new HelpOption();

    @ArgGroup(validate = false, heading = "%nConfig%n", order = 1)
    private ConfigOptions config = new ConfigOptions();

    @ArgGroup(validate = false, heading = "%nRecord%n", order = 2)
    private RecordOptions records = new RecordOptions();

    @ArgGroup(validate = false, heading = "%nEvaluation%n", order = 3)
    private PipelineOptions pipeline = new PipelineOptions();

    @ArgGroup(validate = false, heading = "%nStory%n", order = 4)
    private StoryOptions story = new StoryOptions();

    /** What to look for, and what is printed. */
    static final class StoryOptions {
        @Option(
                names = "--event-id",
                paramLabel = "ID",
                order = 50,
                description =
                        "Instead of an offset: the records that yield an event with this ID, among the newest 10000 records"
                                + " of the topic or those of --since, --from-beginning and --max-records.")
        private @Nullable String eventId;

        @Option(
                names = "--group",
                paramLabel = "NAME",
                order = 51,
                description = "The connector's consumer group (default: connect-NAME, with the name of the connector).")
        private @Nullable String group;

        @Option(
                names = "--max-dead-letters",
                paramLabel = "N",
                order = 52,
                description =
                        "The largest number of entries of the dead letter queue to search, from the time of the record on"
                                + " (default: 100000).")
        private long maxDeadLetters = 100_000;

        @Option(
                names = "--show-record",
                order = 53,
                description = "Show the record and its events. Otherwise only their shapes, as they can be personal.")
        private boolean showsRecord;

        @Option(
                names = "--output",
                paramLabel = TextOrJson.LABEL,
                order = 54,
                description = "json: one object per record (default: text).")
        private TextOrJson format = TextOrJson.TEXT;
    }

    public TraceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        Map<String, String> properties = config.read();
        requireOptions();
        RecordPipeline mapping = RecordPipeline.of(properties, true, pipeline, terminal);
        RecordSearch search = new RecordSearch(record ->
                story.eventId == null || MappedEvents.of(map(mapping, record)).hasEvent(story.eventId));
        records.open(properties, terminal.in(), MAX_RECORDS).read(terminal, search);
        boolean isFine = !search.found().isEmpty();
        for (RawRecord record : search.found()) {
            RecordStory one = story(properties, record, map(mapping, record));
            print(one);
            isFine &= one.conclusion().state().isFine();
        }
        if (search.found().isEmpty()) {
            terminal.err()
                    .println(
                            "None of the " + search.searched() + " records read yields an event with this ID. Read more"
                                    + " with --max-records, --since or --from-beginning");
        }
        return isFine ? ExitCode.OK : ExitCode.FOUND;
    }

    private void requireOptions() throws UsageException {
        if (!records.isTopic()) {
            throw new UsageException("--bootstrap-server is required: the broker with the record");
        }
        if (records.hasOffset() == (story.eventId != null)) {
            throw new UsageException("specify either --topic, --partition and --offset, or --event-id");
        }
        if (story.maxDeadLetters < 1) {
            throw new UsageException("--max-dead-letters: expected a whole number of at least 1");
        }
    }

    /** As of the time of the record: the connector mapped it about then, and would now find it too old. */
    private MappedRecord map(RecordPipeline mapping, RawRecord record) {
        return mapping.map(record, pipeline.timeOf(record, terminal.clock()));
    }

    private RecordStory story(Map<String, String> properties, RawRecord record, MappedRecord mapped)
            throws UsageException {
        MappedEvents events = MappedEvents.of(mapped);
        Optional<String> connector = config.connectorName().or(() -> Optional.ofNullable(properties.get(NAME)));
        Optional<String> group = Optional.ofNullable(story.group)
                .or(() -> Optional.ofNullable(properties.get(GROUP)))
                .or(() -> connector.map(name -> "connect-" + name));
        GroupProgress progress = group.isEmpty()
                ? GroupProgress.unknown()
                : GroupProgress.read(
                        records.bootstrapServer(),
                        records.clientConfig(),
                        group.get(),
                        new TopicPartition(record.topic(), record.partition()));
        String queue = properties.getOrDefault(DEAD_LETTER_QUEUE, "").strip();
        DeadLetterSearch letters = queue.isEmpty()
                ? DeadLetterSearch.none()
                : DeadLetterSearch.of(
                        queue,
                        records.deadLetters(queue, record.timestamp().map(Instant::ofEpochMilli), story.maxDeadLetters),
                        record,
                        connector);
        boolean hasTolerance = "all".equals(properties.get(TOLERANCE));
        return new RecordStory(
                record,
                RecordOutline.of(mapped.received()),
                events,
                mapped.evaluations(),
                progress,
                letters,
                Conclusion.of(events, progress, letters, hasTolerance, record.offset()));
    }

    private void print(RecordStory one) {
        switch (story.format) {
            case TEXT -> new TraceText(terminal.out(), story.showsRecord).print(one);
            case JSON -> terminal.out().println(TraceJson.of(one, story.showsRecord));
        }
    }
}
