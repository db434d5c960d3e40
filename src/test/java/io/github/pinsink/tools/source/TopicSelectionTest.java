package io.github.pinsink.tools.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.tools.source.TopicSelection.Kind;
import io.github.pinsink.tools.source.TopicSelection.Range;
import io.github.pinsink.tools.source.TopicSelection.Start;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Which offsets are read of partitions with many and few records. */
class TopicSelectionTest {
    private static final TopicPartition FIRST = new TopicPartition("orders", 0);
    private static final TopicPartition SECOND = new TopicPartition("orders", 1);

    private static List<Range> ranges(Kind kind, long maxRecords, Range... available) {
        return new TopicSelection(Start.of(kind), maxRecords, Optional.empty()).ranges(List.of(available));
    }

    @Test
    void takesTheNewestOfEachPartition() {
        assertThat(ranges(Kind.NEWEST, 10, new Range(FIRST, 0, 100), new Range(SECOND, 50, 90)))
                .containsExactly(new Range(FIRST, 95, 100), new Range(SECOND, 85, 90));
    }

    @Test
    void takesTheOldestOfEachPartition() {
        assertThat(ranges(Kind.OLDEST, 10, new Range(FIRST, 0, 100), new Range(SECOND, 50, 90)))
                .containsExactly(new Range(FIRST, 0, 5), new Range(SECOND, 50, 55));
    }

    @Test
    void givesTheShareOfASmallPartitionToTheOthers() {
        assertThat(ranges(Kind.NEWEST, 10, new Range(FIRST, 0, 100), new Range(SECOND, 7, 9)))
                .containsExactly(new Range(FIRST, 92, 100), new Range(SECOND, 7, 9));
    }

    @Test
    void readsOneRecordAlsoOfTwoPartitions() {
        assertThat(ranges(Kind.NEWEST, 1, new Range(FIRST, 0, 100), new Range(SECOND, 0, 100)))
                .containsExactly(new Range(FIRST, 99, 100));
    }

    @Test
    void spreadsASampleFromTheOldestToTheNewestRecord() {
        List<Range> ranges = ranges(Kind.SAMPLE, 40, new Range(FIRST, 1_000, 2_000));

        assertThat(ranges).hasSize(20);
        assertThat(ranges.get(0)).isEqualTo(new Range(FIRST, 1_000, 1_002));
        assertThat(ranges.get(19)).isEqualTo(new Range(FIRST, 1_998, 2_000));
        assertThat(ranges.get(10).from()).isBetween(1_450L, 1_550L);
    }

    @Property
    void aSelectionHasNoRecordTwiceAndNeverMoreThanTheLimit(
            @ForAll Kind kind,
            @ForAll @IntRange(min = 1, max = 5_000) int maxRecords,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 3_000) Integer> sizes) {
        List<Range> available = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            available.add(new Range(new TopicPartition("orders", i), 100, 100 + sizes.get(i)));
        }

        List<Range> ranges = new TopicSelection(Start.of(kind), maxRecords, Optional.empty()).ranges(available);

        long all = sizes.stream().mapToLong(Integer::longValue).sum();
        assertThat(ranges.stream().mapToLong(Range::size).sum()).isEqualTo(Math.min(maxRecords, all));
        for (Range partition : available) {
            List<Range> own = ranges.stream()
                    .filter(range -> range.partition().equals(partition.partition()))
                    .sorted(Comparator.comparingLong(Range::from))
                    .toList();
            long end = partition.from();
            for (Range range : own) {
                assertThat(range.from()).isGreaterThanOrEqualTo(end);
                end = range.to();
            }
            assertThat(end).isLessThanOrEqualTo(partition.to());
        }
    }
}
