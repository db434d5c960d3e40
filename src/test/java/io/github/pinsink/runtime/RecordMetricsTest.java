package io.github.pinsink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.PinterestConversionsSinkTask;
import io.github.pinsink.event.QualitySignal;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.PinterestSimulator;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the metrics of a running task say of its records. */
class RecordMetricsTest {
    private static final String TOKEN = "pina_sandbox_token_of_metrics";
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TASK = "kafka.connect:type=plugins,connector=orders,task=0";

    private final PinterestSimulator pinterest = PinterestSimulator.start(TOKEN);
    private final PinterestConversionsSinkTask task = new PinterestConversionsSinkTask();
    private final List<SinkRecord> records = new ArrayList<>();
    private @Nullable Long timestamp = Instant.now().toEpochMilli();
    private FakeFramework framework;

    @BeforeEach
    void start() {
        Map<String, String> config = new HashMap<>();
        config.put("name", "orders");
        config.put("pinterest.api.url", pinterest.url());
        config.put("pinterest.ad.account.id", "549755885175");
        config.put("pinterest.access.token", TOKEN);
        config.put("errors.tolerance", "all");
        config.put("linger.ms", "1");
        config.put("filter", "$not(status = 'PENDING')");
        config.put("mapping.on.unknown.event", "skip");
        config.put("mapping.event_name", "$exists(name) ? name : 'checkout'");
        config.put("mapping.action_source", "'web'");
        config.put("mapping.event_time", "time");
        config.put("mapping.event_id", "id");
        config.put("mapping.user_data.em", "email");
        config.put("mapping.user_data.external_id", "customer");
        config.put("mapping.custom_data.value", "total");
        config.put("mapping.custom_data.contents", "items");
        config.put("mapping.custom_data.num_items", "count");
        framework = new FakeFramework(config);
        task.initialize(framework);
        task.start(config);
        framework.assign(task, ORDERS);
    }

    @AfterEach
    void stop() {
        task.stop();
        pinterest.close();
    }

    @Test
    void countEventsByNameAndTheFieldsThatTheyHave() {
        add("\"id\":\"o1\",\"email\":\"jane@example.com\",\"total\":5,\"items\":[{\"id\":\"S-1\",\"quantity\":2}]");
        add("\"id\":\"o2\",\"email\":\"jane@example.com\",\"total\":\"a lot\",\"items\":[{\"quantity\":2}]");
        add("\"email\":\"jane@example.com\",\"name\":\"lead\"");
        run();

        assertThat(count(Metric.EVENTS_MAPPED, "event=checkout")).isEqualTo(2);
        assertThat(count(Metric.EVENTS_MAPPED, "event=lead")).isEqualTo(1);
        assertThat(coverage("checkout"))
                .isEqualTo(Map.of(
                        "user_data.em", 2L, "event_id", 2L, "custom_data.value", 1L, "custom_data.content_ids", 1L));
        assertThat(coverage("lead")).isEqualTo(Map.of("user_data.em", 1L));
    }

    @Test
    void countSkippedRecordsByTopicAndReason() {
        add("\"status\":\"PENDING\"");
        add("\"status\":\"PENDING\"");
        add("\"name\":\"tea time\",\"email\":\"jane@example.com\"");
        records.add(record(null));
        run();

        assertThat(count(Metric.RECORDS_SKIPPED, "topic=orders,reason=filtered"))
                .isEqualTo(2);
        assertThat(count(Metric.RECORDS_SKIPPED, "topic=orders,reason=unknown-event"))
                .isEqualTo(1);
        assertThat(count(Metric.RECORDS_SKIPPED, "topic=orders,reason=tombstone"))
                .isEqualTo(1);
        assertThat(count(Metric.RECORDS_SKIPPED, "topic=orders,reason=nothing-to-explode"))
                .as("reported from the first record of the topic on")
                .isZero();
        assertThat(count(Metric.RECORDS_MAPPED, "topic=orders")).isZero();
        assertThat(count(Metric.RECORDS_SKIPPED_FILTERED, "")).isEqualTo(2);
    }

