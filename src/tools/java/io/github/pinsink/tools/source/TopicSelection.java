package io.github.pinsink.tools.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records of the topics to read.
 *
 * @param start where to begin
 * @param maxRecords the largest number of records
 * @param partition only this partition
 */
record TopicSelection(Start start, long maxRecords, Optional<Integer> partition) {
    /** A sample reads at most so many ranges of a partition. */
    private static final int MAX_RANGES = 20;

    /** Where to begin. */
    enum Kind {
        /** The last records of each partition. */
        NEWEST,
        /** The first records of each partition. */
        OLDEST,
        /** From this time on. */
        SINCE,
        /** From this offset on. */
        OFFSET,
        /** Ranges spread evenly over each partition. */
        SAMPLE
    }

    /**
     * @param time for {@link Kind#SINCE}
     * @param offset for {@link Kind#OFFSET}
     */
    record Start(Kind kind, Optional<Instant> time, Optional<Long> offset) {
        static Start of(Kind kind) {
            return new Start(kind, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Consecutive records of a partition.
     *
     * @param from the first offset
     * @param to the offset after the last one
     */
    record Range(TopicPartition partition, long from, long to) {
        long size() {
            return Math.max(0, to - from);
        }
    }

    /**
     * The ranges to read. A partition with few records leaves its share to the others.
     *
     * @param available all records of each partition, after the start if that is a time or an offset
     */
    List<Range> ranges(List<Range> available) {
        Map<TopicPartition, Long> shares = shares(available);
        List<Range> ranges = new ArrayList<>();
        for (Range all : available) {
            long share = shares.getOrDefault(all.partition(), 0L);
            if (share > 0) {
                ranges.addAll(
                        switch (start.kind()) {
                            case NEWEST -> List.of(new Range(all.partition(), all.to() - share, all.to()));
                            case OLDEST, SINCE, OFFSET ->
                                List.of(new Range(all.partition(), all.from(), all.from() + share));
                            case SAMPLE -> sample(all, share);
                        });
            }
        }
        return ranges;
    }

    private Map<TopicPartition, Long> shares(List<Range> available) {
        Map<TopicPartition, Long> shares = new HashMap<>();
        List<Range> smallestFirst =
                available.stream().sorted(Comparator.comparingLong(Range::size)).toList();
        long left = maxRecords;
        int partitions = smallestFirst.size();
        for (Range range : smallestFirst) {
            // Rounded up, so that one record is read also from many partitions.
            long share = Math.min(range.size(), (left + partitions - 1) / partitions);
            shares.put(range.partition(), share);
            left -= share;
            partitions--;
        }
        return shares;
    }

    private static List<Range> sample(Range all, long share) {
        long count = Math.min(share, MAX_RANGES);
        if (share == all.size()) {
            return List.of(all);
        }
        long skipped = all.size() - share;
        List<Range> ranges = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long before = share * i / count;
            long from = all.from() + before + skipped * i / Math.max(1, count - 1);
            ranges.add(new Range(all.partition(), from, from + share * (i + 1) / count - before));
        }
        return ranges;
    }
}
