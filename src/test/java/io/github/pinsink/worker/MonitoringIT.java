package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalPrometheus;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.SampleOrder;
import io.github.pinsink.sandbox.SampleOrders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The files of {@code config/monitoring} with the JMX exporter in a worker, and a Prometheus server. Each metric that an
 * alert or a panel uses has to exist.
 */
@Tag("worker")
@Tag("monitoring")
class MonitoringIT {
    private static final Path FILES = Path.of("config", "monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(?:pinterest_conversions|kafka)_\\w+");
    private static final int RECORDS = 2_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"4.3.1", "3.9.1"})
    void useOnlyMetricsThatExist(String version) throws Exception {
        int port = KafkaHome.freePort();
        String agent = "-javaagent:" + System.getProperty("pinsink.jmx.exporter") + "=127.0.0.1:" + port + ":"
                + FILES.resolve("jmx-exporter.yml").toAbsolutePath();
        try (Installation installation = Installation.start(
                        KafkaHome.ofVersion(version), folder, LocalWorker.Options.STANDARD.withJvmOptions(agent));
                LocalPrometheus prometheus = LocalPrometheus.start(
                        Path.of(System.getProperty("pinsink.prometheus")),
                        folder.resolve("prometheus"),
                        "127.0.0.1:" + port,
                        FILES.resolve("alerts.yml"))) {
            deliverWithFaults(installation);
            Await.until(
                    "Prometheus has scraped the delivered events",
                    Installation.TIMEOUT,
                    () -> prometheus
                                    .query("sum(pinterest_conversions_events_delivered_total) > 0")
                                    .size()
                            == 1);

            assertThat(Metric.rows().stream()
                            .map(MonitoringIT::exported)
                            .filter(name -> prometheus.query(name).isEmpty()))
                    .as("the connector's metrics that are not exported")
                    .isEmpty();
            assertThat(prometheus
                            .query("pinterest_conversions_events_delivered_total")
                            .findValuesAsText("connector"))
                    .containsOnly("pinterest-web-shop-orders");
            assertAlertsUseExistingMetrics(prometheus);
            assertPanelsHaveData(prometheus);
        }
    }

    private static void assertAlertsUseExistingMetrics(LocalPrometheus prometheus) throws IOException {
        List<String> loaded = prometheus.rules().findValuesAsText("name");
        for (Map<?, ?> rule : alerts()) {
            String expression = rule.get("expr").toString();
            assertThat(loaded).contains(rule.get("alert").toString());
            prometheus.query(expression);
            assertThat(METRIC.matcher(expression)
                            .results()
                            .map(MatchResult::group)
                            .distinct())
                    .as(rule.get("alert").toString())
                    .isNotEmpty()
                    .allSatisfy(metric ->
                            assertThat(prometheus.query(metric)).as(metric).isNotEmpty());
        }
        assertThat(prometheus.rules().findValuesAsText("health")).doesNotContain("err");
    }

    private static List<Map<?, ?>> alerts() throws IOException {
        List<Map<?, ?>> alerts = new ArrayList<>();
        Map<?, ?> file = new Yaml().load(Files.readString(FILES.resolve("alerts.yml")));
        for (Object group : (List<?>) file.get("groups")) {
            for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                alerts.add((Map<?, ?>) rule);
            }
        }
        return alerts;
    }

    private static void assertPanelsHaveData(LocalPrometheus prometheus) throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(FILES.resolve("grafana-dashboard.json").toFile());
        TreeSet<String> empty = new TreeSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                // Replaces Grafana's variables.
                String expression =
                        target.path("expr").asText().replace("$connector", ".*").replace("$__rate_interval", "1m");
                if (!Await.isTrueWithin(
                        Installation.TIMEOUT,
                        () -> !prometheus.query(expression).isEmpty())) {
                    empty.add(panel.path("title").asText() + ": " + expression);
                }
            }
        }
        assertThat(empty).as("queries of the dashboard that return nothing").isEmpty();
    }

    /** With errors of the API, throttling, invalid records and dropped fields. */
    private static void deliverWithFaults(Installation installation) {
        Map<String, String> config = installation.config("web-shop-orders.json");
        config.put("mapping.language", "$topic");
        installation.broker.createTopic("orders", 2);
        installation.pinterest.injectFault(new Fault.ServiceUnavailable(), 1);
        installation.pinterest.injectFault(new Fault.Throttle(1), 1);
        List<SampleOrder> orders = SampleOrders.of(7, Instant.now()).take(RECORDS);
        installation.produce("orders", orders.stream().map(SampleOrder::json));
        installation.deploy(config);
        int delivered = (int) orders.stream()
                .filter(order -> order.expectedOutcome() == SampleOrder.ExpectedOutcome.DELIVERED)
                .count();
        installation.awaitDelivered(delivered);
    }

    private static String exported(Metric metric) {
        return "pinterest_conversions_" + metric.attribute().replace('-', '_');
    }
}
