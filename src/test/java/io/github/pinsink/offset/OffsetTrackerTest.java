package io.github.pinsink.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    private final OffsetTracker tracker = new OffsetTracker();

    @Test
    void commitsWhatIsOfferedWhenNothingIsOutstanding() {
        tracker.open(List.of(ORDERS));
        assertThat(committable(17)).isEqualTo(17);
    }

    @Test
    void staysBelowTheOldestUnsettledRecord() {
        tracker.open(List.of(ORDERS));
        OffsetTracker.Position first = tracker.accept(ORDERS, 5, 1);
        OffsetTracker.Position second = tracker.accept(ORDERS, 8, 1);
        tracker.settle(second);
        assertThat(committable(9)).isEqualTo(5);
        tracker.settle(first);
        assertThat(committable(9)).isEqualTo(9);
    }

    @Test
    void settlesARecordOnlyWithTheLastOfItsEvents() {
        tracker.open(List.of(ORDERS));
        OffsetTracker.Position position = tracker.accept(ORDERS, 5, 2);
        tracker.settle(position);
        assertThat(committable(6)).isEqualTo(5);
        tracker.settle(position);
        assertThat(committable(6)).isEqualTo(6);
    }

    @Test
    void lateAnswersForAClosedPartitionChangeNothing() {
        tracker.open(List.of(ORDERS));
        OffsetTracker.Position before = tracker.accept(ORDERS, 5, 1);
        tracker.close(List.of(ORDERS));
        tracker.open(List.of(ORDERS));
        tracker.accept(ORDERS, 5, 1);
        tracker.settle(before);
        assertThat(before.isLive()).isFalse();
        assertThat(committable(6)).isEqualTo(5);
    }

    @Test
    void leavesOutPartitionsItDoesNotOwn() {
        assertThat(tracker.committable(Map.of(ORDERS, new OffsetAndMetadata(3))))
                .isEmpty();
        tracker.close(List.of(ORDERS));
    }

    @Test
    void refusesToSettleTwice() {
        tracker.open(List.of(ORDERS));
        OffsetTracker.Position position = tracker.accept(ORDERS, 5, 1);
        tracker.settle(position);
        assertThatThrownBy(() -> tracker.settle(position))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already settled");
    }

    @Property(tries = 500)
    void neverCommitsPastAnUnsettledRecordAndNeverGoesBack(@ForAll long seed) {
        OffsetTracker any = new OffsetTracker();
        any.open(List.of(ORDERS));
        Random random = new Random(seed);
        Map<OffsetTracker.Position, Long> unsettled = new java.util.LinkedHashMap<>();
        long next = 0;
        long committed = 0;
        for (int step = 0; step < 100; step++) {
            if (unsettled.isEmpty() || random.nextBoolean()) {
                long offset = next + random.nextInt(3);
                next = offset + 1;
                unsettled.put(any.accept(ORDERS, offset, 1), offset);
            } else {
                List<OffsetTracker.Position> candidates = new ArrayList<>(unsettled.keySet());
                OffsetTracker.Position one = candidates.get(random.nextInt(candidates.size()));
                any.settle(one);
                unsettled.remove(one);
            }
            long commit = any.committable(Map.of(ORDERS, new OffsetAndMetadata(next)))
                    .get(ORDERS)
                    .offset();
            assertThat(commit).isBetween(committed, next);
            for (long offset : unsettled.values()) {
                assertThat(commit).isLessThanOrEqualTo(offset);
            }
            if (unsettled.isEmpty()) {
                assertThat(commit).isEqualTo(next);
            }
            committed = commit;
        }
    }

    private long committable(long offered) {
        return tracker.committable(Map.of(ORDERS, new OffsetAndMetadata(offered)))
                .get(ORDERS)
                .offset();
    }
}
