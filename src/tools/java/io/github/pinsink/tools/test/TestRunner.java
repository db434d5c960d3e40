package io.github.pinsink.tools.test;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.source.ConfigLists;
import io.github.pinsink.tools.source.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Runs tests, and writes their expectations if asked to. */
final class TestRunner {
    private static final String DEFAULT_TOPIC = "test";

    private final TestDirectory directory;
    private final Optional<Map<String, String>> config;
    private final TestPipelines pipelines;
    private final boolean updates;
    private final LongSupplier nanoTime;

    /**
     * @param config of all tests; if it is empty, each directory has one
     * @param updates whether expectations are written
     */
    TestRunner(
            TestDirectory directory,
            Optional<Map<String, String>> config,
            TestPipelines pipelines,
            boolean updates,
            LongSupplier nanoTime) {
        this.directory = directory;
        this.config = config;
        this.pipelines = pipelines;
        this.updates = updates;
        this.nanoTime = nanoTime;
    }

    /** @throws UsageException if the config is missing or invalid */
    TestResult run(TestFiles test) throws UsageException {
        Map<String, String> properties = properties(test);
        long start = nanoTime.getAsLong();
        if (!test.has(TestFiles.RECORD)) {
            return result(
                    test,
                    TestResult.Status.ERROR,
                    start,
                    "there is no " + test.file(TestFiles.RECORD).getFileName());
        }
        RawRecord record;
        TestSettings settings;
        Expectation expectation;
        try {
            settings = directory.settings(test);
            record = record(test, settings, properties);
            expectation = Expectation.read(test);
        } catch (UsageException e) {
            return result(test, TestResult.Status.ERROR, start, String.valueOf(e.getMessage()));
        }
        ActualResult found = ActualResult.of(pipelines.map(properties, record, settings));
        List<Difference> differences = test.hasExpectation() ? expectation.compare(found) : List.of();
        boolean isExpected = test.hasExpectation() && differences.isEmpty();
        if (updates && !isExpected) {
            return update(test, expectation, found, start);
        }
        String message = test.hasExpectation()
                ? ""
                : "no expectation; the connector makes " + found.description() + ". Check it with preview, and write it"
                        + " with --update";
        return new TestResult(
                test,
                isExpected ? TestResult.Status.PASSED : TestResult.Status.FAILED,
                found.outcome(),
                differences,
                message,
                List.of(),
                List.of(),
                nanoTime.getAsLong() - start);
    }

    private TestResult result(TestFiles test, TestResult.Status status, long start, String message) {
        return new TestResult(test, status, "", List.of(), message, List.of(), List.of(), nanoTime.getAsLong() - start);
    }

    /** The config of a test. */
    Map<String, String> properties(TestFiles test) throws UsageException {
        Optional<Map<String, String>> found = config.isPresent() ? config : directory.config(test.directory());
        return found.orElseThrow(() -> new UsageException("no config for " + test.name()
                + ": set --config, or put a connector.json, config.json or a .properties file into the directory"));
    }

    private static RawRecord record(TestFiles test, TestSettings settings, Map<String, String> properties)
            throws UsageException {
        byte[] value = withoutLineBreaks(test.bytes(TestFiles.RECORD));
        String topic =
                ConfigLists.names(properties, "topics").stream().findFirst().orElse(DEFAULT_TOPIC);
        boolean isTombstone = new String(value, StandardCharsets.UTF_8).strip().equals("null");
        return settings.record(isTombstone ? Optional.empty() : Optional.of(value), topic);
    }

    /** Editors end a file with a line break, which is not a part of the record. */
    private static byte[] withoutLineBreaks(byte[] text) {
        int length = text.length;
        while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) {
            length--;
        }
        return Arrays.copyOf(text, length);
    }

    private TestResult update(TestFiles test, Expectation expectation, ActualResult found, long start)
            throws UsageException {
        Map<String, JsonNode> files = expectation.filesFor(found);
        List<Path> written = new ArrayList<>();
        List<Path> deleted = new ArrayList<>();
        for (String suffix : List.of(TestFiles.EVENT, TestFiles.REJECTED, TestFiles.SKIPPED)) {
            Path file = test.file(suffix);
            JsonNode content = files.get(suffix);
            try {
                if (content != null) {
                    PrettyJson.write(file, content);
                    written.add(file);
                } else if (Files.deleteIfExists(file)) {
                    deleted.add(file);
                }
            } catch (IOException e) {
                throw new UsageException("cannot write " + file + ": " + e.getMessage());
            }
        }
        return new TestResult(
                test,
                TestResult.Status.UPDATED,
                found.outcome(),
                List.of(),
                "",
                written,
                deleted,
                nanoTime.getAsLong() - start);
    }
}
