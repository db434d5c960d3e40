package io.github.pinsink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.PinterestConversionsSinkTask;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Backpressure across rebalances: the framework remembers what is paused, and gives it back paused. */
class PausedPartitionsTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    /** Nobody listens on this port: what is sent waits to be sent again. */
    private static final Map<String, String> CONFIG = Map.ofEntries(
            Map.entry("name", "orders"),
            Map.entry("pinterest.api.url", "http://127.0.0.1:1/v5"),
            Map.entry("pinterest.ad.account.id", "549755885175"),
            Map.entry("pinterest.access.token", "pina_x"),
            Map.entry("batch.max.events", "10"),
            Map.entry("buffer.max.events", "20"),
            Map.entry("mapping.event_name", "'checkout'"),
            Map.entry("mapping.action_source", "'web'"),
            Map.entry("mapping.event_time", "created_at"),
            Map.entry("mapping.user_data.em", "email"));

    private final FakeFramework framework = new FakeFramework(CONFIG);
    private final PinterestConversionsSinkTask task = new PinterestConversionsSinkTask();

    @AfterEach
    void stop() {
        task.stop();
    }

    private static List<SinkRecord> orders(int count) {
        String order = "{\"created_at\":\"" + Instant.now().minusSeconds(60) + "\",\"email\":\"jane@example.com\"}";
        return IntStream.range(0, count)
                .mapToObj(offset -> new SinkRecord(
                        PARTITION.topic(),
                        PARTITION.partition(),
                        null,
                        null,
                        null,
                        order.getBytes(StandardCharsets.UTF_8),
                        offset))
                .toList();
    }

    private void startAndFill() {
        task.initialize(framework);
        task.start(CONFIG);
        framework.assign(task, PARTITION);
        task.put(orders(100));
        assertThat(framework.paused).containsExactly(PARTITION);
    }

    @Test
    void readsOnWhenAPausedPartitionIsGivenBackAfterThereWasRoomAgain() {
        startAndFill();
        framework.revoke(task, PARTITION);
        task.put(List.of());

        framework.assign(task, PARTITION);

        assertThat(framework.paused).isEmpty();
    }

    @Test
    void pausesAPartitionThatComesWhileTheBuffersAreFull() {
        startAndFill();
        TopicPartition another = new TopicPartition("orders", 1);

        framework.assign(task, another);

        assertThat(framework.paused).containsExactlyInAnyOrder(PARTITION, another);
    }
}
