package io.github.pinsink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pinsink.PinterestConversionsSinkTask;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.PinterestSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is committed when a task goes, against the simulator: whoever comes next begins there. */
class HandoverTest {
    private static final String TOKEN = "pina_sandbox_token_of_handovers";
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Longer than anything here takes, shorter than a wait before a handover. */
    private static final Duration A_CALL = Duration.ofMillis(700);

    private final PinterestSimulator pinterest = PinterestSimulator.start(TOKEN);
    private final Map<String, String> config = Map.ofEntries(
            Map.entry("name", "orders"),
            Map.entry("pinterest.api.url", pinterest.url()),
            Map.entry("pinterest.ad.account.id", "549755885175"),
            Map.entry("pinterest.access.token", TOKEN),
            Map.entry("errors.tolerance", "all"),
            Map.entry("max.rejected.records", "-1"),
            Map.entry("batch.max.events", "10"),
            Map.entry("linger.ms", "600000"),
            Map.entry("flush.timeout.ms", "30000"),
            Map.entry("retry.backoff.ms", "600000"),
            Map.entry("retry.backoff.max.ms", "600000"),
            Map.entry("mapping.event_name", "'checkout'"),
            Map.entry("mapping.action_source", "'web'"),
            Map.entry("mapping.event_time", "created_at"),
            Map.entry("mapping.event_id", "id"),
            Map.entry("mapping.user_data.em", "email"));
    private final FakeFramework framework = new FakeFramework(config);
    private final PinterestConversionsSinkTask task = new PinterestConversionsSinkTask();
    private long next;

    HandoverTest() {
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
    void aStopDuringARequestedCommitWaitsForItsResponsesAsWell() {
        learnToAskSoon();
        pinterest.setLatency(A_CALL);
        long before = next;
        // As long as the framework has no reason to commit, the task asks for it; each put brings what will be under
        // way.
        Await.until("the task asks for a commit", LIMIT, () -> {
            putWithABrokenOne(10);
            return framework.isCommitRequested();
        });
        framework.revoke(task, ORDERS);

        assertThat(framework.committed(ORDERS)).isEqualTo(next);
        assertThat(framework.deadLetters).hasSize((int) (next - before) / 11);
        assertThat(pinterest.acceptedIds()).doesNotHaveDuplicates().hasSize((int) next - framework.deadLetters.size());
    }

    @Test
    void aCommitThatWasAskedForDoesNotWaitWhereTheTaskGoesOn() {
        learnToAskSoon();
        // Only a task that has delivered something since the last commit asks for one.
        put(10);
        Await.until("the next ten are accepted", LIMIT, () -> {
            put(0);
            return pinterest.acceptedCount() == next;
        });
        pinterest.injectFault(new Fault.Latency(LIMIT));
        long before = next;
        Await.until("the task asks for a commit", LIMIT, () -> {
            put(10);
            return framework.isCommitRequested();
        });
        framework.commit(task);

        assertThat(framework.committed(ORDERS)).isEqualTo(before);
    }

    @Test
    void nothingIsSentForPartitionsThatAreLost() {
        learnToAskSoon();
        Await.until("the task asks for a commit", LIMIT, () -> {
            put(10);
            return framework.isCommitRequested();
        });
        long full = next;
        put(9);
        framework.commit(task);
        framework.lose(task, ORDERS);

        assertThat(pinterest.acceptedIds()).hasSize((int) full);
    }

    @Test
    void whatLingersIsSentAndDeadLettersAreWaitedFor() {
        framework.confirmation =
                number -> new CompletableFuture<Void>().completeOnTimeout(null, 300, TimeUnit.MILLISECONDS);
        put(3);
        putBroken();
        put(3);
        assertThat(framework.deadLetters)
                .as("before it is what Pinterest has not got")
                .isEmpty();
        framework.revoke(task, ORDERS);

        assertThat(framework.deadLetters).hasSize(1);
        assertThat(framework.committed(ORDERS)).isEqualTo(next);
        assertThat(pinterest.acceptedIds()).hasSize(6);
    }

    @Test
    void noDeadLetterIsWrittenBehindAnEventThatIsSentAgain() {
        pinterest.injectFault(new Fault.ServiceUnavailable());
        put(10);
        putBroken();
        framework.revoke(task, ORDERS);

        assertThat(pinterest.calls()).as("requests with status 503").isNotEmpty();
        assertThat(framework.committed(ORDERS)).isZero();
        assertThat(framework.deadLetters).as("the successor writes it").isEmpty();
    }

    @Test
    void deadLettersCountAsWhatIsHeldInMemory() {
        pinterest.injectFault(new Fault.ServiceUnavailable());
        put(10);
        Await.until("reading is paused", LIMIT, () -> {
            for (int i = 0; i < 1_000; i++) {
                putBroken();
            }
            return framework.paused.contains(ORDERS);
        });
        assertThat(framework.deadLetters).isEmpty();
    }

    @Test
    void whatAPollHadReadBesideARebalanceAndDidNotBringIsReadAgain() {
        put(10);
        // The task has asked for the commit that follows, and such a one need not wait for what no permit was there
        // for.
        Await.until("the first ten are taken", LIMIT, () -> {
            put(0);
            return pinterest.acceptedCount() == 10;
        });
        framework.revoke(task, ORDERS);
        framework.assignUnannounced(ORDERS, 10);
        task.open(List.of(ORDERS));
        // The consumer is woken: ten records are read and not handed over.
        next = 20;
        assertThat(framework.isCommitRequested()).isTrue();
        framework.commit(task);
        put(10);
        framework.commit(task);
        assertThat(framework.committed(ORDERS))
                .as("nothing is committed that was not read")
                .isEqualTo(10);
        assertThat(framework.seeks).containsExactly(Map.entry(ORDERS, 10L));

        next = 10;
        put(20);
        framework.revoke(task, ORDERS);
        assertThat(framework.committed(ORDERS)).isEqualTo(30);
        assertThat(pinterest.acceptedIds()).doesNotHaveDuplicates().hasSize(30);
    }

    @Test
    void partitionsThatNobodyToldTheTaskOfAreReadFromTheirFirstRecord() {
        TopicPartition untold = new TopicPartition("orders", 1);
        framework.assignUnannounced(untold, 5);
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 5; i < 15; i++) {
            records.add(new SinkRecord(untold.topic(), untold.partition(), null, null, null, order(i), i));
        }
        framework.put(task, records);
        framework.commit(task);
        assertThat(framework.committed(untold)).isEqualTo(5);
        assertThat(framework.seeks).containsExactly(Map.entry(untold, 5L));

        framework.put(task, records);
        framework.revoke(task, untold);
        assertThat(framework.committed(untold)).isEqualTo(15);
        assertThat(pinterest.acceptedIds()).doesNotHaveDuplicates().hasSize(10);
    }

