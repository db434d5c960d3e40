package io.github.pinsink.tools.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping for the records of a topic on a real broker. */
@Tag("archive")
class SuggestIT {
    private static final int RECORDS = 700;

    @TempDir
    Path folder;

    @Test
    void proposesAConfigForTheNewestRecordsOfATopic() throws Exception {
        try (LocalBroker broker = LocalBroker.start(KafkaHome.ofBuild(), folder.resolve("broker"))) {
            broker.createTopic("till-receipts", 2);
            produce(broker.bootstrapServers());

            CommandRun run = CommandRun.of(
                    "",
                    "suggest",
                    "--bootstrap-server",
                    broker.bootstrapServers(),
                    "--topic",
                    "till-receipts",
                    "--output",
                    "json");

            assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
            JsonNode report = new ObjectMapper().readTree(run.out());
            assertThat(report.path("records").asInt()).isEqualTo(Samples.MAX_RECORDS);
            assertThat(report.at("/check/send").asInt()).isEqualTo(Samples.MAX_RECORDS);
            assertThat(report.at("/config/topics").asText()).isEqualTo("till-receipts");
            assertThat(report.path("config").path("mapping.event_name").asText())
                    .isEqualTo("'checkout'");
            assertThat(report.path("config").path("mapping.action_source").asText())
                    .isEqualTo("'offline'");
        }
    }

    private static void produce(String servers) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                String value =
                        "{\"receiptNumber\": \"r-" + i + "\", \"register\": 2, \"soldAt\": 1795514400, \"total\": " + i
                                + ".5, \"currency\": \"EUR\", \"member\": {\"email\": \"m" + i + "@example.com\"}}";
                producer.send(new ProducerRecord<>("till-receipts", i % 2, "key", value));
            }
            producer.flush();
        }
    }
}
