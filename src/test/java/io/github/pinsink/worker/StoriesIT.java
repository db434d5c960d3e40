package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.sandbox.AcceptedEvent;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.PluginArchive;
import io.github.pinsink.sandbox.SimulatorProcess;
import io.github.pinsink.sandbox.SimulatorReport;
import io.github.pinsink.sandbox.TopicReader;
import io.github.pinsink.sandbox.chaos.OrderStream;
import io.github.pinsink.sandbox.chaos.OrdersConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operators live through, on two workers of 256 MB. Each story has a topic, a connector and a simulator of its own.
 * Some last longer when {@code pinsink.stories.long} is set.
 */
@Tag("worker")
@Tag("stories")
class StoriesIT {
    private static final String TOKEN = "pina_sandbox_token_of_stories";
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final boolean LONG = Boolean.getBoolean("pinsink.stories.long");
    private static final Duration OUTAGE = LONG ? Duration.ofMinutes(10) : Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static LocalBroker broker;
    private static final List<LocalWorker> WORKERS = new ArrayList<>();

    private SimulatorProcess pinterest;
    private String story;
    private final Map<String, String> config = new LinkedHashMap<>();

    @BeforeAll
    static void startCluster() throws IOException {
        KafkaHome kafka = KafkaHome.ofBuild();
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), plugins);
        broker = LocalBroker.start(kafka, folder.resolve("broker"));
        LocalWorker.Options options =
                LocalWorker.Options.STANDARD.withGroup("stories").withMaxHeap("256m");
        for (int i = 0; i < 2; i++) {
            WORKERS.add(LocalWorker.start(
                    kafka, folder.resolve("worker-" + i), plugins, broker.bootstrapServers(), options));
        }
    }

    @AfterAll
    static void stopCluster() throws IOException {
        WORKERS.forEach(LocalWorker::close);
        if (broker != null) {
            broker.close();
        }
        // The folder is gone after the tests; what happened is in the logs.
        Path kept = Files.createDirectories(Path.of("target", "stories"));
        for (int i = 0; i < WORKERS.size(); i++) {
            Files.copy(WORKERS.get(i).log(), kept.resolve("worker-" + i + ".log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @BeforeEach
    void begin(TestInfo test) throws IOException {
        story = test.getTestMethod().orElseThrow().getName();
        Path own = Files.createDirectories(folder.resolve(story));
        pinterest = SimulatorProcess.checking(own, TOKEN);
        broker.createTopic(story, 4);
        writeToken(TOKEN);
        config.putAll(
                OrdersConnector.config(story, story + "-dead", own.resolve("pinterest.properties"), pinterest.url()));
        config.put("tasks.max", "4");
    }

    @AfterEach
    void end() {
        SimulatorReport report = pinterest.report();
        System.out.println(story + ": " + pinterest.acceptedCount() + " events taken in " + report.calls() + " calls "
                + report.byStatus() + ", " + report.busiestMinute() + " in the busiest minute, workers' heap "
                + WORKERS.stream()
                        .map(worker -> worker.heap().peakMegabytes() + " MB")
                        .toList());
        WORKERS.get(0).rest().delete(story);
        pinterest.close();
    }

    @Test
    void nothingIsSentTwiceByStopsRestartsAndUpdatesUnderLoad() {
        pinterest.takeTime(Duration.ofMillis(100));
        deploy(4);
        try (OrderStream orders = new OrderStream(broker.bootstrapServers(), story, 500, 1)) {
            awaitAccepted(1_000);
            config.put("linger.ms", "200");
            WORKERS.get(1).rest().put(story, config);
            WORKERS.get(1).rest().waitUntilRunning(story, 4, LIMIT);
            awaitAccepted(pinterest.acceptedCount() + 1_000);
            WORKERS.get(0).rest().restart(story);
            WORKERS.get(0).rest().waitUntilRunning(story, 4, LIMIT);
            for (LocalWorker worker : WORKERS) {
                awaitAccepted(pinterest.acceptedCount() + 1_000);
                worker.restart();
                worker.rest().waitUntilRunning(story, 4, LIMIT);
            }
            awaitAccepted(pinterest.acceptedCount() + 1_000);
            orders.end();
            awaitSettled();
            assertDeliveredOnce(orders);
        }
    }

    @Test
    void anOutageUnderLoadNeitherMovesThePartitionsNorFillsTheMemoryNorFailsATask() {
        // A task that were kept in a put for the time of the outage would be thrown out of the group.
        config.put("consumer.override.max.poll.interval.ms", "10000");
        config.put("consumer.override.session.timeout.ms", "6000");
        config.put("retry.backoff.max.ms", "5000");
        config.put("buffer.max.events", "2000");
        deploy(4);
        try (OrderStream orders = new OrderStream(broker.bootstrapServers(), story, 500, 2)) {
            awaitAccepted(500);
            Set<String> members = broker.groupMembers("connect-" + story);
            assertThat(members).hasSize(4);
            pinterest.misbehave(new Fault.ServiceUnavailable(), OUTAGE);
            Await.pass(OUTAGE.plusSeconds(2));
            orders.end();
            awaitSettled();
            assertThat(broker.groupMembers("connect-" + story))
                    .as("the members of the group after the outage")
                    .isEqualTo(members);
            assertThat(WORKERS.get(0).rest().hasFailed(story)).isFalse();
            assertThat(pinterest.report().byStatus()).containsKey(503);
            assertDeliveredOnce(orders);
        }
        for (LocalWorker worker : WORKERS) {
            assertThat(worker.heap().keptMegabytes())
                    .as("megabytes that a worker of 256 MB really keeps")
                    .isLessThan(160);
        }
    }

    @Test
    void fourTasksOnTwoWorkersShareTheRateLimit() {
        int limit = LONG ? 600 : 60;
        config.put("rate.limit.per.minute", Integer.toString(limit));
        config.put("batch.max.events", "10");
        config.put("linger.ms", "50");
        deploy(4);
        try (OrderStream orders = new OrderStream(broker.bootstrapServers(), story, 300, 3)) {
            Await.pass(Duration.ofSeconds(LONG ? 150 : 25));
            orders.end();
            assertThat(pinterest.report().busiestMinute()).isLessThanOrEqualTo(limit);
            assertThat(pinterest.report().calls()).isGreaterThan(limit / 6);
            assertThat(pinterest.report().byStatus()).containsOnlyKeys(200);
        }
    }

    @Test
    void onePoisonousEventInEachOfTwentyBatchesCostsOnlyItself() throws Exception {
        pinterest.refuseWhole(OrderStream.POISON);
        Set<String> good = new HashSet<>();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 20_000; i++) {
                boolean poisonous = i % 1_000 == 137 + 41 * (i / 1_000) % 800;
                String id = "order-" + i + (poisonous ? "-" + OrderStream.POISON : "");
                if (!poisonous) {
                    good.add(id);
                }
                // One partition and one task, so that each thousand is a batch.
                producer.send(new ProducerRecord<>(
                        story,
                        0,
                        id,
                        "{\"order_id\":\"" + id + "\",\"status\":\"PAID\",\"created_at\":\""
                                + Instant.now().minusSeconds(60) + "\",\"customer\":{\"email\":\"" + id
                                + "@example.com\"}}"));
            }
        }
        config.put("tasks.max", "1");
        config.put("linger.ms", "5000");
        deploy(1);
        awaitSettled();

        assertThat(pinterest.accepted())
                .extracting(AcceptedEvent::eventId)
                .doesNotHaveDuplicates()
                .hasSize(19_980);
        assertThat(good).hasSize(19_980).containsAll(ids());
        assertThat(new HashSet<>(deadLetters())).hasSize(20).allMatch(id -> id.endsWith(OrderStream.POISON));
        // 20 batches, one culprit each: at most 2 log2(1000) further calls for each, and a little for cut batches.
        assertThat(pinterest.report().calls()).isLessThanOrEqualTo(20 + 20 * 20 + 5);
    }

    @Test
    void aTokenRotatedBehindTheProviderIsUsedWithoutARestart() throws IOException {
        deploy(4);
        try (OrderStream orders = new OrderStream(broker.bootstrapServers(), story, 300, 4)) {
            awaitAccepted(300);
            writeToken("pina_sandbox_token_rotated");
            pinterest.rotateToken("pina_sandbox_token_rotated");
            awaitAccepted(pinterest.acceptedCount() + 1_000);
            orders.end();
            awaitSettled();
            assertThat(WORKERS.get(0).rest().hasFailed(story)).isFalse();
            assertThat(pinterest.report().byStatus()).containsKey(401);
            assertDeliveredOnce(orders);
        }
    }

    private void writeToken(String token) throws IOException {
        Files.writeString(folder.resolve(story).resolve("pinterest.properties"), "token=" + token + "\n");
    }

    private void deploy(int tasks) {
        WORKERS.get(0).rest().put(story, config);
        WORKERS.get(0).rest().waitUntilRunning(story, tasks, LIMIT);
    }

    private void awaitAccepted(long events) {
        Await.until(events + " events at Pinterest", LIMIT, () -> pinterest.acceptedCount() >= events);
    }

    private void awaitSettled() {
        Await.until("all offsets are committed", LIMIT, () -> broker.lag("connect-" + story, story) == 0);
    }

    private List<String> ids() {
        return pinterest.accepted().stream().map(AcceptedEvent::eventId).toList();
    }

    /** How many events of a request had been in another one: the two numbers, the two times, and the number of events. */
    private Map<String, Integer> sentAgain() {
        Map<String, AcceptedEvent> first = new HashMap<>();
        Map<String, Integer> again = new TreeMap<>();
        for (AcceptedEvent event : pinterest.accepted()) {
            AcceptedEvent before = first.putIfAbsent(event.eventId(), event);
            if (before != null) {
                again.merge(
                        before.request() + " at " + before.at() + ", " + event.request() + " at " + event.at(),
                        1,
                        Integer::sum);
            }
        }
        return again;
    }

    private List<String> deadLetters() {
        try (TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            return reader.read(story + "-dead", Duration.ofSeconds(30)).stream()
                    .map(ConsumerRecord::key)
                    .toList();
        }
    }

    private void assertDeliveredOnce(OrderStream orders) {
        Set<String> valid = new HashSet<>(orders.good());
        valid.addAll(orders.poisonous());
        List<String> ids = ids();
        assertThat(new HashSet<>(ids)).isEqualTo(valid);
        assertThat(sentAgain()).as("requests with events sent twice, and when").isEmpty();
        // A write that is confirmed before the worker's reporter returns is repeated.
        assertThat(new HashSet<>(deadLetters())).isEqualTo(orders.broken());
    }
}
