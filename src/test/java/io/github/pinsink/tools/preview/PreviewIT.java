package io.github.pinsink.tools.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.PluginArchive;
import io.github.pinsink.tools.command.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in the unpacked archive, with the jars of an Apache Kafka. */
@Tag("archive")
class PreviewIT {
    private static final Path FILES = Path.of("src/test/resources/preview").toAbsolutePath();
    private static final Path ARCHIVE = Path.of(System.getProperty("pinsink.archive"));
    private static final String NOW = "2026-11-24T12:00:00Z";

    @TempDir
    Path folder;

    private Path script;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void unpackArchive() throws IOException {
        PluginArchive.unpack(ARCHIVE, folder.resolve("plug ins"));
        try (Stream<Path> archives = Files.list(folder.resolve("plug ins"))) {
            script = archives.findFirst().orElseThrow().resolve("bin/pinsink");
        }
        // PluginArchive does not set permissions, unlike unzip.
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ran run(Map<String, String> environment, Path command, String... arguments) throws Exception {
        List<String> call = new ArrayList<>(List.of(command.toString()));
        call.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(call)
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("KAFKA_HOME");
        builder.environment().remove("PINSINK_KAFKA_LIBS");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ran(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static Map<String, String> withKafka() {
        return Map.of(
                "PINSINK_KAFKA_LIBS",
                KafkaHome.ofBuild().libs().toAbsolutePath().toString());
    }

    private static String[] previewOfFile(String... more) {
        return Stream.concat(
                        Stream.of(
                                "preview",
                                "--config",
                                FILES.resolve("orders.config.json").toString(),
                                "--record",
                                FILES.resolve("orders.jsonl").toString(),
                                "--now",
                                NOW),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void isExecutableInTheArchive() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(ARCHIVE, Map.of("enablePosixFileAttributes", true))) {
            Path inside = zip.getPath("/", script.getParent().getParent().getFileName() + "/bin/pinsink");

            assertThat(Files.getPosixFilePermissions(inside))
                    .contains(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
        }
    }

    @Test
    void runsFromAnyDirectoryThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), script);

        Ran text = run(withKafka(), link, previewOfFile("--explain"));
        Ran json = run(withKafka(), script, previewOfFile("--output", "json"));

        assertThat(text.out()).isEqualTo(Files.readString(FILES.resolve("orders.explained.txt")));
        assertThat(text.err()).isEmpty();
        assertThat(text.code()).isEqualTo(ExitCode.FOUND);
        assertThat(json.out()).isEqualTo(Files.readString(FILES.resolve("orders.output.jsonl")));
    }

    @Test
    void usesTheKafkaJarsOfTheOption() throws Exception {
        Ran ran = run(
                Map.of(),
                script,
                previewOfFile(
                        "--kafka-libs",
                        KafkaHome.ofBuild().libs().toAbsolutePath().toString()));

        assertThat(ran.out()).isEqualTo(Files.readString(FILES.resolve("orders.txt")));
    }

    /** A colon separates the entries of a class path. */
    @Test
    void runsWithSpecialCharactersInThePaths() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("a:b c/d'e:"));
        Path moved = Files.move(script.getParent().getParent(), odd.resolve("plug:in"));
        Path kafka = Files.createSymbolicLink(
                odd.resolve("kafka:4"), KafkaHome.ofBuild().libs().toAbsolutePath());
        Path copied = Files.createDirectories(odd.resolve("copied: jars"));
        try (Stream<Path> jars = Files.list(kafka)) {
            for (Path jar : jars.toList()) {
                Files.createSymbolicLink(copied.resolve(jar.getFileName()), jar.toRealPath());
            }
        }
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        for (Path libs : List.of(kafka, copied)) {
            Ran ran = run(
                    Map.of("PINSINK_KAFKA_LIBS", libs.toString(), "TMPDIR", temporary.toString()),
                    moved.resolve("bin/pinsink"),
                    previewOfFile());

            assertThat(ran.err()).isEmpty();
            assertThat(ran.out()).isEqualTo(Files.readString(FILES.resolve("orders.txt")));
            assertThat(ran.code()).isEqualTo(ExitCode.FOUND);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void findsKafkaFromItsPluginsDirectory() throws Exception {
        Path kafka = Files.createDirectories(folder.resolve("kafka"));
        Files.createSymbolicLink(
                kafka.resolve("libs"), KafkaHome.ofBuild().libs().toAbsolutePath());
        Path moved = Files.move(
                script.getParent().getParent(),
                Files.createDirectories(kafka.resolve("plugins")).resolve("pinsink"));
        // The PATH does not contain a Kafka.
        Ran ran = run(Map.of("PATH", "/usr/bin:/bin"), moved.resolve("bin/pinsink"), previewOfFile());

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo(Files.readString(FILES.resolve("orders.txt")));
    }

    @Test
    void reportsMissingKafkaJars() throws Exception {
        Ran ran = run(Map.of("PINSINK_KAFKA_LIBS", folder.toString()), script, previewOfFile());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("kafka-clients-*.jar").contains(folder.toString());
    }

    @Test
    void reportsAnOldJavaVersion() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.25\" 2024-10-15' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                folder.resolve("jdk").toString(),
                "PINSINK_KAFKA_LIBS",
                KafkaHome.ofBuild().libs().toAbsolutePath().toString());

