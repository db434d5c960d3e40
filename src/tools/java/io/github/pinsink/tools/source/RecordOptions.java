package io.github.pinsink.tools.source;

import io.github.pinsink.tools.command.TimeOption;
import io.github.pinsink.tools.command.UsageException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The records: from files, standard input, a topic, or a dead letter queue. */
public final class RecordOptions {
    @Option(
            names = "--record",
            paramLabel = "FILE",
            arity = "1..*",
            order = 20,
            description = {
                "Record values: one JSON document or several, for example one per line. - reads standard input.",
            })
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            order = 21,
            description = "Read the records from this broker.")
    private @Nullable String bootstrapServer;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            order = 22,
            description = {
                "The topic to read (default: the topics in the config). With --record, the topic of the records."
            })
    private @Nullable String topic;

    @Option(
            names = "--dead-letter-queue",
            paramLabel = "TOPIC",
            order = 23,
            description = {
                "Read the records of this dead letter queue, with their original topics, partitions and offsets."
            })
    private @Nullable String deadLetterQueue;

    @Option(
            names = "--max-records",
            paramLabel = "N",
            order = 24,
            description = {
                "The largest number of records to read from the topic (default: 1000; coverage and plan: 10000)."
            })
    private @Nullable Long maxRecords;

    @Option(names = "--from-beginning", order = 25, description = "Read the oldest records, not the newest.")
    private boolean isFromBeginning;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            order = 26,
            converter = TimeOption.class,
            description = "Read records from this time on: ISO-8601, Unix s or Unix ms.")
    private @Nullable Instant since;

    @Option(
            names = "--sample",
            order = 27,
            description =
                    "Read a sample that is spread evenly over each partition, from the oldest to the newest record.")
    private boolean isSample;

    @Option(
            names = "--partition",
            paramLabel = "N",
            order = 28,
            description = "Read only this partition. With --record, the partition of the records (default: 0).")
    private @Nullable Integer partition;

    @Option(
            names = "--offset",
            paramLabel = "N",
            order = 29,
            description = {
                "Read the record at this offset of --partition, or more with --max-records. With --record, the"
                        + " offset of the first record (default: 0)."
            })
    private @Nullable Long offset;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            order = 30,
            description = "A properties file with further settings of the Kafka client, for example for TLS or SASL.")
    private @Nullable Path commandConfig;

    @Option(names = "--key", paramLabel = "TEXT", order = 31, description = "With --record, the key of the records.")
    private @Nullable String key;

    @Option(
            names = "--headers",
            paramLabel = "JSON",
            order = 32,
            description = "With --record, the headers of the records, for example '{\"source\":\"web\"}'.")
    private @Nullable String headers;

    @Option(
            names = "--timestamp",
            paramLabel = "TIME",
            order = 33,
            converter = TimeOption.class,
            description = "With --record, the timestamp of the records (default: none).")
    private @Nullable Instant timestamp;

    /** Whether the user named records. */
    public boolean isGiven() {
        return bootstrapServer != null || !files.isEmpty();
    }

    /** Whether records are read from a broker. */
    public boolean isTopic() {
        return bootstrapServer != null;
    }

    /** Whether the user asks for the record at an offset. */
    public boolean hasOffset() {
        return offset != null;
    }

    /** The address of the broker; empty if records are not read from one. */
    public String bootstrapServer() {
        return Objects.requireNonNullElse(bootstrapServer, "");
    }

    /** The further settings of the Kafka client. */
    public Map<String, String> clientConfig() throws UsageException {
        return commandConfig == null
                ? Map.of()
                : ConnectorFile.ofProperties(ConnectorFile.text(commandConfig), commandConfig);
    }

    /**
     * The entries of a dead letter queue on the same broker.
     *
     * @param queue its topic
     * @param from the timestamp of the first entry; empty for the newest entries
     */
    public RecordSource deadLetters(String queue, Optional<Instant> from, long max) throws UsageException {
        TopicSelection.Start first = from.isPresent()
                ? new TopicSelection.Start(TopicSelection.Kind.SINCE, from, Optional.empty())
                : TopicSelection.Start.of(TopicSelection.Kind.NEWEST);
        return new DeadLetterRecords(
                new TopicRecords(
                        bootstrapServer(),
                        clientConfig(),
                        List.of(queue),
                        new TopicSelection(first, max, Optional.empty())),
                Optional.empty());
    }

    /** The topic that the user named. */
    public Optional<String> topic() {
        return Optional.ofNullable(topic);
    }

    /**
     * @param properties the connector's config, for the default of the topic
     * @param defaultMaxRecords if the user sets no limit
     * @throws UsageException if the options do not say which records
     */
    public RecordSource open(Map<String, String> properties, InputStream standardInput, long defaultMaxRecords)
            throws UsageException {
        if (files.isEmpty() == (bootstrapServer == null)) {
            throw new UsageException("specify either --record with a file (or - for standard input), or"
                    + " --bootstrap-server with --topic");
        }
        requireAtLeast("--partition", partition, 0);
        requireAtLeast("--offset", offset, 0);
        requireAtLeast("--max-records", maxRecords, 1);
        return bootstrapServer == null
                ? ofFiles(properties, standardInput)
                : ofTopics(bootstrapServer, properties, defaultMaxRecords);
    }

    private static void requireAtLeast(String option, @Nullable Number number, long least) throws UsageException {
        if (number != null && number.longValue() < least) {
            throw new UsageException(option + ": expected a whole number of at least " + least);
        }
    }

    private RecordSource ofFiles(Map<String, String> properties, InputStream standardInput) throws UsageException {
        Map<String, Boolean> used = new LinkedHashMap<>();
        used.put("--from-beginning", isFromBeginning);
        used.put("--sample", isSample);
        used.put("--since", since != null);
        used.put("--dead-letter-queue", deadLetterQueue != null);
        used.put("--command-config", commandConfig != null);
        used.put("--max-records", maxRecords != null);
        for (Map.Entry<String, Boolean> option : used.entrySet()) {
            if (option.getValue()) {
                throw new UsageException(option.getKey() + " requires --bootstrap-server");
            }
        }
        return new RecordFile(
                files,
                standardInput,
                new FileValues(
                        Optional.ofNullable(topic)
                                .orElse(ConfigLists.names(properties, "topics").stream()
                                        .findFirst()
                                        .orElse("preview")),
                        Optional.ofNullable(partition).orElse(0),
                        Optional.ofNullable(offset).orElse(0L),
                        Optional.ofNullable(timestamp).map(Instant::toEpochMilli),
                        Optional.ofNullable(key),
                        FileValues.headers(headers)));
    }

    private RecordSource ofTopics(String servers, Map<String, String> properties, long defaultMaxRecords)
            throws UsageException {
        if (key != null || headers != null || timestamp != null) {
            throw new UsageException("--key, --headers and --timestamp require --record");
        }
        List<String> names = topic != null ? List.of(topic) : ConfigLists.names(properties, "topics");
        if (deadLetterQueue != null) {
            names = List.of(deadLetterQueue);
        } else if (names.isEmpty()) {
            throw new UsageException("--bootstrap-server requires --topic, since the config has no topics");
        }
        long limit = maxRecords != null ? maxRecords : offset != null ? 1 : defaultMaxRecords;
        RecordSource records = new TopicRecords(
                servers, clientConfig(), names, new TopicSelection(start(), limit, Optional.ofNullable(partition)));
        return deadLetterQueue == null ? records : new DeadLetterRecords(records, Optional.ofNullable(topic));
    }

    private TopicSelection.Start start() throws UsageException {
        long chosen = Arrays.asList(isFromBeginning, since != null, isSample, offset != null).stream()
                .filter(isChosen -> isChosen)
                .count();
        if (chosen > 1) {
            throw new UsageException("specify only one of --from-beginning, --since, --sample and --offset");
        }
        if (offset != null && partition == null) {
            throw new UsageException("--offset requires --partition");
        }
        if (since != null) {
            return new TopicSelection.Start(TopicSelection.Kind.SINCE, Optional.of(since), Optional.empty());
        }
        if (offset != null) {
            return new TopicSelection.Start(TopicSelection.Kind.OFFSET, Optional.empty(), Optional.of(offset));
        }
        return TopicSelection.Start.of(
                isFromBeginning
                        ? TopicSelection.Kind.OLDEST
                        : isSample ? TopicSelection.Kind.SAMPLE : TopicSelection.Kind.NEWEST);
    }
}
