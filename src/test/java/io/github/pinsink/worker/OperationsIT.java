package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.PinterestConversionsSinkConnector;
import io.github.pinsink.conventions.ExampleConfig;
import io.github.pinsink.sandbox.AcceptedEvent;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The procedures of docs/operations.md on a worker. */
@Tag("worker")
class OperationsIT {
    private static final int ORDERS = 40;

    @TempDir
    static Path folder;

    private static Installation installation;

    @BeforeAll
    static void install() {
        installation = Installation.start(
                KafkaHome.ofBuild(),
                folder,
                LocalWorker.Options.STANDARD.withJvmOptions("-Dpinsink.validate.allowed.hosts=127.0.0.1"));
    }

    @AfterAll
    static void uninstall() {
        installation.close();
    }

    @Test
    void validatesEachExampleWithoutErrors() {
        for (ExampleConfig example : ExampleConfig.all()) {
            Map<String, String> config = installation.config(example.file());
            // This worker has no converters that use a schema registry.
            config.keySet().removeIf(key -> key.startsWith("value.converter."));
            config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
            config.put("validate.credentials", "true");
            JsonNode validation = installation.worker.rest().validate(config);
            assertThat(validation.path("error_count").asInt())
                    .as(example + ": " + errors(validation))
                    .isZero();
        }
        assertThat(installation.pinterest.calls().stream().filter(ReceivedRequest::isTestMode))
                .isNotEmpty()
                .allMatch(call -> call.events() == 0);
        assertThat(installation.pinterest.acceptedInTestMode()).isEmpty();
    }

    /** Pinterest rejects events and accepts them later; a replay from the dead letter queue sends them with the same ids. */
    @Test
    void replaysDeadLettersWithTheirOriginalEventIds() {
        Map<String, String> config = config("before", "replayed-orders", 3);
        // So that the connector generates the ids.
        config.remove("mapping.event_id");
        installation.pinterest.injectFault(new Fault.FailEvents(event -> true, "not today"));
        installation.produce("replayed-orders", orders());
        installation.deploy(config);

        List<ConsumerRecord<String, String>> deadLetters = installation.read("replayed-orders-dlq", ORDERS);
        assertThat(deadLetters).hasSize(ORDERS);
        installation.pinterest.clearFaults();
        installation.worker.rest().delete("before");

        // Another connector delivers the same records from their topic, for the expected ids.
        Map<String, String> original = new TreeMap<>(config);
        original.put("name", "original");
        original.put("consumer.override.auto.offset.reset", "earliest");
        int before = installation.pinterest.accepted().size();
        installation.deploy(original);
        installation.awaitDelivered(before + ORDERS);
        installation.worker.rest().delete("original");
        List<AcceptedEvent> expected = installation.pinterest.accepted().subList(before, before + ORDERS);

        Map<String, String> replay = new TreeMap<>(config);
        replay.put("name", "replay");
        replay.put("topics", "replayed-orders-dlq");
        replay.put("dead.letter.topics", "replayed-orders-dlq");
        replay.put("errors.deadletterqueue.topic.name", "replayed-orders-dlq-again");
        installation.deploy(replay);
        installation.awaitDelivered(before + 2 * ORDERS);
        List<AcceptedEvent> replayed = installation.pinterest.accepted().subList(before + ORDERS, before + 2 * ORDERS);
        installation.worker.rest().delete("replay");

        assertThat(new HashSet<>(replayed.stream().map(AcceptedEvent::eventId).toList()))
                .hasSize(ORDERS)
                .isEqualTo(new HashSet<>(
                        expected.stream().map(AcceptedEvent::eventId).toList()));
    }

