package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.conventions.ExampleConfig;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.PinterestSimulator;
import io.github.pinsink.sandbox.PluginArchive;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery from a topic to the API, with the connector's archive installed on a worker. */
@Tag("worker")
class DeliveryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "pina_sandbox_token_of_this_test";
    private static final String CONNECTOR = "orders";
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private LocalBroker broker;
    private LocalWorker worker;
    private PinterestSimulator pinterest;

    private final Set<String> valid = new HashSet<>();
    private int invalid;
    private int produced;

    @BeforeEach
    void start() throws Exception {
        pinterest = PinterestSimulator.start(TOKEN);
        KafkaHome kafka = KafkaHome.ofBuild();
        broker = LocalBroker.start(kafka, folder.resolve("broker"));
        broker.createTopic("orders", 4);
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), plugins);
        Files.writeString(folder.resolve("pinterest.properties"), "token=" + TOKEN + "\n");
        worker = LocalWorker.start(
                kafka, folder.resolve("worker"), plugins, broker.bootstrapServers(), LocalWorker.Options.STANDARD);
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.close();
        }
        if (broker != null) {
            broker.close();
        }
        pinterest.close();
    }

    @Test
    void deliversEachValidRecordOnceAndWritesEachInvalidOneToTheDeadLetterQueue() throws Exception {
        produce(20_000);
        deploy();
        awaitAllCommitted();

        List<String> ids = pinterest.acceptedIds();
        assertThat(new HashSet<>(ids)).isEqualTo(valid);
        assertThat(ids).as("events delivered without a fault").hasSize(valid.size());
        Map<String, Integer> reasons = deadLetters();
        assertThat(reasons.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(invalid);
        assertThat(reasons.keySet())
                .allSatisfy(reason -> assertThat(reason)
                        .contains("Record cannot be converted to a Pinterest event")
                        .doesNotContain("@", "Doe"));
        assertNoPersonalValueIsSentOrLogged();
        assertThat(pinterest.calls().size()).isLessThan(valid.size() / 100);
    }

    @Test
    void losesNoDataWhenTheWorkerIsKilled() throws Exception {
        pinterest.injectFault(new Fault.Latency(Duration.ofMillis(100)));
        produce(20_000);
        deploy();
        Await.until(
                "3,000 events are delivered",
                TIMEOUT,
                () -> pinterest.accepted().size() > 3_000);
        worker.kill();
        worker.restart();
        awaitAllCommitted();

        assertThat(new HashSet<>(pinterest.acceptedIds())).isEqualTo(valid);
    }

    @Test
    void retriesThroughAnOutageThrottlingDeniedAccessAndProxyErrorsWithoutErrantRecordsOrAFailedTask()
            throws Exception {
        pinterest.injectFault(new Fault.ServiceUnavailable(), Duration.ofSeconds(5));
        pinterest.injectFault(new Fault.Throttle(2), 3);
        pinterest.injectFault(new Fault.Unauthorized(), 2);
        pinterest.injectFault(new Fault.Forbidden(), 2);
        pinterest.injectFault(new Fault.Reject(302, "this way"), 1);
        pinterest.injectFault(new Fault.ProxyPage(400), 2);
        pinterest.injectFault(new Fault.ProxyPage(422), 2);
        produce(5_000);
        deploy();
        Await.until("both tasks have joined the group", TIMEOUT, () -> members().size() == 2);
        Set<String> joined = members();
        awaitAllCommitted();

        assertThat(new HashSet<>(pinterest.acceptedIds())).isEqualTo(valid);
        assertThat(pinterest.acceptedIds()).hasSize(valid.size());
        assertThat(members()).as("members of the consumer group").isEqualTo(joined);
        assertThat(pinterest.responsesByStatus()).containsKeys(200, 302, 400, 401, 403, 422, 429, 503);
        assertThat(Files.readString(worker.log()))
                .as("the log line about denied access")
                .contains("Pinterest denies access: Pinterest rejects the token (401: Authentication failed.). Set"
                        + " pinterest.access.token to a valid conversion token");
        assertThat(deadLetters().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(invalid);
        assertThat(worker.rest().status(CONNECTOR).path("tasks").findValuesAsText("state"))
                .containsOnly("RUNNING");
    }

    @Test
    void reportsEachConfigErrorAtItsKey() throws Exception {
        Map<String, String> config = config();
        config.remove("pinterest.access.token");
        config.put("pinterest.ad.account.id", "my account");
        config.put("mapping.user_data.em", "customer.email [");
        config.put("mapping.user_data.emial", "customer.email");
        config.remove("mapping.event_time");
        Map<String, String> errors = new TreeMap<>();
        for (JsonNode entry : worker.rest().validate(config).path("configs")) {
            JsonNode value = entry.path("value");
            if (!value.path("errors").isEmpty()) {
                errors.put(value.path("name").asText(), value.path("errors").toString());
            }
        }
        assertThat(errors.keySet())
                .containsExactlyInAnyOrder(
                        "pinterest.access.token",
                        "pinterest.ad.account.id",
                        "mapping.user_data.em",
                        "mapping.user_data.emial",
                        "mapping.event_time");
        assertThat(errors.get("mapping.user_data.em")).contains("position");
        assertThat(errors.get("mapping.user_data.emial")).contains("Did you mean mapping.user_data.em?");
    }

    private Map<String, String> config() {
        Map<String, String> config =
                new LinkedHashMap<>(ExampleConfig.named("web-shop-orders.json").config());
        config.put("name", CONNECTOR);
        config.put("pinterest.api.url", pinterest.url());
        config.put("pinterest.access.token", "${file:" + folder.resolve("pinterest.properties") + ":token}");
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        return config;
    }

    private void deploy() throws Exception {
        worker.rest().put(CONNECTOR, config());
        worker.rest().waitUntilRunning(CONNECTOR, 2, TIMEOUT);
    }

    /** One in ten is invalid for one of three reasons, and one in ten is not paid and therefore filtered. */
    private void produce(int count) throws Exception {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "20", "batch.size", "131072");
        String now = Instant.now().minusSeconds(60).toString();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                boolean isInvalid = i % 10 == 3;
                boolean paid = i % 10 != 7;
                String id = "order-" + i;
                Map<String, Object> customer = new HashMap<>(Map.of(
                        "first_name", "Jane", "last_name", "Doe-" + i, "city", "Berlin", "zip", "10115", "id", i));
                customer.put("email", "jane.doe." + i + "@example.com");
                Map<String, Object> order = new HashMap<>(Map.of(
                        "order_id",
                        id,
                        "status",
                        paid ? "PAID" : "OPEN",
                        "created_at",
                        now,
                        "currency",
                        "EUR",
                        "total_cents",
                        1000 + i,
                        "customer",
                        customer,
                        "items",
                        List.of(Map.of("sku", "S-" + i % 50, "name", "Lamp", "price", 10.5, "qty", 2))));
                if (isInvalid) {
                    switch (i / 10 % 3) {
                        case 0 -> customer.remove("email");
                        case 1 -> order.put("created_at", "2020-01-01T00:00:00Z");
                        default -> order.remove("created_at");
                    }
                    invalid++;
                } else if (paid) {
                    valid.add(id);
                }
                producer.send(new ProducerRecord<>("orders", i % 4, null, JSON.writeValueAsString(order)));
            }
        }
        produced += count;
    }

    private void awaitAllCommitted() {
        Await.until("all offsets are committed", TIMEOUT, () -> committed() == produced);
    }

    private Set<String> members() {
        String group = "connect-" + CONNECTOR;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin
                    .describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get(10, TimeUnit.SECONDS)
                    .members()
                    .stream()
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.toSet());
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("could not list the members of the group " + group, e);
        }
    }

    private long committed() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets("connect-" + CONNECTOR)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS);
            return offsets.values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("could not list the committed offsets", e);
        }
    }

    /** Counts the dead letters by the message in their header, with its numbers replaced. */
    private Map<String, Integer> deadLetters() {
        Map<String, Integer> reasons = new TreeMap<>();
        Set<String> origins = new HashSet<>();
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("orders-pinterest-dlq").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> deadLetter : consumer.poll(Duration.ofSeconds(1))) {
                    String reason = new String(
                            deadLetter
                                    .headers()
                                    .lastHeader("__connect.errors.exception.message")
                                    .value(),
                            StandardCharsets.UTF_8);
                    // A write that is confirmed before the worker's reporter returns is repeated.
                    if (origins.add(header(deadLetter, "partition") + "@" + header(deadLetter, "offset"))) {
                        reasons.merge(reason.replaceAll("\\d+", "#"), 1, Integer::sum);
                    }
                }
            }
        }
        return reasons;
    }

    private static String header(ConsumerRecord<byte[], byte[]> deadLetter, String name) {
        return new String(
                deadLetter.headers().lastHeader("__connect.errors." + name).value(), StandardCharsets.UTF_8);
    }

    private void assertNoPersonalValueIsSentOrLogged() {
        String log;
        try {
            log = Files.readString(worker.log());
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String personal : List.of("@example.com", "Doe-", "Jane", TOKEN)) {
            assertThat(pinterest.hasRequestContaining(personal))
                    .as("a request contains " + personal)
                    .isFalse();
            assertThat(log.contains(personal))
                    .as("the worker's log contains " + personal)
                    .isFalse();
        }
    }
}
