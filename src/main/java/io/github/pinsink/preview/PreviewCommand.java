package io.github.pinsink.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.config.ValidationLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.LoggerFactory;

/** {@code pinsink preview}: shows the events that a connector would send for records, without sending them. */
public final class PreviewCommand {
    /** No record would become an errant record. */
    static final int OK = 0;
    /** At least one record, or a part of one, would become an errant record. */
    static final int SOME_REJECTED = 1;
    /** The command line or the config is invalid, or the records cannot be read. */
    static final int FAILED = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    PreviewCommand(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        bindLoggerQuietly();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = new PreviewCommand(System.in, out, err).run(arguments);
        out.flush();
        System.exit(code);
    }

    /** There is intentionally no logger on the class path, for which SLF4J would print a warning on its first use. */
    private static void bindLoggerQuietly() {
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            LoggerFactory.getILoggerFactory();
        } finally {
            System.setErr(err);
        }
    }

    /** @return the exit code */
    int run(String... arguments) {
        try {
            return preview(Options.parse(arguments));
        } catch (UsageException e) {
            err.println("pinsink preview: " + e.getMessage());
            err.println("Try pinsink preview --help");
            return FAILED;
        } catch (InvalidPathException e) {
            err.println(
                    "pinsink preview: a file name has characters that this locale does not support. Set LC_ALL=C.UTF-8");
            return FAILED;
        } catch (OutOfMemoryError e) {
            err.println("pinsink preview: out of memory. Preview fewer or smaller records");
            return FAILED;
        }
    }

    private int preview(Options options) throws UsageException {
        Map<String, String> properties = ConnectorFile.read(Path.of(options.required(Options.CONFIG)));
        OptionalLong now = options.now();
        LongSupplier clock = now.isPresent() ? now::getAsLong : System::currentTimeMillis;
        Previewer previewer = new Previewer(
                PreviewConfig.of(properties, ValidationLimits.ofThisWorker(System::nanoTime, Clock.systemUTC())),
                RecordConverters.of(properties, note -> err.println("Note: " + note + ".")),
                clock,
                System::nanoTime);
        boolean explain = options.has(Options.EXPLAIN);
        Report report = options.output() == Options.Output.JSON
                ? new JsonReport(out, err, explain)
                : new TextReport(out, explain);
        PreviewSummary summary = new PreviewSummary();
        Consumer<RawRecord> preview = record -> {
            PreviewedRecord previewed = previewer.preview(record);
            summary.add(PreviewResult.of(previewed.result()));
            report.print(previewed);
        };
        if (options.has(Options.RECORD)) {
            recordsOfFile(options, properties).forEach(preview);
        } else {
            readTopic(options, preview);
        }
        if (options.has(Options.BOOTSTRAP_SERVER) || summary.total() > 1) {
            report.printSummary(summary);
        }
        return summary.anyRejected() ? SOME_REJECTED : OK;
    }

    private static void readTopic(Options options, Consumer<RawRecord> records) throws UsageException {
        Map<String, String> consumer = options.has(Options.CONSUMER_CONFIG)
                ? consumerConfig(Path.of(options.required(Options.CONSUMER_CONFIG)))
                : Map.of();
        new TopicRecords(options.required(Options.TOPIC), options.maxRecords(), options.has(Options.FROM_BEGINNING))
                .read(options.required(Options.BOOTSTRAP_SERVER), consumer, records);
    }

    private static Map<String, String> consumerConfig(Path file) throws UsageException {
        return ConnectorFile.ofProperties(ConnectorFile.text(file), file);
    }

    private List<RawRecord> recordsOfFile(Options options, Map<String, String> properties) throws UsageException {
        List<byte[]> values = RecordFile.values(bytes(options.required(Options.RECORD)));
        if (values.isEmpty()) {
            throw new UsageException("no record in " + options.required(Options.RECORD));
        }
        String topic = options.text(Options.TOPIC)
                .orElse(RecordConverters.topics(properties).stream().findFirst().orElse("preview"));
        Headers headers = headers(options);
        Optional<byte[]> key = options.text(Options.KEY).map(text -> text.getBytes(StandardCharsets.UTF_8));
        OptionalLong time = options.timestamp();
        Optional<Long> timestamp = time.isPresent() ? Optional.of(time.getAsLong()) : Optional.empty();
        int partition = options.partition();
        long first = options.offset();
        List<RawRecord> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new RawRecord(
                    topic, partition, first + records.size(), timestamp, key, Optional.of(value), headers));
        }
        return records;
    }

    private byte[] bytes(String file) throws UsageException {
        try {
            return file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new UsageException("file not found: " + file);
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static Headers headers(Options options) throws UsageException {
        RecordHeaders headers = new RecordHeaders();
        if (options.has(Options.HEADERS)) {
            JsonNode object;
            try {
                object = JSON.readTree(options.required(Options.HEADERS));
            } catch (JsonProcessingException e) {
                throw new UsageException(
                        Options.HEADERS + ": invalid JSON; expected an object such as {\"source\":\"web\"}");
            }
            if (!object.isObject()) {
                throw new UsageException(Options.HEADERS + ": expected an object such as {\"source\":\"web\"}");
            }
            object.properties()
                    .forEach(header -> headers.add(
                            header.getKey(),
                            (header.getValue().isTextual()
                                            ? header.getValue().textValue()
                                            : header.getValue().toString())
                                    .getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }
}
