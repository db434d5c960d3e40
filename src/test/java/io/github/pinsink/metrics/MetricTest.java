package io.github.pinsink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
    @Test
    void namesEachRowOnce() {
        assertThat(Metric.rows().stream().map(Metric::attribute)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void namesAsKafkaDoes(Metric metric) {
        assertThat(metric.attribute()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    void endsTheNamesOfCountersAndOnlyThoseInTotal() {
        assertThat(Metric.rows().stream()
                        .filter(metric -> metric.attribute().endsWith("-total"))
                        .collect(Collectors.toSet()))
                .isEqualTo(Metric.rows().stream()
                        .filter(metric -> metric.type() == Metric.Type.COUNTER)
                        .collect(Collectors.toSet()));
    }

    @Test
    void reportsAllButTheMetricsByTwoTagsAlsoAsATotal() {
        assertThat(Metric.rows())
                .filteredOn(metric -> !Metric.totals().contains(metric))
                .containsExactlyInAnyOrder(Metric.RECORDS_SKIPPED, Metric.EVENTS_WITH_FIELD);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void explainsEachRowInASentence(Metric metric) {
        assertThat(metric.text()).matches("(?s)[A-Z0-9].*[.]");
    }
}
