package io.github.pinsink.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition RETURNS = new TopicPartition("returns", 0);
    private static final long NOW = 0;

    private final OffsetTracker tracker = new OffsetTracker();

    @Test
    void commitsWhatIsOfferedWhenNothingIsOutstanding() {
        tracker.open(List.of(ORDERS));
        assertThat(committable(17)).isEqualTo(17);
    }

    @Test
    void staysBelowTheOldestUnsettledRecord() {
        tracker.open(List.of(ORDERS));
        OffsetTracker.Position first = tracker.accept(ORDERS, 5, NOW);
        OffsetTracker.Position second = tracker.accept(ORDERS, 8, NOW);
        tracker.settle(second);
        assertThat(committable(9)).isEqualTo(5);
        tracker.settle(first);
        assertThat(committable(9)).isEqualTo(9);
    }

    @Test
    void lateResponsesForAClosedPartitionChangeNothing() {
        tracker.open(List.of(ORDERS));
        OffsetTracker.Position before = tracker.accept(ORDERS, 5, NOW);
        tracker.close(List.of(ORDERS));
        tracker.open(List.of(ORDERS));
        tracker.accept(ORDERS, 5, NOW);
        tracker.settle(before);
        assertThat(before.isLive()).isFalse();
        assertThat(committable(6)).isEqualTo(5);
    }

    @Test
    void whatIsInOtherHandsHoldsTheOffsetAndLetsTheNextOneHaveItsTurn() {
        tracker.open(List.of(ORDERS));
        OffsetTracker.Position first = tracker.accept(ORDERS, 5, NOW);
        OffsetTracker.Position second = tracker.accept(ORDERS, 6, NOW);
        OffsetTracker.Position third = tracker.accept(ORDERS, 7, NOW);
        tracker.settle(second);
        assertThat(first.isNext()).isTrue();
        assertThat(third.isNext()).isFalse();
        tracker.entrust(first);
        assertThat(first.isNext()).isFalse();
        assertThat(third.isNext()).isTrue();
        assertThat(committable(8)).isEqualTo(5);
        tracker.settle(first);
        assertThat(committable(8)).isEqualTo(7);
        tracker.settle(third);
        assertThat(committable(8)).isEqualTo(8);
    }

    @Test
    void leavesOutPartitionsItDoesNotOwn() {
        assertThat(tracker.committable(Map.of(ORDERS, new OffsetAndMetadata(3))))
                .isEmpty();
        tracker.close(List.of(ORDERS));
    }

    @Test
    void doesNotSettleTwice() {
        tracker.open(List.of(ORDERS));
        OffsetTracker.Position position = tracker.accept(ORDERS, 5, NOW);
        tracker.settle(position);
        assertThatThrownBy(() -> tracker.settle(position))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already settled");
    }

    @Test
    void doesNotGoBackWhenTheFrameworkRewindsAndOffersRecordsAgain() {
        tracker.open(List.of(ORDERS));
        tracker.settle(tracker.accept(ORDERS, 5, NOW));
        OffsetTracker.Position second = tracker.accept(ORDERS, 6, NOW);
        assertThat(committable(7)).isEqualTo(6);
        OffsetTracker.Position again = tracker.accept(ORDERS, 5, NOW);
        tracker.settle(second);
        assertThat(committable(7)).isEqualTo(6);
        tracker.settle(again);
        assertThat(committable(7)).isEqualTo(7);
    }

    @Test
    void neverPassesWhatIsOfferedAlsoAfterARewind() {
        tracker.open(List.of(ORDERS));
        assertThat(committable(7)).isEqualTo(7);
        assertThat(committable(5)).isEqualTo(5);
    }

    @Test
    void tellsWhenTheOldestUnsettledRecordOfAllPartitionsCame() {
        tracker.open(List.of(ORDERS, RETURNS));
        assertThat(tracker.oldestUnsettled()).isEmpty();
        OffsetTracker.Position first = tracker.accept(RETURNS, 1, Long.MAX_VALUE - 1);
        tracker.accept(ORDERS, 1, Long.MIN_VALUE + 1);
        assertThat(tracker.oldestUnsettled()).hasValue(Long.MAX_VALUE - 1);
        tracker.settle(first);
        assertThat(tracker.oldestUnsettled()).hasValue(Long.MIN_VALUE + 1);
        tracker.close(List.of(ORDERS));
        assertThat(tracker.oldestUnsettled()).isEmpty();
    }

    private long committable(long offered) {
        return tracker.committable(Map.of(ORDERS, new OffsetAndMetadata(offered)))
                .get(ORDERS)
                .offset();
    }
}
