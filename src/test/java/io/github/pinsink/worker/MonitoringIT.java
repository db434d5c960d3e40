package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.conventions.ReferencePages;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    /** More than the test makes. */
    private static final int CALLS = 1_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"4.3.1", "3.9.1"})
    void useOnlyMetricsThatExist(String version) throws Exception {
        int port = KafkaHome.freePort();
        try (Installation installation = installation(KafkaHome.ofVersion(version), port);
                LocalPrometheus prometheus = prometheus(port, FILES.resolve("alerts.yml"))) {
            deliverWithFaults(installation);
            Await.until(
                    "Prometheus has scraped the delivered events",
                    Installation.TIMEOUT,
                    () -> prometheus
                                    .query("sum(pinterest_conversions_events_delivered_total) > 0")
                                    .size()
                            == 1);

            assertThat(names().filter(name -> !Await.isTrueWithin(
                            Installation.TIMEOUT, () -> !prometheus.query(name).isEmpty())))
                    .as("the connector's metrics that are not exported")
                    .isEmpty();
            assertThat(prometheus
                            .query("pinterest_conversions_events_delivered_total")
                            .findValuesAsText("connector"))
                    .containsOnly("pinterest-web-shop-orders");
            assertCounts(prometheus);
            assertAlertsUseExistingMetrics(prometheus);
            assertPanelsHaveData(prometheus);
        }
    }

    private static Stream<String> names() {
        return Metric.rows().stream()
                .flatMap(metric -> Stream.concat(
                        metric.hasTotal() ? Stream.of(ReferencePages.prometheusName(metric)) : Stream.empty(),
                        metric.tags().isEmpty()
                                ? Stream.empty()
                                : Stream.of(ReferencePages.prometheusNameByTag(metric))));
    }

    /** The values by tag fit together and have their labels. */
    private static void assertCounts(LocalPrometheus prometheus) {
        for (String equation : List.of(
                "sum(pinterest_conversions_events_mapped_by_event_total{event=\"checkout\"})"
                        + " == sum(pinterest_conversions_events_mapped_total) > 0",
                "sum(pinterest_conversions_events_with_field_total{event=\"checkout\", field=\"user_data.em\"})"
                        + " == sum(pinterest_conversions_events_mapped_total)",
                "sum(pinterest_conversions_events_with_field_total{event=\"checkout\", field=\"user_data.click_id\"}) == 0",
                "sum(pinterest_conversions_records_skipped_total{topic=\"orders\", reason=\"filtered\"})"
                        + " == sum(pinterest_conversions_records_skipped_filtered_total) > 0",
                "sum(pinterest_conversions_records_mapped_by_topic_total{topic=\"orders\"})"
                        + " == sum(pinterest_conversions_records_mapped_total)",
                "sum(pinterest_conversions_records_errant_by_code_total{code=\"no-user-identifier\"}) > 0",
                "sum(pinterest_conversions_events_rejected_by_code_total{code=\"rejected-by-pinterest\"}) == 1",
                "max(pinterest_conversions_delivery_latency_max_ms) > 0")) {
            assertThat(Await.isTrueWithin(
                            Installation.TIMEOUT,
                            () -> prometheus.query(equation).size() == 1))
                    .as(equation)
                    .isTrue();
        }
    }

    @Test
    void alertIfAMappingRejectsEverythingOrAFilterPassesNothing() throws Exception {
        int port = KafkaHome.freePort();
        // The time that a condition has to last is tested with the cases of promtool.
        Path rules = Files.writeString(
                folder.resolve("alerts.yml"),
                Files.readString(FILES.resolve("alerts.yml")).replaceAll("for: \\d+m", "for: 1s"));
        try (Installation installation = installation(KafkaHome.ofBuild(), port);
                LocalPrometheus prometheus = prometheus(port, rules)) {
            deploy(installation, "wrong-path", Map.of("mapping.event_time", "no.such.path"));
            deploy(installation, "wrong-filter", Map.of("filter", "status = 'paid'"));
            deploy(installation, "right", Map.of());
            Await.until(
                    "records of the connector without a mistake are mapped and filtered",
                    Installation.TIMEOUT,
                    () -> prometheus
                                    .query(
                                            "pinterest_conversions_records_mapped_by_topic_total{connector=\"right\"} > 1000")
                                    .size()
                            == 1);

            Map<String, String> alerts = new TreeMap<>();
            Await.until("both alerts fire", Installation.TIMEOUT, () -> {
                prometheus.alerts().forEach(alert -> {
                    JsonNode labels = alert.path("labels");
                    if (alert.path("state").asText().equals("firing")) {
                        alerts.put(
                                labels.path("alertname").asText() + " of "
                                        + labels.path("connector").asText(),
                                alert.at("/annotations/summary").asText());
                    }
                });
                return alerts.containsKey("PinterestEveryRecordRejected of wrong-path")
                        && alerts.containsKey("PinterestFilterPassesNothing of wrong-filter");
            });
            assertThat(alerts)
                    .containsEntry(
                            "PinterestEveryRecordRejected of wrong-path",
                            "The mapping of wrong-path has rejected every record of the topic of-wrong-path for 10 minutes or"
                                    + " longer.")
                    .containsEntry(
                            "PinterestFilterPassesNothing of wrong-filter",
                            "The filter of wrong-filter has passed no record of the topic of-wrong-filter for an hour or"
                                    + " longer.");
            assertThat(alerts.keySet())
                    .as("some of the sample orders are invalid, but not all")
                    .noneMatch(alert -> alert.matches("Pinterest(Every|Filter).* of right"));
            assertThat(prometheus
                            .query("pinterest_conversions_records_errant_by_code_total{connector=\"wrong-path\"}")
                            .findValuesAsText("code"))
                    .contains("missing-field");
        }
    }

    /** With a topic of its own, whose records are delivered unless the changes prevent it. */
    private static void deploy(Installation installation, String name, Map<String, String> changes) {
        String topic = "of-" + name;
        installation.broker.createTopic(topic, 1);
        installation.produce(
                topic, SampleOrders.of(7, Instant.now()).take(RECORDS).stream().map(SampleOrder::json));
        Map<String, String> config = installation.config("web-shop-orders.json");
        config.put("name", name);
        config.put("topics", topic);
        config.put("tasks.max", "1");
        config.put("max.rejected.records", "-1");
        config.putAll(changes);
        installation.deploy(config);
    }

    @Test
    void alertInTheCasesOfPromtool() {
        Path prometheus = Path.of(System.getProperty("pinsink.prometheus"));
        LocalPrometheus.testRules(
                prometheus.resolveSibling("promtool"),
                Path.of("src", "test", "resources", "monitoring", "alerts-test.yml"),
                folder.resolve("promtool.log"));
    }

    private Installation installation(KafkaHome kafka, int port) {
        String agent = "-javaagent:" + System.getProperty("pinsink.jmx.exporter") + "=127.0.0.1:" + port + ":"
                + FILES.resolve("jmx-exporter.yml").toAbsolutePath();
        return Installation.start(kafka, folder, LocalWorker.Options.STANDARD.withJvmOptions(agent));
    }

    private LocalPrometheus prometheus(int port, Path rules) {
        return LocalPrometheus.start(
                Path.of(System.getProperty("pinsink.prometheus")),
                folder.resolve("prometheus"),
                "127.0.0.1:" + port,
                rules);
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
                String expression = target.path("expr")
                        .asText()
                        .replace("$connector", ".*")
                        .replace("$event", ".*")
                        .replaceAll("\\$__(rate_interval|range)", "1m");
                if (!Await.isTrueWithin(
                        Installation.TIMEOUT,
                        () -> !prometheus.query(expression).isEmpty())) {
                    empty.add(panel.path("title").asText() + ": " + expression);
                }
            }
        }
        assertThat(empty).as("queries of the dashboard that return nothing").isEmpty();
    }

    /** With errors of the API, throttling, a rejected event, invalid records and dropped fields. */
    private static void deliverWithFaults(Installation installation) {
        Map<String, String> config = installation.config("web-shop-orders.json");
        config.put("mapping.language", "$topic");
        installation.broker.createTopic("orders", 2);
        installation.pinterest.injectFault(new Fault.ServiceUnavailable(), 1);
        installation.pinterest.injectFault(new Fault.Throttle(1), 1);
        List<SampleOrder> orders = SampleOrders.of(7, Instant.now()).take(RECORDS);
        List<SampleOrder> valid = orders.stream()
                .filter(order -> order.expectedOutcome() == SampleOrder.ExpectedOutcome.DELIVERED)
                .toList();
        installation.pinterest.injectFault(new Fault.FailIds(valid.get(0).orderId(), "not today", 200), CALLS);
        installation.produce("orders", orders.stream().map(SampleOrder::json));
        installation.deploy(config);
        installation.awaitDelivered(valid.size() - 1);
    }
}
