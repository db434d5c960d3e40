package io.github.pinsink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The tracker against a model that remembers everything: partitions come, go and come back, records are accepted and
 * settled in any order, handed on in their own, also long after their partition has gone.
 */
class OffsetTrackerModelTest {
    private static final int PARTITIONS = 3;

    private static final class Model {
        private final OffsetTracker tracker = new OffsetTracker();
        private final Random random;
        private final Map<TopicPartition, Generation> open = new HashMap<>();
        private final List<Record> unsettled = new ArrayList<>();

        Model(long seed) {
            random = new Random(seed);
        }

        private static final class Generation {
            private long next;
            private long committed;

            Generation(long next) {
                this.next = next;
                this.committed = next;
            }
        }

        /** One that has not been settled. */
        private record Record(Generation generation, OffsetTracker.Position position, long offset) {}

        void step() {
            TopicPartition partition = new TopicPartition("orders", random.nextInt(PARTITIONS));
            switch (random.nextInt(20)) {
                case 0 -> open(partition);
                case 1 -> close(partition);
                case 2 -> skipOffsets(partition);
                case 18, 19 -> entrustNext();
                case 3, 4, 5, 6, 7, 8, 9, 10 -> accept(partition);
                default -> settleAny();
            }
        }

        private void open(TopicPartition partition) {
            Generation before = open.remove(partition);
            // It comes back at the committed offset, or, with the group's offsets reset, anywhere.
            long start = before == null ? random.nextInt(50) : before.committed;
            open.put(partition, new Generation(start));
            tracker.open(List.of(partition));
        }

        private void close(TopicPartition partition) {
            open.remove(partition);
            tracker.close(List.of(partition));
        }

        private void skipOffsets(TopicPartition partition) {
            if (open.containsKey(partition)) {
                open.get(partition).next += random.nextInt(4);
            }
        }

        private void accept(TopicPartition partition) {
            Generation generation = open.get(partition);
            if (generation == null) {
                return;
            }
            long offset = generation.next++;
            unsettled.add(new Record(generation, tracker.accept(partition, offset, 0), offset));
        }

        private void settleAny() {
            if (!unsettled.isEmpty()) {
                tracker.settle(
                        unsettled.remove(random.nextInt(unsettled.size())).position());
            }
        }

        /** In the order of the partition, as the tracker wants it; it stays unsettled. */
        private void entrustNext() {
            unsettled.stream()
                    .map(Record::position)
                    .filter(OffsetTracker.Position::isNext)
                    .findFirst()
                    .ifPresent(tracker::entrust);
        }

        void check() {
            Map<TopicPartition, OffsetAndMetadata> offered = new HashMap<>();
            for (int i = 0; i < PARTITIONS; i++) {
                TopicPartition partition = new TopicPartition("orders", i);
                Generation generation = open.get(partition);
                offered.put(partition, new OffsetAndMetadata(generation == null ? 99 : generation.next));
            }
            Map<TopicPartition, OffsetAndMetadata> committable = tracker.committable(offered);
            assertThat(committable.keySet()).as("only what is assigned").isEqualTo(open.keySet());
            open.forEach((partition, generation) -> {
                long oldest = unsettled.stream()
                        .filter(one -> one.generation() == generation)
                        .mapToLong(Record::offset)
                        .min()
                        .orElse(generation.next);
                long offset = committable.get(partition).offset();
                assertThat(offset).as("the frontier, exactly").isEqualTo(oldest);
                assertThat(offset).as("never back").isGreaterThanOrEqualTo(generation.committed);
                generation.committed = offset;
            });
            for (Record one : unsettled) {
                assertThat(one.position().isLive())
                        .as("whether anybody waits for it")
                        .isEqualTo(open.containsValue(one.generation()));
            }
        }
    }

    @Property(tries = 300)
    void commitsExactlyUpToTheOldestUnsettledRecordOfEachGeneration(@ForAll long seed) {
        Model model = new Model(seed);
        for (int step = 0; step < 200; step++) {
            model.step();
            model.check();
        }
    }
}