    @Test
    void countRejectedRecordsByTheCodesOfTheirProblems() {
        pinterest.injectFault(new Fault.FailIds("bad", "not today", 200), 1);
        add("\"id\":\"bad\",\"email\":\"jane@example.com\",\"total\":5");
        add("\"email\":\"nobody\",\"count\":\"many\"");
        add("\"email\":\"nobody\"");
        run();

        assertThat(count(Metric.RECORDS_ERRANT, "")).isEqualTo(3);
        assertThat(count(Metric.RECORDS_ERRANT, "code=no-user-identifier")).isEqualTo(2);
        assertThat(count(Metric.RECORDS_ERRANT, "code=invalid-value"))
                .as("a record with two invalid values counts once")
                .isEqualTo(2);
        assertThat(count(Metric.RECORDS_ERRANT, "code=rejected-by-pinterest")).isEqualTo(1);
        assertThat(count(Metric.RECORDS_INVALID, "topic=orders")).isEqualTo(2);
        assertThat(count(Metric.EVENTS_REJECTED, "")).isEqualTo(1);
        assertThat(count(Metric.EVENTS_REJECTED, "code=rejected-by-pinterest")).isEqualTo(1);
    }

    @Test
    void measureTheTimeFromTheTimestampOfARecordToItsAcceptance() {
        timestamp = Instant.now().minus(Duration.ofHours(2)).toEpochMilli();
        add("\"email\":\"jane@example.com\"");
        run();

        assertThat(count(Metric.DELIVERY_LATENCY_P50, ""))
                .isBetween(Duration.ofHours(2).toMillis(), Duration.ofHours(3).toMillis());
        assertThat(count(Metric.DELIVERY_LATENCY_MAX, ""))
                .isBetween(Duration.ofHours(2).toMillis(), Duration.ofHours(3).toMillis());
    }

    @Test
    void measureNoTimeForARecordWithoutATimestamp() {
        timestamp = null;
        add("\"email\":\"jane@example.com\"");
        run();

        assertThat(count(Metric.EVENTS_DELIVERED, "")).isEqualTo(1);
        assertThat(count(Metric.DELIVERY_LATENCY_MAX, "")).isZero();
    }

    @Test
    void measureNoNegativeTimeIfTheClockOfTheProducerIsAhead() {
        timestamp = Instant.now().plus(Duration.ofHours(2)).toEpochMilli();
        add("\"email\":\"jane@example.com\"");
        run();

        assertThat(count(Metric.DELIVERY_LATENCY_MAX, ""))
                .isBetween(0L, Duration.ofMinutes(10).toMillis());
    }

    /** @param properties of the record, besides its time */
    private void add(String properties) {
        records.add(record("{\"time\":\"" + Instant.now().minusSeconds(60) + "\"," + properties + "}"));
    }

    private SinkRecord record(@Nullable String json) {
        return new SinkRecord(
                ORDERS.topic(),
                ORDERS.partition(),
                null,
                null,
                null,
                json == null ? null : json.getBytes(StandardCharsets.UTF_8),
                records.size(),
                timestamp,
                TimestampType.CREATE_TIME);
    }

    /** Until all is committed. */
    private void run() {
        framework.put(task, records);
        Await.until("all is committed", LIMIT, () -> {
            task.put(List.of());
            framework.commit(task);
            return framework.committed(ORDERS) == records.size();
        });
    }

    /** The fields that at least one event with that name has. */
    private Map<String, Long> coverage(String event) {
        Map<String, Long> events = new HashMap<>();
        for (String field : QualitySignal.paths()) {
            long count = count(Metric.EVENTS_WITH_FIELD, "event=" + event + ",field=" + field);
            if (count > 0) {
                events.put(field, count);
            }
        }
        return events;
    }

    /** The task registers metrics by tag a few times a second. */
    private long count(Metric metric, String tags) {
        Await.until("the metrics by " + tags + " are registered", LIMIT, () -> {
            task.put(List.of());
            return ManagementFactory.getPlatformMBeanServer().isRegistered(name(tags));
        });
        try {
            return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(name(tags), metric.attribute()))
                    .longValue();
        } catch (JMException e) {
            throw new IllegalStateException("could not read " + metric.attribute() + " by " + tags, e);
        }
    }

    private static ObjectName name(String tags) {
        try {
            return new ObjectName(tags.isEmpty() ? TASK : TASK + "," + tags);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
