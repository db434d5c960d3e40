package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** The files in {@code config/monitoring}, without Prometheus; MonitoringIT has the rest. */
class MonitoringFilesTest {
    private static final Path FILES = Path.of("config", "monitoring");
    private static final String TASK = "kafka.connect<type=plugins, connector=\"shop:orders\", task=3";

    /** A time series as the exporter names it. */
    private record Series(String name, String type, Map<String, String> labels) {}

    @ParameterizedTest
    @EnumSource(Metric.class)
    void exporterNamesEachMetricAsTheReferencePageDoes(Metric metric) throws IOException {
        String type = metric.type().name();
        Map<String, String> labels = new TreeMap<>(Map.of("connector", "shop:orders", "task", "3"));
        if (metric.hasTotal()) {
            assertThat(exported(TASK + "><>" + metric.attribute() + ": 5"))
                    .contains(new Series(ReferencePages.prometheusName(metric), type, labels));
        }
        if (!metric.tags().isEmpty()) {
            metric.tags().forEach(tag -> labels.put(tag, tag + ".value-1"));
            String tags = metric.tags().stream()
                    .map(tag -> ", " + tag + "=" + tag + ".value-1")
                    .collect(Collectors.joining());
            assertThat(exported(TASK + tags + "><>" + metric.attribute() + ": 5"))
                    .contains(new Series(ReferencePages.prometheusNameByTag(metric), type, labels));
        }
    }

    @Test
    void exporterRemovesTheQuotesOfATag() throws IOException {
        assertThat(exported(TASK + ", event=\"a b:c\", field=\"x,y\"><>events-with-field-total: 5")
                        .orElseThrow()
                        .labels())
                .containsEntry("event", "a b:c")
                .containsEntry("field", "x,y");
    }

    /** As the exporter does: the first rule that matches anywhere in the text of the attribute. */
    private static Optional<Series> exported(String attribute) throws IOException {
        Map<?, ?> file = new Yaml().load(Files.readString(FILES.resolve("jmx-exporter.yml")));
        for (Object each : (List<?>) file.get("rules")) {
            Map<?, ?> rule = (Map<?, ?>) each;
            Matcher matcher =
                    Pattern.compile("^.*(?:" + rule.get("pattern") + ").*$").matcher(attribute);
            if (matcher.matches()) {
                Map<String, String> labels = new TreeMap<>();
                ((Map<?, ?>) rule.get("labels"))
                        .forEach((name, value) ->
                                labels.put(matcher.replaceAll(name.toString()), matcher.replaceAll(value.toString())));
                String name = matcher.replaceAll(rule.get("name").toString()).toLowerCase(Locale.ROOT);
                return Optional.of(new Series(
                        name.replaceAll("[^a-z0-9_]", "_"), rule.get("type").toString(), labels));
            }
        }
        return Optional.empty();
    }

    @Test
    void everyAlertSaysWhatItMeansAndWhatToDo() throws IOException {
        String page = Files.readString(Path.of("docs", "operations.md"));
        Set<String> names = new HashSet<>();
        Map<?, ?> file = new Yaml().load(Files.readString(FILES.resolve("alerts.yml")));
        for (Object group : (List<?>) file.get("groups")) {
            for (Object each : (List<?>) ((Map<?, ?>) group).get("rules")) {
                Map<?, ?> rule = (Map<?, ?>) each;
                String name = rule.get("alert").toString();
                assertThat(names.add(name)).as(name).isTrue();
                Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");
                assertThat(annotations.get("summary").toString())
                        .as("summary of " + name)
                        .contains("{{ $labels.connector }}")
                        .endsWith(".");
                assertThat(annotations.get("description").toString())
                        .as("description of " + name)
                        .endsWith(".");
                assertThat(page).as("the table of alerts").contains("`" + name + "`");
            }
        }
        assertThat(names).hasSizeGreaterThan(10);
    }

    @Test
    void everyPanelHasADescriptionAndAPlaceOfItsOwn() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(FILES.resolve("grafana-dashboard.json").toFile());
        Set<Integer> ids = new HashSet<>();
        List<String> cells = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(panel.path("description").asText())
                    .as(panel.path("title").asText())
                    .endsWith(".");
            ids.add(panel.path("id").asInt());
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    cells.add((place.path("x").asInt() + x) + "/"
                            + (place.path("y").asInt() + y));
                }
            }
        }
        assertThat(ids).hasSameSizeAs(dashboard.path("panels"));
        assertThat(cells).doesNotHaveDuplicates();
    }

    @Test
    void everyMetricWithTagsHasAPanel() throws IOException {
        String dashboard = Files.readString(FILES.resolve("grafana-dashboard.json"));
        for (Metric metric : Metric.rows()) {
            if (!metric.tags().isEmpty()) {
                assertThat(dashboard).contains(ReferencePages.prometheusNameByTag(metric) + "{");
            }
        }
    }
}
