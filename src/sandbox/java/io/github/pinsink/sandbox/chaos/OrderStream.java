package io.github.pinsink.sandbox.chaos;

import io.github.pinsink.sandbox.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Produces orders at a constant rate, and keeps the ids that the broker has confirmed by their expected outcome. */
public final class OrderStream implements AutoCloseable {
    /** Part of the id of orders for {@link io.github.pinsink.sandbox.SimulatorProcess#rejectRequestsContaining}. */
    public static final String REJECTED = "rejected";

    private final KafkaProducer<String, String> producer;
    private final Random random;
    private final String topic;
    private final int perSecond;
    private final Thread thread;
    private final Set<String> valid = ConcurrentHashMap.newKeySet();
    private final Set<String> rejected = ConcurrentHashMap.newKeySet();
    private final Set<String> invalid = ConcurrentHashMap.newKeySet();
    private final Set<String> filtered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unconfirmed = new AtomicInteger();
    private volatile boolean running = true;

    public OrderStream(String bootstrapServers, String topic, int perSecond, long seed) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "linger.ms",
                        "10",
                        // To use new partitions soon.
                        "metadata.max.age.ms",
                        "2000",
                        "delivery.timeout.ms",
                        "120000"),
                new StringSerializer(),
                new StringSerializer());
        this.topic = topic;
        this.perSecond = perSecond;
        this.random = new Random(seed);
        this.thread = new Thread(this::produce, "order-stream");
        thread.setDaemon(true);
        thread.start();
    }

    private void produce() {
        long start = System.nanoTime();
        long nanosPerRecord = Duration.ofSeconds(1).toNanos() / perSecond;
        for (int number = 0; running; number++) {
            send(number);
            Await.sleep(Duration.ofNanos(start + number * nanosPerRecord - System.nanoTime()));
        }
    }

    private void send(int number) {
        int permille = random.nextInt(1_000);
        String id = String.format(Locale.ROOT, "order-%07d", number);
        if (permille == 0) {
            send(id + "-" + REJECTED, order(id + "-" + REJECTED, "PAID", true), rejected);
        } else if (permille < 30) {
            send(id, order(id, "PAID", false), invalid);
        } else if (permille < 80) {
            send(id, order(id, "OPEN", true), filtered);
        } else {
            send(id, order(id, "PAID", true), valid);
        }
    }

    private void send(String id, String order, Set<String> confirmed) {
        producer.send(new ProducerRecord<>(topic, id, order), (metadata, exception) -> {
            if (exception == null) {
                confirmed.add(id);
            } else {
                unconfirmed.incrementAndGet();
            }
        });
    }

    private static String order(String id, String status, boolean identified) {
        return "{\"order_id\":\"" + id + "\",\"status\":\"" + status + "\",\"created_at\":\""
                + Instant.now().minusSeconds(60) + "\",\"currency\":\"EUR\",\"total_cents\":1999,\"customer\":{"
                + (identified ? "\"email\":\"jane." + id + "@example.com\"," : "")
                + "\"first_name\":\"Jane\",\"last_name\":\"Doe\",\"city\":\"Berlin\",\"zip\":\"10115\"},"
                + "\"items\":[{\"sku\":\"LMP-204\",\"name\":\"Brass lamp\",\"price\":19.99,\"qty\":1}]}";
    }

    /** Stops producing, and waits until the broker has confirmed or rejected each record. */
    public void end() {
        running = false;
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.flush();
    }

    public Set<String> valid() {
        return Set.copyOf(valid);
    }

    /** Orders that the connector sends, and that the API rejects if it is configured to reject {@link #REJECTED}. */
    public Set<String> rejected() {
        return Set.copyOf(rejected);
    }

    /** Orders that the connector cannot map to an event. */
    public Set<String> invalid() {
        return Set.copyOf(invalid);
    }

    Set<String> filtered() {
        return Set.copyOf(filtered);
    }

    /** How many sends failed; the broker may have these records or not. */
    int unconfirmed() {
        return unconfirmed.get();
    }

    Set<String> all() {
        Set<String> all = new HashSet<>(valid);
        all.addAll(rejected);
        all.addAll(invalid);
        all.addAll(filtered);
        return all;
    }

    @Override
    public void close() {
        running = false;
        producer.close(Duration.ofSeconds(5));
    }
}
