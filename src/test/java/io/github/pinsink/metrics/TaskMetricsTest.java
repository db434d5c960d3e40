package io.github.pinsink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskMetricsTest {
    private long now = -7;
    private final TaskMetrics metrics = new TaskMetrics(() -> now);

    @ParameterizedTest
    @EnumSource(Metric.class)
    void readsEachRowAsZeroBeforeAnythingHappened(Metric metric) {
        assertThat(metrics.read(metric).doubleValue()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void readsEachCounterAsWhatWasCounted(Metric metric) {
        if (metric.type() == Metric.Type.COUNTER) {
            metrics.count(metric, 41);
            metrics.count(metric);
            assertThat(metrics.read(metric)).isEqualTo(42L);
        }
    }

    @Test
    void showsWhatTheTaskLooksLike() {
        metrics.observe(new TaskGauges(3, 2_000, 5_000_000, 4_900, 12, true, false));
        assertThat(metrics.read(Metric.REQUESTS_IN_FLIGHT)).isEqualTo(3);
        assertThat(metrics.read(Metric.EVENTS_QUEUED)).isEqualTo(2_000);
        assertThat(metrics.read(Metric.BYTES_QUEUED)).isEqualTo(5_000_000L);
        assertThat(metrics.read(Metric.RATE_LIMIT)).isEqualTo(4_900.0);
        assertThat(metrics.read(Metric.PARTITIONS)).isEqualTo(12);
        assertThat(metrics.read(Metric.PAUSED)).isEqualTo(1);
        assertThat(metrics.read(Metric.FAILED)).isEqualTo(0);
    }

    @Test
    void letsTheAgeOfTheOldestRecordGrowAlsoWhileTheTaskHangs() {
        metrics.oldestUnsettled(OptionalLong.of(now));
        now += Duration.ofMinutes(3).toNanos();
        assertThat(metrics.read(Metric.OLDEST_UNSETTLED_AGE)).isEqualTo(180_000L);
        metrics.oldestUnsettled(OptionalLong.empty());
        assertThat(metrics.read(Metric.OLDEST_UNSETTLED_AGE)).isEqualTo(0L);
    }

    @Test
    void reckonsTheAgeOfTheLastDeliveryFromTheStartUntilThereIsOne() {
        now += Duration.ofSeconds(9).toNanos();
        assertThat(metrics.read(Metric.LAST_DELIVERY_AGE)).isEqualTo(9_000L);
        metrics.delivered(1_000);
        now += Duration.ofSeconds(2).toNanos();
        assertThat(metrics.read(Metric.LAST_DELIVERY_AGE)).isEqualTo(2_000L);
        assertThat(metrics.read(Metric.EVENTS_DELIVERED)).isEqualTo(1_000L);
    }

    @Test
    void countsACallByItsKindAndItsTime() {
        metrics.requestCompleted(
                Metric.REQUESTS_THROTTLED, Duration.ofMillis(20).toNanos());
        assertThat(metrics.read(Metric.REQUESTS)).isEqualTo(1L);
        assertThat(metrics.read(Metric.REQUESTS_THROTTLED)).isEqualTo(1L);
        assertThat(metrics.read(Metric.REQUEST_LATENCY_MAX)).isEqualTo(20.0);
    }

    @Test
    void countsUpToATotalThatIsKeptElsewhere() {
        metrics.countTo(Metric.RETRIES, 5);
        metrics.countTo(Metric.RETRIES, 8);
        assertThat(metrics.read(Metric.RETRIES)).isEqualTo(8L);
    }

    @Test
    void countsDroppedFieldsByTheirNameWithoutIndices() {
        metrics.dropped("custom_data.contents.quantity");
        metrics.dropped("custom_data.contents.quantity");
        metrics.dropped("user_data.zp");
        assertThat(metrics.read(Metric.FIELDS_DROPPED)).isEqualTo(3L);
        assertThat(tagged())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Map.of("field", "custom_data.contents.quantity"), 2L, Map.of("field", "user_data.zp"), 1L));
    }

    @Test
    void countsWarningsByTheirKindAndTellsNewOnes() {
        assertThat(metrics.warned("click_id is missing", 1_000)).isTrue();
        assertThat(metrics.warned("click_id is missing", 1_500)).isFalse();
        assertThat(metrics.read(Metric.API_WARNINGS)).isEqualTo(1_500L);
        assertThat(tagged()).containsExactly(Map.entry(Map.of("kind", "click_id is missing"), 1_500L));
    }

    @Test
    void boundsTheNumberOfFieldsItCountsApart() {
        for (int i = 0; i < 1_000; i++) {
            metrics.dropped("custom_data.invented_" + i);
        }
        assertThat(tagged()).hasSize(101).containsEntry(Map.of("field", "other"), 900L);
        assertThat(metrics.read(Metric.FIELDS_DROPPED)).isEqualTo(1_000L);
        assertThat(metrics.warned("new", 1))
                .as("each tag has a bound of its own")
                .isTrue();
    }

    private Map<Map<String, String>, Object> tagged() {
        return metrics.taggedGauges().stream()
                .collect(Collectors.toMap(
                        MetricGauge::tags, reading -> reading.value().get()));
    }
}
