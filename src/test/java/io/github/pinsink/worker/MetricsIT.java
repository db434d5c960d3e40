package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.github.pinsink.conventions.ExampleConfig;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.PinterestSimulator;
import io.github.pinsink.sandbox.PluginArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics over JMX, in a worker with metrics of plugins (KIP-877) and in one without. */
@Tag("worker")
class MetricsIT {
    private static final String TOKEN = "pina_sandbox_token_of_this_test";
    /** Kafka quotes such a name. */
    private static final String CONNECTOR = "orders:all";

    private static final String TASK = "kafka.connect:type=plugins,connector=\"orders:all\",task=0";
    private static final int DELIVERED = 1_000;
    private static final int FILTERED = 30;
    private static final int INVALID = 20;
    private static final int WITH_A_BAD_FIELD = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private PinterestSimulator pinterest;
    private LocalBroker broker;

    @BeforeEach
    void start() {
        pinterest = PinterestSimulator.start(TOKEN);
        broker = LocalBroker.start(KafkaHome.ofBuild(), folder.resolve("broker"));
        broker.createTopic("orders", 2);
    }

    @AfterEach
    void stop() {
        broker.close();
        pinterest.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.3.1", "3.9.1"})
    void exposesTheSameNamesAndValuesOnEachWorkerVersion(String version) throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), plugins);
        Files.writeString(folder.resolve("pinterest.properties"), "token=" + TOKEN + "\n");
        pinterest.injectFault(new Fault.ServiceUnavailable(), 1);
        produce();
        try (LocalWorker worker = LocalWorker.start(
                        KafkaHome.ofVersion(version),
                        folder.resolve("worker"),
                        plugins,
                        broker.bootstrapServers(),
                        LocalWorker.Options.STANDARD);
                JMXConnector agent = attach(worker.pid())) {
            worker.rest().put(CONNECTOR, config());
            worker.rest().waitUntilRunning(CONNECTOR, 1, TIMEOUT);
            MBeanServerConnection server = agent.getMBeanServerConnection();
            ObjectName task = new ObjectName(TASK);
            ObjectName checkouts = by("event=checkout");
            Await.until(
                    "all events are delivered and all records are settled",
                    TIMEOUT,
                    () -> count(server, task, Metric.EVENTS_DELIVERED) == DELIVERED
                            && count(server, task, Metric.OLDEST_UNSETTLED_AGE) == 0
                            && count(server, checkouts, Metric.EVENTS_MAPPED) == DELIVERED);

            assertThat(names(server, task))
                    .isEqualTo(Metric.totals().stream()
                            .map(Metric::attribute)
                            .collect(Collectors.toCollection(TreeSet::new)));
            assertThat(count(server, task, Metric.RECORDS_RECEIVED)).isEqualTo(DELIVERED + FILTERED + INVALID);
            assertThat(count(server, task, Metric.RECORDS_MAPPED)).isEqualTo(DELIVERED);
            assertThat(count(server, task, Metric.EVENTS_MAPPED)).isEqualTo(DELIVERED);
            assertThat(count(server, task, Metric.RECORDS_SKIPPED_FILTERED)).isEqualTo(FILTERED);
            assertThat(count(server, task, Metric.RECORDS_INVALID)).isEqualTo(INVALID);
            assertThat(count(server, task, Metric.RECORDS_ERRANT)).isEqualTo(INVALID);
            assertThat(count(server, task, Metric.EVENTS_REJECTED)).isZero();
            assertThat(count(server, task, Metric.FIELDS_DROPPED)).isEqualTo(WITH_A_BAD_FIELD);
            assertThat(count(server, by("field=custom_data.num_items"), Metric.FIELDS_DROPPED))
                    .isEqualTo(WITH_A_BAD_FIELD);
            assertThat(count(server, by("topic=orders,reason=filtered"), Metric.RECORDS_SKIPPED))
                    .isEqualTo(FILTERED);
            assertThat(count(server, by("topic=orders"), Metric.RECORDS_MAPPED)).isEqualTo(DELIVERED);
            assertThat(count(server, by("topic=orders"), Metric.RECORDS_INVALID))
                    .isEqualTo(INVALID);
            assertThat(count(server, by("code=invalid-value"), Metric.RECORDS_ERRANT))
                    .isEqualTo(INVALID);
            assertThat(count(server, by("event=checkout,field=user_data.em"), Metric.EVENTS_WITH_FIELD))
                    .isEqualTo(DELIVERED);
            assertThat(count(server, by("event=checkout,field=user_data.click_id"), Metric.EVENTS_WITH_FIELD))
                    .isZero();
            assertThat(count(server, task, Metric.DELIVERY_LATENCY_MAX)).isPositive();
            assertThat(count(server, task, Metric.REQUESTS))
                    .isEqualTo(pinterest.calls().size());
            assertThat(count(server, task, Metric.REQUESTS_SERVER_ERROR)).isEqualTo(1);
            assertThat(count(server, task, Metric.REQUESTS_IN_FLIGHT)).isZero();
            assertThat(count(server, task, Metric.EVENTS_QUEUED)).isZero();
            assertThat(count(server, task, Metric.BYTES_QUEUED)).isZero();
            assertThat(count(server, task, Metric.PARTITIONS)).isEqualTo(2);
            assertThat(((Number) server.getAttribute(task, Metric.REQUEST_LATENCY_MAX.attribute())).doubleValue())
                    .isPositive();

            worker.rest().delete(CONNECTOR);
            Await.until("the metrics are unregistered", TIMEOUT, () -> !isRegistered(server, task));
            assertThat(worker.logTail(100_000))
                    .doesNotContain(
                            "metrics could not be registered", "metrics of this task could not be unregistered");
        }
    }

    private static JMXConnector attach(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    private static Set<String> names(MBeanServerConnection server, ObjectName task) throws Exception {
        return Arrays.stream(server.getMBeanInfo(task).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isRegistered(MBeanServerConnection server, ObjectName name) {
        try {
            return server.isRegistered(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectName by(String tags) throws JMException {
        return new ObjectName(TASK + "," + tags);
    }

    /** -1 if it is not registered yet. */
    private static long count(MBeanServerConnection server, ObjectName task, Metric metric) {
        try {
            return isRegistered(server, task)
                    ? ((Number) server.getAttribute(task, metric.attribute())).longValue()
                    : -1;
        } catch (JMException | IOException e) {
            throw new IllegalStateException("could not read the attribute " + metric.attribute(), e);
        }
    }

    private Map<String, String> config() {
        Map<String, String> config =
                new LinkedHashMap<>(ExampleConfig.named("web-shop-orders.json").config());
        config.put("name", CONNECTOR);
        config.put("tasks.max", "1");
        config.put("mapping.custom_data.num_items", "quantity");
        config.put("pinterest.api.url", pinterest.url());
        config.put("pinterest.access.token", "${file:" + folder.resolve("pinterest.properties") + ":token}");
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        return config;
    }

    private void produce() {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "20");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < DELIVERED + FILTERED + INVALID; i++) {
                boolean paid = i >= FILTERED;
                boolean valid = i >= FILTERED + INVALID;
                boolean fits = i >= FILTERED + INVALID + WITH_A_BAD_FIELD;
                String order = "{\"order_id\":\"order-" + i + "\",\"status\":\"" + (paid ? "PAID" : "PENDING")
                        + "\",\"created_at\":\""
                        + (valid ? Instant.now().minusSeconds(60).toString() : "last Tuesday")
                        + "\",\"currency\":\"EUR\",\"total_cents\":5997,\"quantity\":" + (fits ? "3" : "\"many\"")
                        + ",\"customer\":{\"email\":\"jane." + i + "@example.com\"},\"items\":[],\"context\":{}}";
                producer.send(new ProducerRecord<>("orders", "order-" + i, order));
            }
            producer.flush();
        }
    }
}