    @Test
    void resetsOffsetsOverTheRestApi() {
        Map<String, String> config = config("reset", "reset-orders", 2);
        installation.produce("reset-orders", orders());
        int before = installation.pinterest.accepted().size();
        installation.deploy(config);
        installation.awaitDelivered(before + ORDERS);

        installation.worker.rest().stop("reset");
        Await.until("the connector is stopped", Installation.TIMEOUT, () -> hasState("reset", "STOPPED"));
        assertThat(installation.worker.rest().resetOffsets("reset")).contains("successfully");
        installation.worker.rest().resume("reset");
        installation.awaitDelivered(before + 2 * ORDERS);
        installation.worker.rest().delete("reset");
    }

    @Test
    void createsAConnectorStoppedAndWithAPinnedVersion() {
        String version = new PinterestConversionsSinkConnector().version();
        Map<String, String> config = config("stopped", "stopped-orders", 1);
        config.put("connector.plugin.version", "[" + version + "]");
        installation.produce("stopped-orders", orders());
        int before = installation.pinterest.accepted().size();
        installation.worker.rest().create("stopped", config, "STOPPED");
        Await.until("the connector is stopped", Installation.TIMEOUT, () -> hasState("stopped", "STOPPED"));
        assertThat(installation.worker.rest().status("stopped").path("tasks")).isEmpty();

        installation.worker.rest().resume("stopped");
        installation.awaitDelivered(before + ORDERS);
        assertThat(installation
                        .worker
                        .rest()
                        .status("stopped")
                        .at("/connector/version")
                        .asText())
                .isEqualTo(version);
        installation.worker.rest().delete("stopped");

        config.put("connector.plugin.version", "[99.0,100.0)");
        assertThat(installation.worker.rest().validate(config).toString()).contains("99.0");
    }

    private static boolean hasState(String connector, String state) {
        return installation
                .worker
                .rest()
                .status(connector)
                .at("/connector/state")
                .asText()
                .equals(state);
    }

