package io.github.pinsink.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.PluginArchive;
import io.github.pinsink.tools.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with the config of a running connector and the records of its topic. */
@Tag("worker")
class RunningConnectorIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONNECTOR = "orders";
    private static final int RECORDS = 12_000;

    @TempDir
    Path folder;

    private Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.github.pinsink.PinterestConversionsSinkConnector");
        config.put("topics", "orders");
        config.put("pinterest.ad.account.id", "549755885175");
        config.put("pinterest.access.token", "${file:" + folder.resolve("pinterest.properties") + ":token}");
        // Nothing listens there.
        config.put("pinterest.api.url", "http://127.0.0.1:9/v5");
        config.put("mapping.event_name", "'checkout'");
        config.put("mapping.action_source", "'web'");
        config.put("mapping.event_time", "$timestamp");
        config.put("mapping.user_data.em", "mail");
        config.put("mapping.custom_data.value", "total");
        return config;
    }

    private static void produce(String bootstrapServers) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                String value = "{\"mail\": \"planted" + i + "@example.com\", \"total\": " + (i % 4) + "}";
                producer.send(new ProducerRecord<>("orders", i % 3, null, value));
            }
        }
    }

    @Test
    void readTheConfigOfTheConnectorAndTheNewestRecordsOfItsTopic() throws Exception {
        Files.writeString(folder.resolve("pinterest.properties"), "token=planted_token\n");
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), plugins);
        Map<String, String> changed = config();
        changed.put("filter", "total > 0");
        changed.put("mapping.custom_data.value", "total * 2");
        changed.put("batch.max.events", "200");
        Path file = Files.writeString(folder.resolve("new.json"), JSON.writeValueAsString(changed));
        KafkaHome kafka = KafkaHome.ofBuild();
        try (LocalBroker broker = LocalBroker.start(kafka, folder.resolve("broker"))) {
            broker.createTopic("orders", 3);
            produce(broker.bootstrapServers());
            try (LocalWorker worker = LocalWorker.start(
                    kafka,
                    folder.resolve("worker"),
                    plugins,
                    broker.bootstrapServers(),
                    LocalWorker.Options.STANDARD)) {
                worker.rest().put(CONNECTOR, config());
                String url = worker.url().toString();

                showsThePlan(CommandRun.of(
                        "",
                        "plan",
                        "--worker",
                        url,
                        "--connector",
                        CONNECTOR,
                        file.toString(),
                        "--bootstrap-server",
                        broker.bootstrapServers(),
                        "--output",
                        "json"));
                showsTheStatement(
                        CommandRun.of("", "privacy", "--worker", url, "--connector", CONNECTOR, "--output", "json"));
                showsTheCoverage(CommandRun.of(
                        "",
                        "coverage",
                        "--worker",
                        url,
                        "--connector",
                        CONNECTOR,
                        "--bootstrap-server",
                        broker.bootstrapServers(),
                        "--sample",
                        "--max-records",
                        "600",
                        "--output",
                        "json"));
                tellsTheStory(CommandRun.of("", exampleOfTrace(url, broker.bootstrapServers())));
            }
        }
    }

    private static void showsThePlan(CommandRun run) throws Exception {
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.CHANGED);
        JsonNode plan = JSON.readTree(run.out());
        assertThat(plan.get("old").asText()).isEqualTo("connector orders");
        // The share of each partition is rounded up.
        assertThat(plan.at("/records/total").asLong()).isBetween(10_000L, 10_002L);
        long skipped = plan.at("/records/new/skipped").asLong();
        assertThat(skipped).isBetween(2_499L, 2_502L);
        assertThat(plan.at("/events/vanishing/events").asLong()).isEqualTo(skipped);
        assertThat(plan.at("/fields/0/changed/events").asLong())
                .isEqualTo(plan.at("/events/new").asLong());
        assertThat(plan.get("config").findValuesAsText("key"))
                .containsExactly("batch.max.events", "filter", "mapping.custom_data.value");
        assertThat(run.out() + run.err()).doesNotContain("planted");
    }

    private static void showsTheStatement(CommandRun run) throws Exception {
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(JSON.readTree(run.out()).get("connector").asText()).isEqualTo(CONNECTOR);
        assertThat(run.out()).doesNotContain("planted");
    }

    private static void showsTheCoverage(CommandRun run) throws Exception {
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        JsonNode coverage = JSON.readTree(run.out());
        assertThat(coverage.get("events").asLong()).isEqualTo(600);
        assertThat(coverage.at("/event_names/checkout/signals/user_data.em/percent")
                        .asInt())
                .isEqualTo(100);
        assertThat(run.out()).doesNotContain("planted");
    }

    /** The example in the help of the command, with the addresses of this test. */
    private static String[] exampleOfTrace(String url, String bootstrapServers) {
        String example = String.join(
                        " ",
                        Pinsink.commandLine(CommandRun.silentTerminal())
                                .getSubcommands()
                                .get("trace")
                                .getCommandSpec()
                                .usageMessage()
                                .footer())
                .replace("\\", "");
        return example.replace("http://localhost:8083", url)
                .replace("--connector pinterest", "--connector " + CONNECTOR)
                .replace("localhost:9092", bootstrapServers)
                .strip()
                .replaceFirst("^bin/pinsink ", "")
                .split("\\s+");
    }

    /** Nothing listens at the address of the API, so the record waits. The connector may not have committed anything yet. */
    private static void tellsTheStory(CommandRun run) {
        assertThat(run.err()).doesNotContain("pinsink trace:");
        assertThat(run.out().lines().findFirst().orElseThrow())
                .matches(
                        "orders-0@17: (still waiting|unknown: consumer group connect-orders has committed no offset).*");
        assertThat(run.out()).contains("ad account 549755885175").doesNotContain("planted");
    }
}
