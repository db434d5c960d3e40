package io.github.pinsink.tools.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.PluginArchive;
import io.github.pinsink.sandbox.SampleOrder;
import io.github.pinsink.sandbox.SampleOrders;
import io.github.pinsink.tools.command.ExitCode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pinsink test --init} of the tools archive, with the records of a topic of a real broker. */
@Tag("archive")
class TestCommandIT {
    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {}

    @Test
    void makesTestsOfATopicThatPassLater() throws Exception {
        List<SampleOrder> orders = SampleOrders.withTombstones(7, Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .take(500);
        String tests = folder.resolve("tests").toString();
        Ran init;
        try (LocalBroker broker = LocalBroker.start(KafkaHome.ofBuild(), folder.resolve("broker"))) {
            broker.createTopic("orders", 2);
            produce(broker.bootstrapServers(), orders);
            init = run(
                    tests,
                    "--init",
                    "--bootstrap-server",
                    broker.bootstrapServers(),
                    "--from-beginning",
                    "--max-tests",
                    "6");
        }
        assertThat(init.code()).as(init.err()).isEqualTo(ExitCode.OK);
        assertThat(init.out())
                .contains("updated  checkout\n", "updated  skipped-filtered\n", "updated  skipped-tombstone\n")
                .contains("updated  rejected-too-old\n");

        Ran later = run(tests, "--junit", folder.resolve("report.xml").toString());

        assertThat(later.out()).contains("6 tests: 6 passed, 0 failed");
        assertThat(folder.resolve("report.xml")).content().contains("<testsuites name=\"pinsink\" tests=\"6\"");
        String written = text(folder.resolve("tests"));
        assertThat(orders)
                .allSatisfy(order -> assertThat(order.personalValues())
                        .noneMatch(value -> written.contains(value.toLowerCase(Locale.ROOT))));
    }

    private Ran run(String tests, String... more) throws Exception {
        Path unpacked = folder.resolve("tools");
        if (!Files.exists(unpacked)) {
            PluginArchive.unpack(Path.of(System.getProperty("pinsink.tools")), unpacked);
        }
        Path script;
        try (Stream<Path> archives = Files.list(unpacked)) {
            script = archives.findFirst().orElseThrow().resolve("bin/pinsink");
        }
        List<String> call = new ArrayList<>(List.of(
                "sh",
                script.toString(),
                "test",
                tests,
                "--config",
                Path.of("config/web-shop-orders.json").toAbsolutePath().toString()));
        call.addAll(List.of(more));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(call)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static String text(Path folder) throws Exception {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file).toLowerCase(Locale.ROOT));
            }
        }
        return text.toString();
    }

    private static void produce(String bootstrapServers, List<SampleOrder> orders) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < orders.size(); i++) {
                producer.send(new ProducerRecord<>(
                        "orders", i % 2, orders.get(i).orderId(), orders.get(i).json()));
            }
        }
    }
}
