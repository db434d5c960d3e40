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
 * Operational scenarios on two workers of 256 MB: restarts, outages, a shared rate limit, rejected events and a new token.
 * Each scenario has its own topic, connector and simulator. Some last longer if {@code pinsink.stories.long} is set.
 */
@Tag("worker")
@Tag("stories")
class StoriesIT {
    private static final String TOKEN = "pina_sandbox_token_of_stories";
    private static final Duration TIMEOUT = Duration.ofSeconds(180);
    private static final boolean LONG = Boolean.getBoolean("pinsink.stories.long");
    private static final Duration OUTAGE = LONG ? Duration.ofMinutes(10) : Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static LocalBroker broker;
    private static final List<LocalWorker> WORKERS = new ArrayList<>();

    private SimulatorProcess pinterest;
    /** The name of the test method; also the topic and the connector. */
    private String scenario;

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
        // Copies the logs, since the folder is deleted after the tests.
        Path logs = Files.createDirectories(Path.of("target", "stories"));
        for (int i = 0; i < WORKERS.size(); i++) {
            Files.copy(WORKERS.get(i).log(), logs.resolve("worker-" + i + ".log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @BeforeEach
    void begin(TestInfo test) throws IOException {
        scenario = test.getTestMethod().orElseThrow().getName();
        Path own = Files.createDirectories(folder.resolve(scenario));
        pinterest = SimulatorProcess.startValidating(own, TOKEN);
        broker.createTopic(scenario, 4);
        writeToken(TOKEN);
        config.putAll(OrdersConnector.config(
                scenario, scenario + "-dead", own.resolve("pinterest.properties"), pinterest.url()));
        config.put("tasks.max", "4");
    }

    @AfterEach
    void end() {
        SimulatorReport report = pinterest.report();
        System.out.println(scenario + ": " + pinterest.acceptedCount() + " events accepted in " + report.calls()
                + " calls by status " + report.byStatus() + ", at most " + report.maxCallsPerMinute()
                + " calls per minute, peak heap of the workers "
                + WORKERS.stream()
                        .map(worker -> worker.heap().peakMegabytes() + " MB")
                        .toList());
        WORKERS.get(0).rest().delete(scenario);
        pinterest.close();
    }

    @Test
    void sendsNoDuplicatesDuringRestartsAndConfigUpdatesUnderLoad() {
        pinterest.setLatency(Duration.ofMillis(100));
        deploy(4);
        try (OrderStream orders = new OrderStream(broker.bootstrapServers(), scenario, 500, 1)) {
            awaitAccepted(1_000);
            config.put("linger.ms", "200");
            WORKERS.get(1).rest().put(scenario, config);
            WORKERS.get(1).rest().waitUntilRunning(scenario, 4, TIMEOUT);
            awaitAccepted(pinterest.acceptedCount() + 1_000);
            WORKERS.get(0).rest().restart(scenario);
            WORKERS.get(0).rest().waitUntilRunning(scenario, 4, TIMEOUT);
            for (LocalWorker worker : WORKERS) {
                awaitAccepted(pinterest.acceptedCount() + 1_000);
                worker.restart();
                worker.rest().waitUntilRunning(scenario, 4, TIMEOUT);
            }
            awaitAccepted(pinterest.acceptedCount() + 1_000);
            orders.end();
            awaitAllCommitted();
            assertDeliveredOnce(orders);
        }
    }

    @Test
    void survivesAnOutageUnderLoadWithoutARebalanceAFullHeapOrAFailedTask() {
        // So that the group would remove a task whose put blocks during the outage.
        config.put("consumer.override.max.poll.interval.ms", "10000");
        config.put("consumer.override.session.timeout.ms", "6000");
        config.put("retry.backoff.max.ms", "5000");
        config.put("buffer.max.events", "2000");
        deploy(4);
        try (OrderStream orders = new OrderStream(broker.bootstrapServers(), scenario, 500, 2)) {
            awaitAccepted(500);
            Set<String> members = broker.groupMembers("connect-" + scenario);
            assertThat(members).hasSize(4);
            pinterest.injectFault(new Fault.ServiceUnavailable(), OUTAGE);
            Await.sleep(OUTAGE.plusSeconds(2));
            orders.end();
            awaitAllCommitted();
            assertThat(broker.groupMembers("connect-" + scenario))
                    .as("members of the consumer group after the outage")
                    .isEqualTo(members);
            assertThat(WORKERS.get(0).rest().hasFailed(scenario)).isFalse();
            assertThat(pinterest.report().byStatus()).containsKey(503);
            assertDeliveredOnce(orders);
        }
        for (LocalWorker worker : WORKERS) {
            assertThat(worker.heap().afterGcMegabytes())
                    .as("heap of a worker after garbage collection, in MB of 256 MB")
                    .isLessThan(160);
        }
    }

    @Test
    void sharesTheRateLimitAmongFourTasksOnTwoWorkers() {
        int limit = LONG ? 600 : 60;
        config.put("rate.limit.per.minute", Integer.toString(limit));
        config.put("batch.max.events", "10");
        config.put("linger.ms", "50");
        deploy(4);
        try (OrderStream orders = new OrderStream(broker.bootstrapServers(), scenario, 300, 3)) {
            Await.sleep(Duration.ofSeconds(LONG ? 150 : 25));
            orders.end();
            assertThat(pinterest.report().maxCallsPerMinute()).isLessThanOrEqualTo(limit);
            assertThat(pinterest.report().calls()).isGreaterThan(limit / 6);
            assertThat(pinterest.report().byStatus()).containsOnlyKeys(200);
        }
    }

    @Test
    void rejectsOnlyTheOneEventOfABatchThatTheApiRejects() throws Exception {
        pinterest.rejectRequestsContaining(OrderStream.REJECTED);
        Set<String> valid = new HashSet<>();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 20_000; i++) {
                // One in each thousand, at a different position each time.
                boolean isRejected = i % 1_000 == 137 + 41 * (i / 1_000) % 800;
                String id = "order-" + i + (isRejected ? "-" + OrderStream.REJECTED : "");
                if (!isRejected) {
                    valid.add(id);
                }
                // To one partition, so that the task sends each thousand as a batch.
                producer.send(new ProducerRecord<>(
                        scenario,
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
        awaitAllCommitted();

        assertThat(pinterest.accepted())
                .extracting(AcceptedEvent::eventId)
                .doesNotHaveDuplicates()
                .hasSize(19_980);
        assertThat(valid).hasSize(19_980).containsAll(ids());
        assertThat(new HashSet<>(deadLetters())).hasSize(20).allMatch(id -> id.endsWith(OrderStream.REJECTED));
        // 20 batches with one rejected event each: at most 2 log2(1000) more calls per batch, and 5 for smaller
        // batches.
        assertThat(pinterest.report().calls()).isLessThanOrEqualTo(20 + 20 * 20 + 5);
    }

    @Test
    void usesATokenRotatedInTheConfigProviderWithoutARestart() throws IOException {
        deploy(4);
        try (OrderStream orders = new OrderStream(broker.bootstrapServers(), scenario, 300, 4)) {
            awaitAccepted(300);
            writeToken("pina_sandbox_token_rotated");
            pinterest.rotateToken("pina_sandbox_token_rotated");
            awaitAccepted(pinterest.acceptedCount() + 1_000);
            orders.end();
            awaitAllCommitted();
            assertThat(WORKERS.get(0).rest().hasFailed(scenario)).isFalse();
            assertThat(pinterest.report().byStatus()).containsKey(401);
            assertDeliveredOnce(orders);
        }
    }

    private void writeToken(String token) throws IOException {
        Files.writeString(folder.resolve(scenario).resolve("pinterest.properties"), "token=" + token + "\n");
    }

    private void deploy(int tasks) {
        WORKERS.get(0).rest().put(scenario, config);
        WORKERS.get(0).rest().waitUntilRunning(scenario, tasks, TIMEOUT);
    }

    private void awaitAccepted(long events) {
        Await.until(events + " events are delivered", TIMEOUT, () -> pinterest.acceptedCount() >= events);
    }

    private void awaitAllCommitted() {
        Await.until("all offsets are committed", TIMEOUT, () -> broker.lag("connect-" + scenario, scenario) == 0);
    }

    private List<String> ids() {
        return pinterest.accepted().stream().map(AcceptedEvent::eventId).toList();
    }

    /** Counts duplicate events by the numbers and times of the two requests that carried them. */
    private Map<String, Integer> duplicates() {
        Map<String, AcceptedEvent> firstById = new HashMap<>();
        Map<String, Integer> duplicates = new TreeMap<>();
        for (AcceptedEvent event : pinterest.accepted()) {
            AcceptedEvent first = firstById.putIfAbsent(event.eventId(), event);
            if (first != null) {
                duplicates.merge(
                        first.request() + " at " + first.at() + ", " + event.request() + " at " + event.at(),
                        1,
                        Integer::sum);
            }
        }
        return duplicates;
    }

    private List<String> deadLetters() {
        try (TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            return reader.read(scenario + "-dead", Duration.ofSeconds(30)).stream()
                    .map(ConsumerRecord::key)
                    .toList();
        }
    }

    private void assertDeliveredOnce(OrderStream orders) {
        Set<String> valid = new HashSet<>(orders.valid());
        // The simulator does not reject them here.
        valid.addAll(orders.rejected());
        assertThat(new HashSet<>(ids())).isEqualTo(valid);
        assertThat(duplicates()).as("duplicate events by their two requests").isEmpty();
        // A write that is confirmed before the worker's reporter returns is repeated.
        assertThat(new HashSet<>(deadLetters())).isEqualTo(orders.invalid());
    }
}
