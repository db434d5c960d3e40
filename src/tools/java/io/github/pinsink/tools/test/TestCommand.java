package io.github.pinsink.tools.test;

import io.github.pinsink.tools.command.ExitCode;
import io.github.pinsink.tools.command.HelpOption;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.report.TextOrJson;
import io.github.pinsink.tools.source.ConfigOptions;
import io.github.pinsink.tools.source.RecordOptions;
import io.github.pinsink.tools.source.RecordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pinsink test}: compares the events of records in a directory with the expected ones. */
@Command(
        name = "test",
        description = "Compares the events of records in a directory with the expected ones. Sends nothing.",
        abbreviateSynopsis = true,
        sortOptions = false,
        footerHeading = "%nExample%n",
        footer = "  bin/pinsink test etc/samples/tests --config etc/web-shop-orders.json")
public final class TestCommand implements Callable<Integer> {
    private static final int MAX_TESTS = 10;
    private static final long MAX_RECORDS = 1_000;

    private final Terminal terminal;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = {
                "The directory with the tests, also in subdirectories. A test is a file NAME.record.json with the value of a"
                        + " record, and the expected result beside it: NAME.event.json (an event or a list of events),"
                        + " NAME.rejected.json (reasons: codes, fields or parts of the message; [] for any) or"
                        + " NAME.skipped.json (a reason; {} for any). NAME.meta.json gives the record a key, headers, topic,"
                        + " partition, offset and timestamp, and the time of the test (now); pinsink-test.json gives them to"
                        + " all tests in its directory and below. Without --config, the nearest connector.json, config.json"
                        + " or .properties file in DIR is the config. Without a time, a test runs one minute after the"
                        + " event_time of its record, so it does not get old."
            })
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path root;

    @ArgGroup(validate = false, heading = "%nConfig%n", order = 1)
    private ConfigOptions config = new ConfigOptions();

    @ArgGroup(validate = false, heading = "%nTests%n", order = 2)
    private TestOptions tests = new TestOptions();

    @ArgGroup(validate = false, heading = "%nMaking tests%n", order = 3)
    private InitOptions init = new InitOptions();

    @ArgGroup(validate = false, heading = "%nRecords for --init%n", order = 4)
    private RecordOptions records = new RecordOptions();

    @ArgGroup(validate = false, heading = "%nEvaluation%n", order = 5)
    private PipelineOptions pipeline = new PipelineOptions();

    @ArgGroup(validate = false, heading = "%nOutput%n", order = 6)
    private OutputOptions output = new OutputOptions();

    /** Which tests, and what happens with their expectations. */
    static final class TestOptions {
        @Option(
                names = "--only",
                paramLabel = "GLOB",
                order = 35,
                description = "Run only tests whose name, or path below DIR, matches (default: all), for example"
                        + " checkout-* or orders/**.")
        private @Nullable String only;

        @Option(
                names = "--update",
                order = 36,
                description =
                        "Write the expectations that are missing or differ, and say which (default: only compare).")
        private boolean updates;
    }

    /** What is printed, and how. */
    static final class OutputOptions {
        @Option(
                names = "--output",
                paramLabel = TextOrJson.LABEL,
                order = 51,
                description = {
                    "json: only one object per test on standard output (default: text):",
                    "{\"test\",\"status\":\"passed|failed|error|updated\",\"outcome\":\"send|skip|reject\",",
                    " \"differences\":[{\"path\",\"expected\",\"found\"}],\"message\",\"written\":[],\"deleted\":[]}"
                })
        private TextOrJson format = TextOrJson.TEXT;

        @Option(
                names = "--junit",
                paramLabel = "FILE",
                order = 52,
                description =
                        "Also write the results to this file, in the XML format of JUnit (default: none). Replaces a"
                                + " report of an earlier run.")
        private @Nullable Path junit;
    }

    public TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        requireFittingOptions();
        if (output.junit != null) {
            JUnitReport.requireReport(output.junit);
        }
        Optional<Map<String, String>> properties = config.isGiven() ? Optional.of(config.read()) : Optional.empty();
        TestReport report = output.format == TextOrJson.JSON ? new TestJson(terminal) : new TestText(terminal);
        return init.isInit ? init(properties, report) : run(properties, report);
    }

    private void requireFittingOptions() throws UsageException {
        if (!init.isInit && records.isGiven()) {
            throw new UsageException(
                    "--record and --bootstrap-server require --init: records of tests are files in DIR");
        }
        if (!init.isInit && (init.maxTests != null || init.seed != null)) {
            throw new UsageException("--max-tests and --seed require --init");
        }
        if (init.isInit && (tests.updates || tests.only != null)) {
            throw new UsageException("specify either --init, or --update and --only");
        }
    }

    private int init(Optional<Map<String, String>> given, TestReport report) throws UsageException {
        int max = init.maxTests == null ? MAX_TESTS : init.maxTests;
        if (max < 1) {
            throw new UsageException("--max-tests: expected a whole number of at least 1");
        }
        TestDirectory directory = new TestDirectory(created(root));
        TestPipelines pipelines = new TestPipelines(pipeline, terminal.withoutNotes());
        Optional<Map<String, String>> config = given.isPresent() ? given : directory.config(root);
        Map<String, String> properties = config.orElseThrow(
                () -> new UsageException("--config is required: the file with the connector's config, or put it into "
                        + root + " as connector.json"));
        RecordSource source = records.open(properties, terminal.in(), MAX_RECORDS);
        String secret = init.seed == null ? randomSecret() : init.seed;
        List<TestFiles> made =
                new InitialTests(directory, properties, pipelines, pipeline, secret, terminal).make(source, max);
        if (made.isEmpty()) {
            throw new UsageException("no tests made, since no record could be used");
        }
        if (given.isPresent() && directory.config(root).isEmpty()) {
            terminal.note(
                    "Run the tests with the same --config, or put the config into " + root + " as connector.json");
        }
        return report(made, new TestRunner(directory, config, pipelines, true, terminal.nanoTime()), report);
    }

    private static Path created(Path directory) throws UsageException {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UsageException("cannot create the directory " + directory + ": " + e.getMessage());
        }
    }

    /** Without it, nobody can find out an original value by trying. */
    private static String randomSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private int run(Optional<Map<String, String>> properties, TestReport report) throws UsageException {
        if (!Files.isDirectory(root)) {
            throw new UsageException("directory not found: " + root + ". Make tests of records with --init");
        }
        TestDirectory directory = new TestDirectory(root);
        TestRunner runner = new TestRunner(
                directory, properties, new TestPipelines(pipeline, terminal), tests.updates, terminal.nanoTime());
        return report(chosen(directory.tests()), runner, report);
    }

    private int report(List<TestFiles> chosen, TestRunner runner, TestReport report) throws UsageException {
        ResultCounts counts = new ResultCounts();
        JUnitReport junit = new JUnitReport();
        for (TestFiles test : chosen) {
            TestResult result = runner.run(test);
            counts.add(result);
            junit.add(result);
            report.add(result);
        }
        report.finish();
        if (output.junit != null) {
            junit.write(output.junit, terminal.clock().instant());
        }
        return counts.anyFailed() ? ExitCode.FOUND : ExitCode.OK;
    }

    private List<TestFiles> chosen(List<TestFiles> all) throws UsageException {
        if (all.isEmpty()) {
            throw new UsageException("no tests in " + root + ": expected files NAME.record.json. Make tests of records"
                    + " with --init");
        }
        if (tests.only == null) {
            return all;
        }
        PathMatcher matcher = TestDirectory.matching(tests.only);
        List<TestFiles> chosen = new ArrayList<>(all);
        chosen.removeIf(test -> !matcher.matches(Path.of(test.name())));
        if (chosen.isEmpty()) {
            throw new UsageException(
                    "--only: none of the " + all.size() + " tests in " + root + " matches " + tests.only);
        }
        return chosen;
    }
}
