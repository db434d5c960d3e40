package io.github.pinsink.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.SampleOrder.Fate;
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
 * The whole way from a topic to the API on this machine, with an outage in the middle, and an account of every record at
 * the end. Options: {@code --records N}, {@code --keep}.
 */
public final class Demo {
    private static final String TOPIC = "orders";
    private static final String TOKEN = "pina_sandbox_token_0123456789";
    private static final Duration WHOLE_DEMO = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<SampleOrder> orders;
    private final Map<String, String> config = new LinkedHashMap<>();
    private final String connector;
    private final Path folder;

    private Demo(int records) throws IOException {
        orders = SampleOrders.withTombstones(2026, Instant.now()).take(records);
        folder = Files.createTempDirectory("pinsink-demo");
        JsonNode posted =
                JSON.readTree(Path.of("config", "web-shop-orders.json").toFile());
        connector = posted.get("name").asText();
        posted.get("config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        boolean keep = options.contains("--keep");
        int at = options.indexOf("--records");
        giveUpAfter(WHOLE_DEMO, keep);
        boolean good = new Demo(at < 0 ? 5_000 : Integer.parseInt(options.get(at + 1))).run(keep);
        System.exit(good ? 0 : 1);
    }

    /** The net under all deadlines; halting runs the hook that ends the child processes. */
    private static void giveUpAfter(Duration limit, boolean keep) {
        Thread watch = new Thread(() -> {
            Await.pass(limit);
            if (!keep) {
                say("The demo did not end within " + limit.toSeconds() + " s.");
                System.exit(1);
            }
        });
        watch.setDaemon(true);
        watch.start();
    }

    private boolean run(boolean keep) throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), plugins);
        KafkaHome kafka = KafkaHome.ofBuild();
        try (PinterestSimulator pinterest = PinterestSimulator.start(TOKEN)) {
            say("Simulating the Pinterest Conversions API at " + pinterest.url());
            say("Starting a Kafka broker ...");
            try (LocalBroker broker = LocalBroker.start(kafka, folder)) {
                say("  " + broker.bootstrapServers());
                broker.createTopic(TOPIC, 4);
                say("Starting a Connect worker with the connector's archive installed ...");
                try (LocalWorker worker = LocalWorker.start(
                        kafka, folder, plugins, broker.bootstrapServers(), LocalWorker.Options.STANDARD)) {
                    say("  " + worker.url());
                    return run(pinterest, broker, worker, keep);
                }
            }
        }
    }

    private boolean run(PinterestSimulator pinterest, LocalBroker broker, LocalWorker worker, boolean keep)
            throws Exception {
        boolean good;
        try (TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            configure(pinterest);
            worker.rest().put(connector, config);
            worker.rest().waitUntilRunning(connector, 2, Duration.ofSeconds(30));
            say("Posted config/web-shop-orders.json; the connector runs with 2 tasks.");
            produce(pinterest, broker);
            boolean settled = Await.happens(Duration.ofSeconds(60), () -> isSettled(pinterest, reader));
            good = report(pinterest, reader, worker) && settled;
            if (!settled) {
                say("NOT DONE: the connector has not settled and committed every record in time.");
            }
        } catch (IllegalStateException e) {
            say("NOT DONE: " + e.getMessage());
            good = false;
        }
        if (!good) {
            say("The end of the worker's log (" + worker.log() + "):\n" + worker.logTail(40));
        }
        if (keep) {
            say("Everything stays up until Ctrl-C:\n  Connect REST " + worker.url() + "\n  bootstrap servers "
                    + broker.bootstrapServers() + "\n  Pinterest " + pinterest.url());
            new CountDownLatch(1).await();
        }
        return good;
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
            Await.happens(Duration.ofSeconds(15), () -> !pinterest.accepted().isEmpty());
            say("Produced " + half + " orders. Now Pinterest answers 503 for a second, then 429 once.");
            pinterest.misbehave(new Fault.ServiceUnavailable(), Duration.ofSeconds(1));
            pinterest.misbehave(new Fault.Throttle(1), 1);
            send(producer, orders.subList(half, orders.size()));
            say("Produced the other " + (orders.size() - half) + ".");
        }
    }

    private static void send(KafkaProducer<String, String> producer, List<SampleOrder> orders) {
        orders.forEach(order -> producer.send(new ProducerRecord<>(TOPIC, order.orderId(), order.json())));
        producer.flush();
    }

    private boolean isSettled(PinterestSimulator pinterest, TopicReader reader) {
        Set<String> delivered = new HashSet<>(pinterest.acceptedIds());
        long filtered = EventVerdict.ids(orders, Fate.FILTERED).size();
        return delivered.size() + reader.count(deadLetterTopic()) + filtered >= orders.size()
                && reader.isCommitted("connect-" + connector, TOPIC);
    }

    private String deadLetterTopic() {
        return config.get("errors.deadletterqueue.topic.name");
    }

    private boolean report(PinterestSimulator pinterest, TopicReader reader, LocalWorker worker) throws IOException {
        List<ConsumerRecord<String, String>> letters = reader.read(deadLetterTopic(), Duration.ofSeconds(10));
        List<AcceptedEvent> events = pinterest.accepted();
        EventVerdict verdict = EventVerdict.of(orders, pinterest.acceptedIds(), TopicReader.keys(letters));
        IntSummaryStatistics batches = pinterest.calls().stream()
                .filter(call -> call.status() == 200)
                .mapToInt(ReceivedRequest::events)
                .summaryStatistics();
        say("");
        say("Records in            " + orders.size());
        say("Events delivered      " + events.size() + " (" + verdict.deliveredTwice() + " of them a second time)");
        say("Filtered, tombstones  " + (orders.size() - (events.size() - verdict.deliveredTwice()) - letters.size()));
        say("Rejected              " + letters.size() + ", read back from " + deadLetterTopic());
        TopicReader.reasons(letters).forEach((reason, count) -> say("  " + count + " x " + reason));
        say("Calls                 " + pinterest.calls().size() + ", by status " + pinterest.answersByStatus());
        if (batches.getCount() > 0) {
            say("Events a call         " + batches.getMin() + " to " + batches.getMax() + ", "
                    + Math.round(batches.getAverage()) + " on average");
        }
        showOne(events);

        LeakCheck personal = new LeakCheck(orders);
        boolean bodiesLeak = pinterest.anyRequest(personal::leaks);
        String log = new String(Files.readAllBytes(worker.log()), StandardCharsets.UTF_8);
        boolean logLeaks = personal.leaks(log) || log.contains(TOKEN);
        verdict.complaints().forEach(complaint -> say("WRONG: " + complaint));
        if (letters.size() != TopicReader.keys(letters).size()) {
            say("WRONG: the dead letter queue holds records more than once");
        }
        if (bodiesLeak) {
            say("WRONG: a request holds a personal value in plain text");
        }
        if (logLeaks) {
            say("WRONG: the worker's log holds a personal value or the token");
        }
        boolean good = verdict.complaints().isEmpty()
                && letters.size() == TopicReader.keys(letters).size()
                && !bodiesLeak
                && !logLeaks;
        if (good) {
            say("Every record is accounted for; no personal value left in plain text, none is in the log.");
        }
        return good;
    }

    private void showOne(List<AcceptedEvent> events) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        AcceptedEvent event = events.get(0);
        for (SampleOrder order : orders) {
            if (order.orderId().equals(event.eventId())) {
                say("\nThis record\n" + pretty(order.json()) + "\nbecame this event\n" + pretty(event.json()) + "\n");
            }
        }
    }

    private static String pretty(String json) throws IOException {
        return JSON.readTree(json).toPrettyString();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