    /** A mapping that fits no record: the log says so within a minute, with few lines, and no record is lost. */
    @Test
    void logsWhyEveryRecordIsRejected() {
        Map<String, String> config = rejecting("logged", "rejected-orders");
        config.put("max.rejected.records", "-1");
        installation.produce("rejected-orders", many(3_000));
        installation.deploy(config);
        awaitLog("Rejected record rejected-orders-");
        assertThat(installation.read("logged-dlq", 3_000)).hasSize(3_000);
        assertThat(log().filter(line -> line.contains("rejected-orders")))
                .hasSizeLessThan(50)
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "WARN",
                                "missing-field",
                                "event_time",
                                "expression mapping.event_time=createdAt",
                                "logged-dlq"));
        installation.worker.rest().delete("logged");
    }

    /** The same with the limit: the task fails with the reason before the topic is in the dead letter queue. */
    @Test
    void failsATaskWhoseMappingRejectsEveryRecord() {
        Map<String, String> config = rejecting("limited", "limited-orders");
        installation.produce("limited-orders", many(3_000));
        installation.worker.rest().put("limited", config);
        Await.until(
                "the task fails",
                Installation.TIMEOUT,
                () -> installation.worker.rest().hasFailed("limited"));
        assertThat(installation.worker.rest().status("limited").toString())
                .contains(
                        "The mapping rejects nearly every record, 100 in a row since the task started",
                        "event_time: is required",
                        "expression mapping.event_time=createdAt");
        installation.worker.rest().delete("limited");
        assertThat(installation.read("limited-dlq", 1)).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void logsThatAFilterPassesNothing() {
        Map<String, String> config = config("filtered", "filtered-orders", 1);
        config.put("filter", "status = 'SHIPPED'");
        installation.produce("filtered-orders", many(1_500));
        installation.deploy(config);
        awaitLog("The filter of topic filtered-orders was not true for any of the last 1000 records");
        installation.worker.rest().delete("filtered");
    }

    private static Map<String, String> rejecting(String name, String topic) {
        Map<String, String> config = config(name, topic, 1);
        config.put("mapping.event_time", "createdAt");
        config.put("errors.deadletterqueue.topic.name", name + "-dlq");
        return config;
    }

    /** The config of a connector of one task, whose topic is created. */
    private static Map<String, String> config(String name, String topic, int partitions) {
        Map<String, String> config = installation.config("web-shop-orders.json");
        config.put("topics", topic);
        config.put("name", name);
        config.put("tasks.max", "1");
        config.put("errors.deadletterqueue.topic.name", topic + "-dlq");
        installation.broker.createTopic(topic, partitions);
        return config;
    }

    private static Stream<String> many(int records) {
        String order = ExampleConfig.named("web-shop-orders.json").record().replaceAll("\\s*\n\\s*", "");
        return IntStream.range(0, records).mapToObj(i -> order);
    }

    private static void awaitLog(String text) {
        Await.until(
                "the worker has logged " + text,
                Installation.TIMEOUT,
                () -> log().anyMatch(line -> line.contains(text)));
    }

    private static Stream<String> log() {
        try {
            return Files.readAllLines(installation.worker.log()).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any client of the REST API can validate any config, so the token must not be sent to a host that a config names. */
    @Test
    void validatesAnyConfigAndSendsTheTokenToNoOtherHost() {
        Map<String, String> config = installation.config("web-shop-orders.json");
        for (String key : List.of(
                "topics",
                "pinterest.access.token",
                "pinterest.api.url",
                "mapping.event_name",
                "filter",
                "transforms",
                "topic.orders.filter",
                "linger.ms",
                "errors.tolerance",
                "topics.regex",
                "no.such.key")) {
            Map<String, String> withNull = new TreeMap<>(config);
            withNull.put(key, null);
            assertThat(installation.worker.rest().validate(withNull).has("error_count"))
                    .as(key)
                    .isTrue();
        }

        Map<String, String> device = new TreeMap<>(config);
        device.put("ssl.truststore.location", "/dev/zero");
        assertThat(errors(installation.worker.rest().validate(device))).containsOnlyKeys("ssl.truststore.location");

        int before = installation.pinterest.calls().size();
        Map<String, String> elsewhere = new TreeMap<>(config);
        elsewhere.put("validate.credentials", "true");
        elsewhere.put("pinterest.api.url", installation.pinterest.url().replace("127.0.0.1", "localhost"));
        assertThat(errors(installation.worker.rest().validate(elsewhere))).containsOnlyKeys("validate.credentials");

        Map<String, String> unresolved = new TreeMap<>(config);
        unresolved.put("validate.credentials", "true");
        unresolved.put("pinterest.access.token", "${vault:secret/pinterest:token}");
        assertThat(errors(installation.worker.rest().validate(unresolved))).containsOnlyKeys("pinterest.access.token");
        assertThat(installation.pinterest.calls()).hasSize(before);
    }

    /** A worker that accepts null for a key fails when it starts the connector. */
    @Test
    void rejectsAConfigWithANullValue() {
        for (String key : List.of("linger.ms", "topic.orders.filter", "errors.tolerance")) {
            Map<String, String> config = installation.config("web-shop-orders.json");
            config.put("name", "with-null");
            config.put(key, null);
            assertThatThrownBy(() -> installation.worker.rest().put("with-null", config))
                    .as(key)
                    .hasMessageContaining(": 400 ")
                    .hasMessageContaining(key + ": expected a string, got null");
        }
    }

    private static Stream<String> orders() {
        String time = Instant.now().minusSeconds(60).toString();
        String order = ExampleConfig.named("web-shop-orders.json").record();
        return IntStream.range(0, ORDERS)
                .mapToObj(i -> order.replaceAll("\\s*\n\\s*", "")
                        .replace("2025-11-13T02:13:20Z", time)
                        .replace("order-1004", "order-" + i));
    }

    private static Map<String, String> errors(JsonNode validation) {
        Map<String, String> errors = new TreeMap<>();
        for (JsonNode entry : validation.path("configs")) {
            if (!entry.at("/value/errors").isEmpty()) {
                errors.put(
                        entry.at("/value/name").asText(),
                        entry.at("/value/errors").toString());
            }
        }
        return errors;
    }
}
