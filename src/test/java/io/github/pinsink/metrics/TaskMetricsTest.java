package io.github.pinsink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskMetricsTest {
    private long now = -7;
    private final TaskMetrics metrics = new TaskMetrics(() -> now, List.of("user_data.em", "custom_data.value"));

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

    @Test
    void countsRecordsByTopic() {
        metrics.recordMapped("orders");
        metrics.recordMapped("orders");
        metrics.recordInvalid("orders");
        metrics.recordSkipped("returns", Metric.RECORDS_SKIPPED_FILTERED);
        assertThat(metrics.read(Metric.RECORDS_MAPPED)).isEqualTo(2L);
        assertThat(metrics.read(Metric.RECORDS_INVALID)).isEqualTo(1L);
        assertThat(metrics.read(Metric.RECORDS_SKIPPED_FILTERED)).isEqualTo(1L);
        assertThat(tagged(Metric.RECORDS_MAPPED))
                .containsExactlyInAnyOrderEntriesOf(Map.of("topic=orders", 2L, "topic=returns", 0L));
        assertThat(tagged(Metric.RECORDS_INVALID))
                .containsExactlyInAnyOrderEntriesOf(Map.of("topic=orders", 1L, "topic=returns", 0L));
        assertThat(tagged(Metric.RECORDS_SKIPPED))
                .hasSize(8)
                .containsEntry("topic=returns,reason=filtered", 1L)
                .containsEntry("topic=returns,reason=nothing-to-explode", 0L)
                .containsEntry("topic=orders,reason=filtered", 0L);
    }

    @Test
    void countsAnErrantRecordOnceForEachCode() {
        metrics.recordErrant(Set.of("missing-field", "invalid-value"));
        metrics.recordErrant(Set.of("missing-field"));
        assertThat(metrics.read(Metric.RECORDS_ERRANT)).isEqualTo(2L);
        assertThat(tagged(Metric.RECORDS_ERRANT))
                .containsExactlyInAnyOrderEntriesOf(Map.of("code=missing-field", 2L, "code=invalid-value", 1L));
    }

    @Test
    void countsRejectedEventsByCode() {
        metrics.eventRejected("rejected-by-pinterest");
        assertThat(metrics.read(Metric.EVENTS_REJECTED)).isEqualTo(1L);
        assertThat(tagged(Metric.EVENTS_REJECTED)).containsExactly(Map.entry("code=rejected-by-pinterest", 1L));
    }

    @Test
    void countsTheFieldsOfEventsByTheNameOfTheEvent() {
        metrics.eventMapped("checkout", 0b11);
        metrics.eventMapped("checkout", 0b10);
        metrics.eventMapped("lead", 0);
        assertThat(metrics.read(Metric.EVENTS_MAPPED)).isEqualTo(3L);
        assertThat(tagged(Metric.EVENTS_MAPPED))
                .containsExactlyInAnyOrderEntriesOf(Map.of("event=checkout", 2L, "event=lead", 1L));
        assertThat(tagged(Metric.EVENTS_WITH_FIELD))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "event=checkout,field=user_data.em", 1L,
                        "event=checkout,field=custom_data.value", 2L,
                        "event=lead,field=user_data.em", 0L,
                        "event=lead,field=custom_data.value", 0L));
    }

    @Test
    void boundsTheNumberOfEventNamesAndTopics() {
        for (int i = 0; i < 1_000; i++) {
            metrics.eventMapped("own_event_" + i, 1);
            metrics.recordMapped("topic-" + i);
        }
        assertThat(tagged(Metric.EVENTS_MAPPED)).hasSize(51).containsEntry("event=other", 950L);
        assertThat(tagged(Metric.EVENTS_WITH_FIELD)).containsEntry("event=other,field=user_data.em", 950L);
        assertThat(tagged(Metric.RECORDS_MAPPED)).hasSize(101).containsEntry("topic=other", 900L);
    }

    @Test
    void keepsTheOrderOfTags() {
        metrics.eventMapped("checkout", 0);
        assertThat(metrics.taggedGauges())
                .filteredOn(gauge -> gauge.attribute().equals(Metric.EVENTS_WITH_FIELD.attribute()))
                .allSatisfy(gauge -> assertThat(gauge.tags().keySet()).containsExactly("event", "field"));
    }

    @Test
    void knowsHowManyGaugesHaveTags() {
        metrics.eventMapped("checkout", 0);
        metrics.recordMapped("orders");
        metrics.recordErrant(Set.of("missing-field"));
        metrics.eventRejected("missing-field");
        assertThat(metrics.taggedCount()).isEqualTo(metrics.taggedGauges().size());
    }

    @Test
    void measuresTheLatencyOfDelivery() {
        metrics.deliveryLatency(Duration.ofHours(3).toNanos(), now);
        metrics.deliveryLatency(Duration.ofSeconds(1).toNanos(), now);
        assertThat(metrics.read(Metric.DELIVERY_LATENCY_P50).doubleValue()).isBetween(1_000.0, 1_070.0);
        assertThat(metrics.read(Metric.DELIVERY_LATENCY_MAX)).isEqualTo(10_800_000.0);
        assertThat(metrics.read(Metric.REQUEST_LATENCY_MAX)).isEqualTo(0.0);
    }

    /** The counts of a metric by its tags. */
    private Map<String, Object> tagged(Metric metric) {
        return metrics.taggedGauges().stream()
                .filter(gauge -> gauge.attribute().equals(metric.attribute()))
                .collect(Collectors.toMap(
                        gauge -> gauge.tags().entrySet().stream()
                                .map(tag -> tag.getKey() + '=' + tag.getValue())
                                .collect(Collectors.joining(",")),
                        gauge -> gauge.value().get()));
    }

    private Map<Map<String, String>, Object> tagged() {
        return metrics.taggedGauges().stream()
                .collect(Collectors.toMap(
                        MetricGauge::tags, reading -> reading.value().get()));
    }
}
