package io.github.pinsink.tools.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a topic that a connector's consumer group has passed in part, and a dead letter queue as Connect writes it. */
@Tag("archive")
class TraceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EMAIL = "planted.person@example.com";

    @TempDir
    Path folder;

    private Path config;
    private String servers;

    @Test
    void tellsWhatBecameOfEachRecord() throws Exception {
        try (LocalBroker broker = LocalBroker.start(KafkaHome.ofBuild(), folder.resolve("broker"))) {
            servers = broker.bootstrapServers();
            broker.createTopic("orders", 1);
            broker.createTopic("orders-dlq", 1);
            config = writeConfig();
            produceOrders();
            commit(4);

            JsonNode delivered = trace(ExitCode.OK, "--partition", "0", "--offset", "0");
            JsonNode skipped = trace(ExitCode.OK, "--partition", "0", "--offset", "1");
            JsonNode rejected = trace(ExitCode.FOUND, "--partition", "0", "--offset", "2");
            JsonNode waiting = trace(ExitCode.OK, "--partition", "0", "--offset", "4");
            JsonNode byId = trace(ExitCode.OK, "--event-id", "o-3");
            JsonNode otherGroup =
                    trace(ExitCode.FOUND, "--partition", "0", "--offset", "0", "--group", "connect-other");
            CommandRun missing = run("--event-id", "o-99");
            CommandRun text = run("--partition", "0", "--offset", "2");
            CommandRun shown = run("--partition", "0", "--offset", "0", "--show-record");

            assertThat(delivered.path("conclusion").asText()).isEqualTo("delivered");
            assertThat(delivered.at("/events/0/event_id").asText()).isEqualTo("o-0");
            assertThat(delivered.at("/events/0/ad_account_id").asText()).isEqualTo("549755885175");
            assertThat(delivered.at("/group/committed").asLong()).isEqualTo(4);
            assertThat(skipped.path("conclusion").asText()).isEqualTo("skipped");
            assertThat(rejected.path("conclusion").asText()).isEqualTo("rejected");
            assertThat(rejected.path("why").asText()).startsWith("Pinterest rejected it");
            assertThat(rejected.at("/dead_letter_queue/entry/position").asText())
                    .isEqualTo("orders-dlq-0@0");
            assertThat(waiting.path("conclusion").asText()).isEqualTo("still waiting");
            assertThat(byId.path("position").asText()).isEqualTo("orders-0@3");
            assertThat(otherGroup.path("conclusion").asText()).isEqualTo("unknown");
            assertThat(missing.code()).isEqualTo(ExitCode.FOUND);
            assertThat(missing.err()).contains("None of the 5 records");
            assertThat(text.out())
                    .startsWith("orders-0@2: rejected: Pinterest rejected it")
                    .contains("email: a string of length 26")
                    .contains("mapping.user_data.em = email")
                    .doesNotContain(EMAIL);
            assertThat(shown.out()).contains(EMAIL);
        }
    }

    private JsonNode trace(int code, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--output", "json"));
        CommandRun ran = run(all.toArray(String[]::new));
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(code);
        assertThat(ran.out()).doesNotContain(EMAIL);
        return JSON.readTree(ran.out());
    }

    private CommandRun run(String... options) {
        List<String> call = new ArrayList<>(
                List.of("trace", "--config", config.toString(), "--bootstrap-server", servers, "--topic", "orders"));
        call.addAll(List.of(options));
        return CommandRun.of("", call.toArray(String[]::new));
    }

    private Path writeConfig() throws Exception {
        Map<String, String> properties = Map.ofEntries(
                Map.entry("name", "pins"),
                Map.entry("topics", "orders"),
                Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("value.converter.schemas.enable", "false"),
                Map.entry("pinterest.ad.account.id", "549755885175"),
                Map.entry("errors.tolerance", "all"),
                Map.entry("errors.deadletterqueue.topic.name", "orders-dlq"),
                Map.entry("filter", "status = 'PAID'"),
                Map.entry("mapping.event_name", "'checkout'"),
                Map.entry("mapping.action_source", "'web'"),
                Map.entry("mapping.event_time", "$timestamp"),
                Map.entry("mapping.event_id", "id"),
                Map.entry("mapping.user_data.em", "email"));
        return Files.writeString(folder.resolve("config.json"), JSON.writeValueAsString(properties));
    }

    /** The record at offset 1 is not paid, and the one at offset 2 is in the dead letter queue. */
    private void produceOrders() throws Exception {
        long old = Instant.now().minusSeconds(30L * 24 * 3600).toEpochMilli();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 5; i++) {
                String status = i == 1 ? "OPEN" : "PAID";
                String value = "{\"id\":\"o-" + i + "\",\"status\":\"" + status + "\",\"email\":\"" + EMAIL + "\"}";
                producer.send(new ProducerRecord<>("orders", 0, old + i, "k", value))
                        .get();
            }
            ProducerRecord<String, String> letter = new ProducerRecord<>("orders-dlq", 0, old + 2, "k", "{}");
            Map.of(
                            "topic", "orders",
                            "partition", "0",
                            "offset", "2",
                            "connector.name", "pins",
                            "exception.class.name", "io.github.pinsink.errant.ErrantRecordException",
                            "exception.message", "Pinterest rejected it")
                    .forEach((name, text) ->
                            letter.headers().add("__connect.errors." + name, text.getBytes(StandardCharsets.UTF_8)));
            producer.send(letter).get();
        }
    }

    private void commit(long offset) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", "connect-pins"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.commitSync(Map.of(new TopicPartition("orders", 0), new OffsetAndMetadata(offset)));
        }
    }
}
