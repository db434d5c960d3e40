package io.github.pinsink.tools.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.mapping.MappingPlans;
import io.github.pinsink.tools.anonymize.RecordAnonymizer;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.pipeline.RecordPipeline;
import io.github.pinsink.tools.pipeline.TextConverters;
import io.github.pinsink.tools.source.RawRecord;
import io.github.pinsink.tools.source.RecordSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/** Makes tests of records, with invented values. */
final class InitialTests {
    private static final String TRANSFORMS = "transforms";

    private final TestDirectory directory;
    private final Map<String, String> properties;
    private final TestPipelines pipelines;
    private final RecordPipeline pipeline;
    private final Instant now;
    private final String secret;
    private final Terminal terminal;
    private final Map<MappingPlan, RecordAnonymizer> anonymizers = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /**
     * @param pipelines for the invented records
     * @param options for the original records
     * @param secret what the invented values depend on
     */
    InitialTests(
            TestDirectory directory,
            Map<String, String> properties,
            TestPipelines pipelines,
            PipelineOptions options,
            String secret,
            Terminal terminal)
            throws UsageException {
        this.directory = directory;
        this.properties = properties;
        this.pipelines = pipelines;
        this.now = options.now(terminal.clock()).instant();
        this.secret = secret;
        this.terminal = terminal;
        this.pipeline = RecordPipeline.of(properties, false, options, terminal);
    }

    /**
     * Writes the records and their settings, without expectations.
     *
     * @param max the number of tests
     */
    List<TestFiles> make(RecordSource source, int max) throws UsageException {
        List<TestFiles> made = new ArrayList<>();
        for (RecordSelection.Candidate candidate : read(source).inOrder()) {
            if (made.size() == max) {
                break;
            }
            RecordAnonymizer.Result invented = invent(candidate);
            if (invented.record().isPresent()) {
                made.add(write(invented.record().get(), ResultFeatures.name(candidate.result())));
            } else {
                terminal.note("No test is made of " + candidate.record().position()
                        + ": with an invented value"
                        + (invented.property().isEmpty() ? "" : " in " + invented.property())
                        + ", its result is another one");
            }
        }
        return made;
    }

    private RecordSelection read(RecordSource source) throws UsageException {
        RecordSelection selection = new RecordSelection();
        source.read(terminal, record -> add(record, selection));
        return selection;
    }

    private void add(RawRecord record, RecordSelection selection) {
        MappedRecord mapped = pipeline.map(record, now);
        ActualResult result = ActualResult.of(mapped);
        String received = mapped.received().map(SinkRecord::topic).orElse(record.topic());
        Optional<RawRecord> text = text(record);
        text.ifPresent(readable ->
                selection.add(new RecordSelection.Candidate(readable, received, result, ResultFeatures.of(result), 1)));
    }

    /** Empty if it has a binary format, and its converter fails. */
    private Optional<RawRecord> text(RawRecord record) {
        if (!TextConverters.areNeeded(properties)) {
            return Optional.of(record);
        }
        try {
            return Optional.of(TextConverters.text(properties, record, pipeline.convert(record)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private RecordAnonymizer.Result invent(RecordSelection.Candidate candidate) throws UsageException {
        MappingPlans plans = pipeline.config().mappingPlans();
        Optional<MappingPlan> plan =
                Optional.ofNullable(plans.byTopic().get(candidate.received())).or(plans::defaultPlan);
        if (plan.isEmpty()) {
            return new RecordAnonymizer.Result(Optional.empty(), "");
        }
        RecordAnonymizer anonymizer = anonymizers.computeIfAbsent(
                plan.get(),
                other -> new RecordAnonymizer(
                        other, !properties.getOrDefault(TRANSFORMS, "").isBlank(), secret));
        // The first mapping reports an invalid config, and the others cannot.
        map(candidate.record());
        return anonymizer.anonymize(
                candidate.record(),
                candidate.result().events().toString(),
                invented ->
                        ResultFeatures.of(ActualResult.of(mapAgain(invented))).equals(candidate.features()));
    }

    private MappedRecord map(RawRecord record) throws UsageException {
        return pipelines.map(properties, record, settingsWithNow());
    }

    private MappedRecord mapAgain(RawRecord record) {
        try {
            return map(record);
        } catch (UsageException e) {
            throw new IllegalStateException("the config was valid before", e);
        }
    }

    private TestSettings settingsWithNow() throws UsageException {
        ObjectNode settings = TestFiles.JSON.createObjectNode().put(TestSettings.NOW, now.toString());
        return TestSettings.of(Path.of(TestSettings.NOW), settings);
    }

    private TestFiles write(RawRecord record, String name) throws UsageException {
        TestFiles test = directory.test(name);
        for (int i = 2; names.contains(test.name()) || test.exists(); i++) {
            test = directory.test(name + "-" + i);
        }
        names.add(test.name());
        try {
            TestFiles.write(test.file(TestFiles.RECORD), value(record));
            PrettyJson.write(test.file(TestFiles.META), settings(record));
        } catch (IOException e) {
            throw new UsageException("cannot write " + test.file(TestFiles.RECORD) + ": " + e.getMessage());
        }
        return test;
    }

    /** With one property per line, if it is JSON. */
    private static String value(RawRecord record) {
        String value = record.value().map(InitialTests::text).orElse("null");
        try {
            return PrettyJson.text(TestFiles.JSON.readTree(value));
        } catch (IOException e) {
            return value + "\n";
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private ObjectNode settings(RawRecord record) {
        ObjectNode settings = TestFiles.JSON
                .createObjectNode()
                .put(TestSettings.TOPIC, record.topic())
                .put(TestSettings.PARTITION, record.partition())
                .put(TestSettings.OFFSET, record.offset());
        record.timestamp()
                .ifPresent(timestamp -> settings.put(
                        TestSettings.TIMESTAMP, Instant.ofEpochMilli(timestamp).toString()));
        record.key().ifPresent(key -> settings.put(TestSettings.KEY, text(key)));
        ObjectNode headers = TestFiles.JSON.createObjectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), header.value() == null ? null : text(header.value())));
        if (!headers.isEmpty()) {
            settings.set(TestSettings.HEADERS, headers);
        }
        return settings.put(TestSettings.NOW, now.toString());
    }
}
