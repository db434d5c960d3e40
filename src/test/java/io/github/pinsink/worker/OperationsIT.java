package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.conventions.ExampleConfig;
import io.github.pinsink.sandbox.AcceptedEvent;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.ReceivedRequest;
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

/** What docs/operations.md tells an operator to do, done on a real worker. */
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
    void everyExampleIsAcceptedByValidation() {
        for (ExampleConfig example : ExampleConfig.all()) {
            Map<String, String> config = installation.config(example.file());
            // What this worker does not have: converters of other makers, which need a registry.
            config.keySet().removeIf(key -> key.startsWith("value.converter."));
            config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
            config.put("validate.credentials", "true");
            JsonNode found = installation.worker.rest().validate(config);
            assertThat(found.path("error_count").asInt())
                    .as(example + ": " + errors(found))
                    .isZero();
        }
        assertThat(installation.pinterest.calls().stream().filter(ReceivedRequest::test))
                .isNotEmpty()
                .allMatch(call -> call.events() == 0);
        assertThat(installation.pinterest.tested()).isEmpty();
    }

    /** Pinterest refuses what it takes later: the event that comes from the dead letter queue is the one it refused. */
    @Test
    void deadLettersThatAreReplayedKeepTheirEventIds() {
        Map<String, String> config = installation.config("web-shop-orders.json");
        config.put("topics", "replayed-orders");
        config.put("name", "before");
        config.put("tasks.max", "1");
        config.put("errors.deadletterqueue.topic.name", "replayed-orders-dlq");
        // The ids that the connector makes, not those of the orders.
        config.remove("mapping.event_id");
        installation.broker.createTopic("replayed-orders", 3);
        installation.pinterest.misbehave(new Fault.FailEvents(event -> true, "not today"));
        installation.produce("replayed-orders", orders());
        installation.deploy(config);

        List<ConsumerRecord<String, String>> letters = installation.read("replayed-orders-dlq", ORDERS);
        assertThat(letters).hasSize(ORDERS);
        installation.pinterest.behave();
        installation.worker.rest().delete("before");

        // The same records once more, from their topic: the ids they are to have.
        Map<String, String> again = new TreeMap<>(config);
        again.put("name", "witness");
        again.put("consumer.override.auto.offset.reset", "earliest");
        int before = installation.pinterest.accepted().size();
        installation.deploy(again);
        installation.awaitDelivered(before + ORDERS);
        installation.worker.rest().delete("witness");
        List<AcceptedEvent> witnessed = installation.pinterest.accepted().subList(before, before + ORDERS);

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
                        witnessed.stream().map(AcceptedEvent::eventId).toList()));
    }

    @Test
    void offsetsAreResetOverRest() {
        Map<String, String> config = installation.config("web-shop-orders.json");
        config.put("topics", "reset-orders");
        config.put("name", "reset");
        config.put("tasks.max", "1");
        config.put("errors.deadletterqueue.topic.name", "reset-orders-dlq");
        installation.broker.createTopic("reset-orders", 2);
        installation.produce("reset-orders", orders());
        int before = installation.pinterest.accepted().size();
        installation.deploy(config);
        installation.awaitDelivered(before + ORDERS);

        installation.worker.rest().stop("reset");
        Await.until(
                "the connector to stop",
                Installation.LIMIT,
                () -> installation
                        .worker
                        .rest()
                        .status("reset")
                        .at("/connector/state")
                        .asText()
                        .equals("STOPPED"));
        assertThat(installation.worker.rest().resetOffsets("reset")).contains("successfully");
        installation.worker.rest().resume("reset");
        installation.awaitDelivered(before + 2 * ORDERS);
        installation.worker.rest().delete("reset");
    }

    /** Who may call the worker may ask it anything; it has to have an answer, and keep its secrets. */
    @Test
    void validationAnswersAnyConfigAndSendsTheTokenNowhereElse() {
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
    void aConnectorWithNullInItsConfigIsRefused() {
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

    private static Map<String, String> errors(JsonNode found) {
        Map<String, String> errors = new TreeMap<>();
        for (JsonNode one : found.path("configs")) {
            if (!one.at("/value/errors").isEmpty()) {
                errors.put(
                        one.at("/value/name").asText(), one.at("/value/errors").toString());
            }
        }
        return errors;
    }
}
