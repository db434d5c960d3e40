package io.github.pinsink.tools.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records of a topic and of a dead letter queue the commands read, on a real broker. */
@Tag("archive")
class TopicSourcesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long FIRST_SECOND = 1_795_518_000;

    @TempDir
    static Path folder;

    private static LocalBroker broker;
    private static Path config;

    /** 100 records a second apart, of which the even ones are in partition 0. */
    @BeforeAll
    static void produceOrders() throws Exception {
        broker = LocalBroker.start(KafkaHome.ofBuild(), folder.resolve("broker"));
        broker.createTopic("orders", 2);
        broker.createTopic("orders-dlq", 1);
        config = Files.writeString(
                folder.resolve("config.json"),
                "{\"pinterest.ad.account.id\": \"1\", \"topics\": \"orders\", \"mapping.event_name\": \"'checkout'\","
                        + " \"mapping.action_source\": \"'web'\", \"mapping.event_time\": \"t\","
                        + " \"mapping.user_data.em\": \"e\"}");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 100; i++) {
                long second = FIRST_SECOND + i;
                producer.send(new ProducerRecord<>("orders", i % 2, second * 1_000, "key", value(second)))
                        .get();
            }
            ProducerRecord<String, String> dead =
                    new ProducerRecord<>("orders-dlq", 0, FIRST_SECOND * 1_000, "key", value(FIRST_SECOND));
            Map.of(
                            "topic", "orders",
                            "partition", "1",
                            "offset", "17",
                            "connector.name", "pinterest-orders",
                            "exception.message", "event_time: is required")
                    .forEach((name, text) ->
                            dead.headers().add("__connect.errors." + name, text.getBytes(StandardCharsets.UTF_8)));
            producer.send(dead).get();
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static String value(long second) {
        return "{\"t\": " + second + ", \"e\": \"a@example.com\"}";
    }

    private static CommandRun preview(String... more) {
        return CommandRun.of(
                "",
                Stream.concat(
                                Stream.of(
                                        "preview",
                                        "--config",
                                        config.toString(),
                                        "--bootstrap-server",
                                        broker.bootstrapServers(),
                                        "--now",
                                        "2026-11-24T12:00:00Z",
                                        "--output",
                                        "json"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static List<String> read(String... more) {
        CommandRun run = preview(more);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        return run.out().lines().map(TopicSourcesIT::position).sorted().toList();
    }

    private static String position(String line) {
        try {
            return JSON.readTree(line).get("record").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsTheNewestRecordsOfAllPartitions() {
        assertThat(read("--max-records", "4"))
                .containsExactly("orders-0@48", "orders-0@49", "orders-1@48", "orders-1@49");
    }

    @Test
    void readsTheOldestRecords() {
        assertThat(read("--max-records", "2", "--from-beginning")).containsExactly("orders-0@0", "orders-1@0");
    }

    @Test
    void readsOnePartition() {
        assertThat(read("--max-records", "2", "--partition", "1")).containsExactly("orders-1@48", "orders-1@49");
    }

    @Test
    void readsOneOffset() {
        assertThat(read("--partition", "1", "--offset", "17")).containsExactly("orders-1@17");
        CommandRun missing = preview("--partition", "1", "--offset", "50");
        assertThat(missing.err()).contains("orders-1 has no offset 50 (it has 0 to 49)");
        assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void readsSinceATime() {
        assertThat(read("--since", String.valueOf(FIRST_SECOND + 97)))
                .containsExactly("orders-0@49", "orders-1@48", "orders-1@49");
        assertThat(read("--since", String.valueOf(FIRST_SECOND + 1_000))).isEmpty();
    }

    @Test
    void readsASampleFromTheOldestToTheNewestRecord() {
        assertThat(read("--sample", "--max-records", "8"))
                .containsExactly(
                        "orders-0@0",
                        "orders-0@16",
                        "orders-0@32",
                        "orders-0@49",
                        "orders-1@0",
                        "orders-1@16",
                        "orders-1@32",
                        "orders-1@49");
    }

    @Test
    void readsADeadLetterQueueAsTheRecordsWereInTheirTopic() {
        assertThat(read("--dead-letter-queue", "orders-dlq")).containsExactly("orders-1@17");
        assertThat(read("--dead-letter-queue", "orders-dlq", "--topic", "refunds"))
                .isEmpty();
    }

    @Test
    void namesAPartitionAndATopicThatDoNotExist() {
        assertThat(preview("--partition", "7").err()).contains("topic orders has no partition 7; it has 2");
        assertThat(preview("--topic", "refunds").err()).contains("refunds");
    }
}
