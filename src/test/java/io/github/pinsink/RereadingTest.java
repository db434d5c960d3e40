package io.github.pinsink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RereadingTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition REFUNDS = new TopicPartition("refunds", 0);

    private final Rereading rereading = new Rereading();

    @Test
    void isNotNeededWhereAPutFollowsTheRebalance() {
        rereading.rebalances(Set.of(ORDERS));
        assertThat(putBegins()).isEmpty();
        rereading.commits(offered(500));
        assertThat(putBegins()).isEmpty();
    }

    @Test
    void beginsWhereTheFrameworkStoodWhenACommitCameBeforeThePut() {
        rereading.rebalances(Set.of(ORDERS));
        rereading.commits(offered(500));
        assertThat(putBegins()).containsExactly(Map.entry(ORDERS, 500L));
        assertThat(putBegins()).as("once").isEmpty();
    }

    @Test
    void isNotConcernedWithTheCommitOfPartitionsThatGo() {
        rereading.rebalances(Set.of(ORDERS));
        rereading.commits(offered(500));
        rereading.rebalances(Set.of(ORDERS));
        assertThat(putBegins()).isEmpty();
    }

    @Test
    void isNotForgottenForPartitionsThatStayInTheNextRebalance() {
        rereading.rebalances(Set.of(REFUNDS));
        rereading.commits(offered(500));
        rereading.rebalances(Set.of(REFUNDS));
        assertThat(putBegins()).containsExactly(Map.entry(ORDERS, 500L));
    }

    @Test
    void letsNothingBeCommittedBehindWhereItBegins() {
        rereading.rebalances(Set.of(ORDERS));
        rereading.commits(offered(500));
        putBegins();
        assertThat(rereading.commits(offered(900))).isEqualTo(offered(500));
        assertThat(rereading.commits(offered(400))).isEqualTo(offered(400));
        putBegins();
        assertThat(rereading.commits(offered(900))).isEqualTo(offered(900));
    }

    @Test
    void letsNothingBeCommittedBehindTheFirstRecordOfPartitionsThatNobodyTold() {
        putBegins();
        rereading.alsoFrom(Map.of(ORDERS, 7L));
        assertThat(rereading.commits(offered(900))).isEqualTo(offered(7));
        putBegins();
        assertThat(rereading.commits(offered(900))).isEqualTo(offered(900));
    }

    @Test
    void leavesOutWhatIsNotAssigned() {
        rereading.rebalances(Set.of(ORDERS));
        rereading.commits(offered(500));
        assertThat(rereading.putBegins(Set::of)).isEmpty();
    }

    private Map<TopicPartition, Long> putBegins() {
        return rereading.putBegins(() -> Set.of(ORDERS));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offered(long offset) {
        return Map.of(ORDERS, new OffsetAndMetadata(offset));
    }
}