        Ran ran = run(environment, script, previewOfFile());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Java 17 or newer is required").contains("is version 11");
    }

    @Test
    void printsItsVersionAndHelpWhenTheDirectoryOfKafkaIsMissing() throws Exception {
        Map<String, String> environment = Map.of("PINSINK_KAFKA_LIBS", "/missing");
        for (String option : List.of("--version", "--help", "completion")) {
            Ran ran = run(environment, script, option);

            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out()).contains("pinsink");
        }
        assertThat(run(Map.of(), script, "--kafka-libs", "/missing", "--version")
                        .code())
                .isZero();
    }

    @Test
    void printsHelpWithoutKafka() throws Exception {
        for (List<String> call : List.of(List.of("--help"), List.of("preview", "--help"), List.of("help", "preview"))) {
            Ran ran = run(Map.of("PATH", "/usr/bin:/bin"), script, call.toArray(String[]::new));

            assertThat(ran.err()).isEmpty();
            assertThat(ran.out()).contains("Usage: pinsink");
            assertThat(ran.code()).isZero();
        }
    }

    @Test
    void previewsATopic() throws Exception {
        List<String> records = Files.readAllLines(FILES.resolve("orders.jsonl"));
        try (LocalBroker broker = LocalBroker.start(KafkaHome.ofBuild(), folder.resolve("broker"))) {
            broker.createTopic("orders", 2);
            produce(broker.bootstrapServers(), records, 20);

            Ran all = dryRun(broker, "orders");
            Ran newest = dryRun(broker, "orders", "--max-records", "2", "--output", "json");
            Ran none = dryRun(broker, "missing");

            assertThat(all.out())
                    .contains("\n100 records: 40 send (40 events), 20 skip, 40 reject\n")
                    .contains("\n       20  filter is not true\n")
                    .contains("\n       20  event_time: expected a time at most 168 h ago (event.max.age)\n");
            assertThat(all.code()).isEqualTo(ExitCode.FOUND);
            assertThat(newest.out().lines()).hasSize(2);
            assertThat(newest.err()).startsWith("2 records: ");
            assertThat(none.code()).isEqualTo(ExitCode.FAILED);
            assertThat(none.err()).contains("missing");
            assertThat(all.err()).isEmpty();
        }
    }

    private Ran dryRun(LocalBroker broker, String topic, String... more) throws Exception {
        return run(
                withKafka(),
                script,
                Stream.concat(
                                Stream.of(
                                        "preview",
                                        "--config",
                                        FILES.resolve("orders.config.json").toString(),
                                        "--bootstrap-server",
                                        broker.bootstrapServers(),
                                        "--topic",
                                        topic,
                                        "--now",
                                        NOW),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static void produce(String bootstrapServers, List<String> records, int times)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < times; i++) {
                for (String record : records) {
                    producer.send(new ProducerRecord<>("orders", i % 2, "key", record))
                            .get();
                }
            }
        }
    }
}
