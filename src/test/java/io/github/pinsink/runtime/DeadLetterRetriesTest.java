package io.github.pinsink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.pinsink.PinterestConversionsSinkTask;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.PinterestSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A task whose worker reports a dead letter as done at once, as it does when the producer has failed. */
class DeadLetterRetriesTest {
    private static final String TOKEN = "pina_sandbox_token_of_this_test";
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final PinterestSimulator pinterest = PinterestSimulator.start(TOKEN);
    private final Map<String, String> config = new HashMap<>(Map.ofEntries(
            Map.entry("name", "orders"),
            Map.entry("pinterest.api.url", pinterest.url()),
            Map.entry("pinterest.ad.account.id", "549755885175"),
            Map.entry("pinterest.access.token", TOKEN),
            Map.entry("errors.tolerance", "all"),
            Map.entry("max.rejected.records", "-1"),
            Map.entry("errors.deadletterqueue.topic.name", "orders-dlq"),
            Map.entry("linger.ms", "0"),
            Map.entry("mapping.event_name", "'checkout'"),
            Map.entry("mapping.action_source", "'web'"),
            Map.entry("mapping.event_time", "created_at"),
            Map.entry("mapping.event_id", "id"),
            Map.entry("mapping.user_data.em", "email")));
    private final FakeFramework framework = new FakeFramework(config);
    private final PinterestConversionsSinkTask task = new PinterestConversionsSinkTask();
    private long next;

    @AfterEach
    void stop() {
        task.stop();
        pinterest.close();
    }

    @Test
    void othersAreDeliveredAndNothingIsCommittedBehindARecordThatIsNotWritten() {
        start();
        framework.put(task, List.of(good(), broken(), good()));
        Await.until("the good records are delivered", LIMIT, () -> {
            framework.put(task, List.of());
            return pinterest.acceptedCount() == 2;
        });
        framework.commit(task);
        assertThat(framework.committed(ORDERS)).isEqualTo(1);

        CompletableFuture<Void> write = new CompletableFuture<>();
        framework.confirmation = number -> write;
        Await.until("the record is written again", LIMIT, () -> {
            framework.put(task, List.of());
            return framework.writes.contains(write);
        });
        framework.commit(task);
        assertThat(framework.committed(ORDERS)).as("the write is not confirmed").isEqualTo(1);
        write.complete(null);
        framework.put(task, List.of());
        framework.commit(task);
        assertThat(framework.committed(ORDERS)).isEqualTo(3);
    }

    @Test
    void theTaskFailsWithTheReasonAfterTheTimeThatIsSet() {
        config.put("dead.letter.timeout.ms", "1000");
        start();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Await.until("the task fails", LIMIT, () -> {
            failure.set(catchThrowable(() -> framework.put(task, next == 0 ? List.of(broken()) : List.of())));
            return failure.get() != null;
        });
        assertThat(failure.get())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("orders-0 at offset 0")
                .hasMessageContaining("orders-dlq");
        framework.revoke(task, ORDERS);
        assertThat(framework.committed(ORDERS)).isZero();
    }

    @Test
    void aHandoverMakesNoFurtherAttempt() {
        start();
        framework.put(task, List.of(broken()));
        int attempts = framework.deadLetters.size();
        framework.revoke(task, ORDERS);
        assertThat(framework.deadLetters).hasSize(attempts);
        assertThat(framework.committed(ORDERS)).isZero();
    }

    private void start() {
        task.initialize(framework);
        task.start(config);
        framework.assign(task, ORDERS);
    }

    private SinkRecord good() {
        return record("{\"id\": \"order-" + next + "\", \"email\": \"jane@example.com\", \"created_at\": \""
                + Instant.now().minusSeconds(60) + "\"}");
    }

    private SinkRecord broken() {
        return record("{\"id\": \"broken\"}");
    }

    private SinkRecord record(String value) {
        return new SinkRecord("orders", 0, null, null, null, value, next++);
    }
}
