package io.github.pinsink.tools.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.SampleOrder;
import io.github.pinsink.sandbox.SampleOrders;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pinsink test --init} with the records of a topic of a real broker. */
@Tag("archive")
class TestCommandIT {
    @TempDir
    Path folder;

    @Test
    void makesTestsOfATopicThatPassLater() throws Exception {
        List<SampleOrder> orders = SampleOrders.withTombstones(7, Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .take(500);
        Path tests = folder.resolve("tests");
        CommandRun init;
        try (LocalBroker broker = LocalBroker.start(KafkaHome.ofBuild(), folder.resolve("broker"))) {
            broker.createTopic("orders", 2);
            produce(broker.bootstrapServers(), orders);
            init = CommandRun.of(
                    "",
                    "test",
                    tests.toString(),
                    "--init",
                    "--config",
                    "config/web-shop-orders.json",
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

        CommandRun later = CommandRun.of("", "test", tests.toString(), "--config", "config/web-shop-orders.json");

        assertThat(later.out()).contains("6 tests: 6 passed, 0 failed");
        String written = text(tests);
        assertThat(orders)
                .allSatisfy(order -> order.personalValues()
                        .forEach(value -> assertThat(written.contains(value.toLowerCase(Locale.ROOT)))
                                .as(value)
                                .isFalse()));
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