    @Test
    void aRecordOfAPartitionThatIsNotAssignedEndsTheTask() {
        TopicPartition another = new TopicPartition("orders", 9);
        SinkRecord stray = new SinkRecord(another.topic(), another.partition(), null, null, null, order(1), 1);
        assertThatThrownBy(() -> framework.put(task, List.of(stray))).hasMessageContaining("orders-9");
    }

    /** A commit that comes early and unasked teaches the task to ask before the next one. */
    private void learnToAskSoon() {
        put(10);
        // This one was asked for after the rebalance.
        framework.commit(task);
        put(0);
        framework.commit(task);
        assertThat(framework.committed(ORDERS)).isEqualTo(10);
    }

    private void put(int orders) {
        framework.put(task, orders(orders));
    }

    private List<SinkRecord> orders(int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(order(next)));
        }
        return records;
    }

    private static String order(long number) {
        return "{\"id\":\"o" + number + "\",\"created_at\":\"" + Instant.now().minusSeconds(60)
                + "\",\"email\":\"jane@example.com\"}";
    }

    private void putWithABrokenOne(int orders) {
        List<SinkRecord> records = orders(orders / 2);
        records.add(record("{\"id\":\"broken\"}"));
        records.addAll(orders(orders - orders / 2));
        framework.put(task, records);
    }

    private void putBroken() {
        framework.put(task, List.of(record("{\"id\":\"broken\"}")));
    }

    private SinkRecord record(String value) {
        return new SinkRecord(ORDERS.topic(), ORDERS.partition(), null, null, null, value, next++);
    }
}
