package io.github.pinsink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LostFetchRecoveryTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition REFUNDS = new TopicPartition("refunds", 0);

    private final LostFetchRecovery rereading = new LostFetchRecovery();

    @Test
    void isNotNeededWhereAPutFollowsTheRebalance() {
        rereading.rebalanced(Set.of(ORDERS));
        assertThat(putStarted()).isEmpty();
        rereading.commitStarted(offered(500));
        assertThat(putStarted()).isEmpty();
    }

    @Test
    void beginsWhereTheFrameworkStoodWhenACommitCameBeforeThePut() {
        rereading.rebalanced(Set.of(ORDERS));
        rereading.commitStarted(offered(500));
        assertThat(putStarted()).containsExactly(Map.entry(ORDERS, 500L));
        assertThat(putStarted()).as("once").isEmpty();
    }

    @Test
    void isNotConcernedWithTheCommitOfPartitionsThatGo() {
        rereading.rebalanced(Set.of(ORDERS));
        rereading.commitStarted(offered(500));
        rereading.rebalanced(Set.of(ORDERS));
        assertThat(putStarted()).isEmpty();
    }

    @Test
    void isNotForgottenForPartitionsThatStayInTheNextRebalance() {
        rereading.rebalanced(Set.of(REFUNDS));
        rereading.commitStarted(offered(500));
        rereading.rebalanced(Set.of(REFUNDS));
        assertThat(putStarted()).containsExactly(Map.entry(ORDERS, 500L));
    }

    @Test
    void letsNothingBeCommittedBehindWhereItBegins() {
        rereading.rebalanced(Set.of(ORDERS));
        rereading.commitStarted(offered(500));
        putStarted();
        assertThat(rereading.commitStarted(offered(900))).isEqualTo(offered(500));
        assertThat(rereading.commitStarted(offered(400))).isEqualTo(offered(400));
        putStarted();
        assertThat(rereading.commitStarted(offered(900))).isEqualTo(offered(900));
    }

    @Test
    void letsNothingBeCommittedBehindTheFirstRecordOfPartitionsThatNobodyTold() {
        putStarted();
        rereading.fetchAgain(Map.of(ORDERS, 7L));
        assertThat(rereading.commitStarted(offered(900))).isEqualTo(offered(7));
        putStarted();
        assertThat(rereading.commitStarted(offered(900))).isEqualTo(offered(900));
    }

    @Test
    void leavesOutWhatIsNotAssigned() {
        rereading.rebalanced(Set.of(ORDERS));
        rereading.commitStarted(offered(500));
        assertThat(rereading.putStarted(Set::of)).isEmpty();
    }

    private Map<TopicPartition, Long> putStarted() {
        return rereading.putStarted(() -> Set.of(ORDERS));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offered(long offset) {
        return Map.of(ORDERS, new OffsetAndMetadata(offset));
    }
}
