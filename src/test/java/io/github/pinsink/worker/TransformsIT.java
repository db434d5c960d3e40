package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.conventions.ExampleConfig;
import io.github.pinsink.sandbox.AcceptedEvent;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalWorker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector behind Kafka's own transforms, on a worker that allows only the client overrides of the examples. */
@Tag("worker")
class TransformsIT {
    /** As in docs/platforms.md: without the prefix of the client. */
    private static final String ALLOWED_OVERRIDES = "linger.ms,max.block.ms";

    private static final List<String> TOPICS = List.of("orders-eu", "orders-us");
    private static final int ORDERS = 10;
    /** Cannot be mapped. */
    private static final int INVALID = 3;
    /** Removed by the transform; the last record is among them. */
    private static final List<Integer> TESTS = List.of(5, 9);

    private static final int DELIVERED = TOPICS.size() * (ORDERS - 1 - TESTS.size());

    @TempDir
    static Path folder;

    private static Installation installation;

    @BeforeAll
    static void install() {
        installation = Installation.start(
                KafkaHome.ofBuild(),
                folder,
                LocalWorker.Options.STANDARD.withExtra(Map.of(
                        "connector.client.config.override.policy",
                        "Allowlist",
                        "connector.client.config.override.allowlist",
                        ALLOWED_OVERRIDES)));
    }

    @AfterAll
    static void uninstall() {
        installation.close();
    }

    @Test
    void theExamplesNeedTheAllowedOverridesAndNoOthers() {
        Collection<String> needed = ExampleConfig.all().stream()
                .flatMap(example -> example.config().keySet().stream())
                .filter(key -> key.contains(".override."))
                .map(key -> key.replaceFirst(".*\\.override\\.", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(String.join(",", needed)).isEqualTo(ALLOWED_OVERRIDES);
        for (ExampleConfig example : ExampleConfig.all()) {
            Map<String, String> config = installation.config(example.file());
            // This worker has no converters that use a schema registry.
            config.keySet().removeIf(key -> key.startsWith("value.converter."));
            config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
            assertThat(errors(config)).as(example.file()).isEmpty();
        }
        Map<String, String> more = installation.config("web-shop-orders.json");
        more.put("consumer.override.max.poll.records", "1000");
        assertThat(errors(more))
                .singleElement()
                .asString()
                .contains("'Allowlist' policy does not allow 'max.poll.records' to be overridden");
    }

    /** Event ids, dead letters and offsets refer to the topic before RegexRouter, and keys for a topic to the one after it. */
    @Test
    void keepsTheOriginalPositionsOfRecordsThatTransformsRenameAndRemove() throws Exception {
        TOPICS.forEach(topic -> installation.broker.createTopic(topic, 1));
        produce();

        Map<String, String> plain = config("plain");
        installation.deploy(plain);
        Map<String, JsonNode> expected = delivered(0, DELIVERED + TOPICS.size() * TESTS.size());
        installation.worker.rest().delete("plain");

        Map<String, String> routed = config("routed");
        routed.putAll(Map.of(
                "transforms", "route,removeTests",
                "transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter",
                "transforms.route.regex", "orders-.*",
                "transforms.route.replacement", "shop-orders",
                "transforms.removeTests.type", "org.apache.kafka.connect.transforms.Filter",
                "transforms.removeTests.predicate", "isTest",
                "predicates", "isTest",
                "predicates.isTest.type", "org.apache.kafka.connect.transforms.predicates.HasHeaderKey",
                "predicates.isTest.name", "test",
                "topic.shop-orders.mapping.custom_data.content_brand", "$topic"));
        installation.deploy(routed);
        Map<String, JsonNode> events = delivered(expected.size(), DELIVERED);

        assertThat(events).doesNotContainKeys("orders-eu-5", "orders-us-9");
        assertThat(events)
                .allSatisfy((order, event) -> assertThat(event.get("event_id"))
                        .as(order)
                        .isEqualTo(expected.get(order).get("event_id")));
        assertThat(events.values())
                .allSatisfy(event -> assertThat(
                                event.at("/custom_data/content_brand").textValue())
                        .isEqualTo("shop-orders"));
        assertThat(installation.read("routed-dlq", TOPICS.size()))
                .extracting(TransformsIT::origin)
                .containsExactlyInAnyOrder("orders-eu-0-" + INVALID, "orders-us-0-" + INVALID);
        Await.until(
                "the offsets behind the last records are committed, which the transform removes",
                Installation.TIMEOUT,
                () -> TOPICS.stream().allMatch(topic -> committed("connect-routed", topic) == ORDERS));
        installation.worker.rest().delete("routed");
    }

    private static Map<String, String> config(String name) {
        Map<String, String> config = installation.config("web-shop-orders.json");
        config.put("name", name);
        config.put("topics", String.join(",", TOPICS));
        config.put("tasks.max", "1");
        // So that the connector derives the ids from the positions.
        config.remove("mapping.event_id");
        config.put("errors.deadletterqueue.topic.name", name + "-dlq");
        return config;
    }

    private static void produce() {
        String time = Instant.now().minusSeconds(60).toString();
        String order = ExampleConfig.named("web-shop-orders.json")
                .record()
                .replaceAll("\\s*\n\\s*", "")
                .replace("2025-11-13T02:13:20Z", time);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", installation.broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String topic : TOPICS) {
                for (int i = 0; i < ORDERS; i++) {
                    String value = order.replace("order-1004", topic + "-" + i);
                    ProducerRecord<String, String> record =
                            new ProducerRecord<>(topic, i == INVALID ? value.replace("created_at", "created") : value);
                    if (TESTS.contains(i)) {
                        record.headers().add("test", new byte[0]);
                    }
                    producer.send(record);
                }
            }
        }
    }

    /** The events that were accepted after the first ones, by order. */
    private static Map<String, JsonNode> delivered(int before, int events) throws IOException {
        installation.awaitDelivered(before + events);
        List<AcceptedEvent> accepted = installation.pinterest.accepted();
        Map<String, JsonNode> byOrder = new TreeMap<>();
        for (AcceptedEvent event : accepted.subList(before, accepted.size())) {
            JsonNode json = new ObjectMapper().readTree(event.json());
            byOrder.put(json.at("/custom_data/order_id").textValue(), json);
        }
        assertThat(byOrder).hasSize(events);
        return byOrder;
    }

    private static String origin(ConsumerRecord<String, String> deadLetter) {
        return Stream.of("topic", "partition", "offset")
                .map(name -> new String(
                        deadLetter
                                .headers()
                                .lastHeader("__connect.errors." + name)
                                .value(),
                        StandardCharsets.UTF_8))
                .collect(Collectors.joining("-"));
    }

    private static long committed(String group, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", installation.broker.bootstrapServers()))) {
            var offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, 0));
            return offset == null ? 0 : offset.offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> errors(Map<String, String> config) {
        return installation.worker.rest().validate(config).findValues("errors").stream()
                .filter(errors -> !errors.isEmpty())
                .map(JsonNode::toString)
                .toList();
    }
}
