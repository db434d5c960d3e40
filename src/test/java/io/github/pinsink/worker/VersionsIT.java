package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.tools.attach.VirtualMachine;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.SampleOrder;
import io.github.pinsink.sandbox.SampleOrder.ExpectedOutcome;
import io.github.pinsink.sandbox.SampleOrders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The archive on workers and brokers of several versions, with each way of plugin discovery. The build sets the versions.
 */
@Tag("worker")
@Tag("versions")
class VersionsIT {
    private static final String CONNECTOR = "io.github.pinsink.PinterestConversionsSinkConnector";
    private static final int RECORDS = 3_000;

    @TempDir
    Path folder;

    /** Workers since 3.6 have {@code plugin.discovery}; older ones always scan. */
    static Stream<Arguments> workers() {
        return Arrays.stream(System.getProperty("pinsink.kafka.versions").split(","))
                .flatMap(version -> version.matches("3\\.[0-5]\\..*")
                        ? Stream.of(Arguments.of(version, "only_scan"))
                        : Stream.of(Arguments.of(version, "service_load"), Arguments.of(version, "only_scan")));
    }

    @ParameterizedTest
    @MethodSource("workers")
    void discoverTheConnectorAndDeliver(String version, String discovery) throws Exception {
        LocalWorker.Options options = LocalWorker.Options.STANDARD.withExtra(Map.of("plugin.discovery", discovery));
        try (Installation installation = Installation.start(KafkaHome.ofVersion(version), folder, options)) {
            assertThat(discovered(installation)).isEqualTo("sink " + buildVersion());

            List<SampleOrder> orders = SampleOrders.of(7, Instant.now()).take(RECORDS);
            Map<String, String> config = installation.config("web-shop-orders.json");
            installation.broker.createTopic("orders", 4);
            installation.produce("orders", orders.stream().map(SampleOrder::json));
            installation.deploy(config);

            int rejected = count(orders, ExpectedOutcome.REJECTED);
            installation.awaitDelivered(count(orders, ExpectedOutcome.DELIVERED));
            // A write that is confirmed before the worker's reporter returns is repeated.
            assertThat(installation
                            .read(
                                    "orders-pinterest-dlq",
                                    rejected + " different dead letters",
                                    deadLetters -> deadLetters.stream()
                                                    .map(VersionsIT::origin)
                                                    .distinct()
                                                    .count()
                                            >= rejected)
                            .stream()
                            .collect(Collectors.toMap(
                                    VersionsIT::origin,
                                    deadLetter -> deadLetter.headers().lastHeader("__connect.errors.exception.message")
                                            != null,
                                    Boolean::logicalAnd)))
                    .hasSize(rejected)
                    .doesNotContainValue(false);
            assertThat(new HashSet<>(installation.pinterest.acceptedIds()))
                    .isEqualTo(orders.stream()
                            .filter(order -> order.expectedOutcome() == ExpectedOutcome.DELIVERED)
                            .map(SampleOrder::orderId)
                            .collect(Collectors.toSet()));
            assertThat(installation.pinterest.acceptedIds()).hasSize(count(orders, ExpectedOutcome.DELIVERED));
            assertMetricsAreRegistered(installation.worker, config.get("name"));

            installation.worker.rest().delete(config.get("name"));
            assertThat(installation.worker.logTail(1_000_000)).doesNotContain("NoSuchMethodError", "LinkageError");
        }
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

    private static int count(List<SampleOrder> orders, ExpectedOutcome fate) {
        return (int)
                orders.stream().filter(order -> order.expectedOutcome() == fate).count();
    }

    private static String buildVersion() {
        return Path.of(System.getProperty("pinsink.archive"))
                .getFileName()
                .toString()
                .replaceFirst(".*-(\\d.*)\\.zip$", "$1");
    }

    private static String discovered(Installation installation) {
        for (JsonNode plugin : installation.worker.rest().plugins()) {
            if (plugin.path("class").asText().equals(CONNECTOR)) {
                return plugin.path("type").asText() + " "
                        + plugin.path("version").asText();
            }
        }
        return "not discovered";
    }

    private static void assertMetricsAreRegistered(LocalWorker worker, String connector) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(worker.pid()));
        JMXServiceURL agent;
        try {
            agent = new JMXServiceURL(machine.startLocalManagementAgent());
        } finally {
            machine.detach();
        }
        try (JMXConnector client = JMXConnectorFactory.connect(agent)) {
            MBeanServerConnection beans = client.getMBeanServerConnection();
            ObjectName task = new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",task=0");
            Await.until(
                    "the metrics of the task are registered", Installation.TIMEOUT, () -> isRegistered(beans, task));
            assertThat(Arrays.stream(beans.getMBeanInfo(task).getAttributes()).map(MBeanAttributeInfo::getName))
                    .containsExactlyInAnyOrderElementsOf(
                            Metric.totals().stream().map(Metric::attribute).toList());
        }
    }

    private static boolean isRegistered(MBeanServerConnection beans, ObjectName name) {
        try {
            return beans.isRegistered(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
