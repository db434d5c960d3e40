package io.github.pinsink.sandbox.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Orders that keep coming, and what each should become. An order counts once the broker has confirmed it. */
public final class OrderStream implements AutoCloseable {
    /** In the id of orders whose events the simulator refuses with the whole request they are in. */
    public static final String POISON = "poison";

    private final KafkaProducer<String, String> producer;
    private final Random random;
    private final String topic;
    private final int perSecond;
    private final Thread thread;
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final Set<String> poisonous = ConcurrentHashMap.newKeySet();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Set<String> filtered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unconfirmed = new AtomicInteger();
    private volatile boolean going = true;

    public OrderStream(String bootstrapServers, String topic, int perSecond, long seed) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "linger.ms",
                        "10",
                        // So that new partitions are used soon.
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
        long begin = System.nanoTime();
        long nanosPerRecord = Duration.ofSeconds(1).toNanos() / perSecond;
        for (int number = 0; going; number++) {
            send(number);
            long ahead = begin + number * nanosPerRecord - System.nanoTime();
            if (ahead > 0) {
                LockSupport.parkNanos(ahead);
            }
        }
    }

    private void send(int number) {
        int dice = random.nextInt(1_000);
        String id = String.format(Locale.ROOT, "order-%07d", number);
        if (dice == 0) {
            send(id + "-" + POISON, order(id + "-" + POISON, "PAID", true), poisonous);
        } else if (dice < 30) {
            send(id, order(id, "PAID", false), broken);
        } else if (dice < 80) {
            send(id, order(id, "OPEN", true), filtered);
        } else {
            send(id, order(id, "PAID", true), good);
        }
    }

    private void send(String id, String order, Set<String> kind) {
        producer.send(new ProducerRecord<>(topic, id, order), (at, failure) -> {
            if (failure == null) {
                kind.add(id);
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

    /** Ends the stream and waits until the broker has confirmed or refused everything. */
    public void end() {
        going = false;
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.flush();
    }

    public Set<String> good() {
        return Set.copyOf(good);
    }

    public Set<String> poisonous() {
        return Set.copyOf(poisonous);
    }

    public Set<String> broken() {
        return Set.copyOf(broken);
    }

    Set<String> filtered() {
        return Set.copyOf(filtered);
    }

    /** Records of which it is unknown whether the broker has them. */
    int unconfirmed() {
        return unconfirmed.get();
    }

    Set<String> all() {
        Set<String> all = new HashSet<>(good);
        all.addAll(poisonous);
        all.addAll(broken);
        all.addAll(filtered);
        return all;
    }

    @Override
    public void close() {
        going = false;
        producer.close(Duration.ofSeconds(5));
    }
}
