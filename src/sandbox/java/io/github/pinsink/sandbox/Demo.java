package io.github.pinsink.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.SampleOrder.ExpectedOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Runs the whole pipeline on this machine: a broker, a Connect worker and the API simulator. It injects an outage halfway
 * and checks at the end what happened to each record. Options: {@code --records N}, {@code --keep}.
 */
public final class Demo {
    private static final String TOPIC = "orders";
    private static final String TOKEN = "pina_sandbox_token_0123456789";
    private static final Duration DEMO_TIMEOUT = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<SampleOrder> orders;
    private final Map<String, String> config = new LinkedHashMap<>();
    private final String connector;
    private final Path folder;

    private Demo(int records) throws IOException {
        orders = SampleOrders.withTombstones(2026, Instant.now()).take(records);
        folder = Files.createTempDirectory("pinsink-demo");
        JsonNode example =
                JSON.readTree(Path.of("config", "web-shop-orders.json").toFile());
        connector = example.get("name").asText();
        example.get("config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        boolean keep = options.contains("--keep");
        int records = options.indexOf("--records");
        if (!keep) {
            exitAfter(DEMO_TIMEOUT);
        }
        boolean passed = new Demo(records < 0 ? 5_000 : Integer.parseInt(options.get(records + 1))).run(keep);
        System.exit(passed ? 0 : 1);
    }

    /** A timeout for the whole demo. The exit runs the shutdown hook that kills the child processes. */
    private static void exitAfter(Duration timeout) {
        Thread timer = new Thread(() -> {
            Await.sleep(timeout);
            print("FAILED: the demo did not finish within " + timeout.toSeconds() + " s.");
            System.exit(1);
        });
        timer.setDaemon(true);
        timer.start();
    }

    private boolean run(boolean keep) throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), plugins);
        KafkaHome kafka = KafkaHome.ofBuild();
        try (PinterestSimulator pinterest = PinterestSimulator.start(TOKEN)) {
            print("Simulating the Pinterest Conversions API at " + pinterest.url());
            print("Starting a Kafka broker ...");
            try (LocalBroker broker = LocalBroker.start(kafka, folder)) {
                print("  " + broker.bootstrapServers());
                broker.createTopic(TOPIC, 4);
                print("Starting a Connect worker with the connector's archive installed ...");
                try (LocalWorker worker = LocalWorker.start(
                        kafka, folder, plugins, broker.bootstrapServers(), LocalWorker.Options.STANDARD)) {
                    print("  " + worker.url());
                    return run(pinterest, broker, worker, keep);
                }
            }
        }
    }

    private boolean run(PinterestSimulator pinterest, LocalBroker broker, LocalWorker worker, boolean keep)
            throws Exception {
        boolean passed;
        try (TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            configure(pinterest);
            worker.rest().put(connector, config);
            worker.rest().waitUntilRunning(connector, 2, Duration.ofSeconds(30));
            print("Deployed config/web-shop-orders.json; the connector runs with 2 tasks.");
            produce(pinterest, broker);
            boolean settled = Await.isTrueWithin(Duration.ofSeconds(60), () -> isSettled(pinterest, reader));
            passed = report(pinterest, reader, worker) && settled;
            if (!settled) {
                print("FAILED: the connector did not process and commit every record within 60 s.");
            }
        } catch (IllegalStateException e) {
            print("FAILED: " + e.getMessage());
            passed = false;
        }
        if (!passed) {
            print("Last lines of the worker's log (" + worker.log() + "):\n" + worker.logTail(40));
        }
        if (keep) {
            print("Running until Ctrl-C:\n  Connect REST API   " + worker.url() + "\n  bootstrap servers  "
                    + broker.bootstrapServers() + "\n  Pinterest API      " + pinterest.url()
                    + "\n  logs               " + folder);
            new CountDownLatch(1).await();
        }
        return passed;
    }

    private void configure(PinterestSimulator pinterest) throws IOException {
        Path secret = Files.writeString(folder.resolve("pinterest.properties"), "token=" + TOKEN + "\n");
        config.put("pinterest.api.url", pinterest.url());
        config.put("pinterest.access.token", "${file:" + secret + ":token}");
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("tasks.max", "2");
    }

    private void produce(PinterestSimulator pinterest, LocalBroker broker) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            int half = orders.size() / 2;
            send(producer, orders.subList(0, half));
            Await.isTrueWithin(
                    Duration.ofSeconds(15), () -> !pinterest.accepted().isEmpty());
            print("Produced " + half + " records. Pinterest now returns 503 for one second, then 429 once.");
            pinterest.injectFault(new Fault.ServiceUnavailable(), Duration.ofSeconds(1));
            pinterest.injectFault(new Fault.Throttle(1), 1);
            send(producer, orders.subList(half, orders.size()));
            print("Produced the other " + (orders.size() - half) + " records.");
        }
    }

    private static void send(KafkaProducer<String, String> producer, List<SampleOrder> orders) {
        orders.forEach(order -> producer.send(new ProducerRecord<>(TOPIC, order.orderId(), order.json())));
        producer.flush();
    }

    private boolean isSettled(PinterestSimulator pinterest, TopicReader reader) {
        Set<String> delivered = new HashSet<>(pinterest.acceptedIds());
        long filtered = DeliveryCheck.ids(orders, ExpectedOutcome.FILTERED).size();
        return delivered.size() + reader.count(deadLetterTopic()) + filtered >= orders.size()
                && reader.isCommitted("connect-" + connector, TOPIC);
    }

    private String deadLetterTopic() {
        return config.get("errors.deadletterqueue.topic.name");
    }

    private boolean report(PinterestSimulator pinterest, TopicReader reader, LocalWorker worker) throws IOException {
        List<ConsumerRecord<String, String>> deadLetters = reader.read(deadLetterTopic(), Duration.ofSeconds(10));
        List<AcceptedEvent> events = pinterest.accepted();
        DeliveryCheck check = DeliveryCheck.of(orders, pinterest.acceptedIds(), TopicReader.keys(deadLetters));
        IntSummaryStatistics batches = pinterest.calls().stream()
                .filter(call -> call.status() == 200)
                .mapToInt(ReceivedRequest::events)
                .summaryStatistics();
        print("");
        print("Records produced         " + orders.size());
        print("Events delivered         " + events.size() + " (" + check.duplicates() + " of them duplicates)");
        print("Filtered, tombstones     "
                + (orders.size() - (events.size() - check.duplicates()) - deadLetters.size()));
        print("Rejected (dead letters)  " + deadLetters.size() + ", in the topic " + deadLetterTopic());
        TopicReader.reasons(deadLetters).forEach((reason, count) -> print("  " + count + " x " + reason));
        print("API calls                " + pinterest.calls().size() + ", by status " + pinterest.responsesByStatus());
        if (batches.getCount() > 0) {
            print("Events per call          " + batches.getMin() + " to " + batches.getMax() + ", average "
                    + Math.round(batches.getAverage()));
        }
        printExample(events);

        LeakCheck personal = new LeakCheck(orders);
        boolean bodiesLeak = pinterest.hasRequestMatching(personal::leaks);
        String log = new String(Files.readAllBytes(worker.log()), StandardCharsets.UTF_8);
        boolean logLeaks = personal.leaks(log) || log.contains(TOKEN);
        check.mismatches().forEach(mismatch -> print("FAILED: " + mismatch));
        if (deadLetters.size() != TopicReader.keys(deadLetters).size()) {
            print("FAILED: the dead letter queue contains a record more than once");
        }
        if (bodiesLeak) {
            print("FAILED: a request contains a personal value in plain text");
        }
        if (logLeaks) {
            print("FAILED: the worker's log contains a personal value or the token");
        }
        boolean passed = check.mismatches().isEmpty()
                && deadLetters.size() == TopicReader.keys(deadLetters).size()
                && !bodiesLeak
                && !logLeaks;
        if (passed) {
            print("PASSED: each record was delivered, rejected or filtered as expected. No request and no log line"
                    + " contains a personal value in plain text.");
        }
        return passed;
    }

    private void printExample(List<AcceptedEvent> events) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        AcceptedEvent event = events.get(0);
        for (SampleOrder order : orders) {
            if (order.orderId().equals(event.eventId())) {
                print("\nThis record\n" + indented(order.json()) + "\nwas sent as this event\n" + indented(event.json())
                        + "\n");
            }
        }
    }

    private static String indented(String json) throws IOException {
        return JSON.readTree(json).toPrettyString();
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
