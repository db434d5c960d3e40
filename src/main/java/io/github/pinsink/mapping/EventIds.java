package io.github.pinsink.mapping;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * The event ids of records for which none is mapped: a digest of the record's original topic, partition, offset and
 * timestamp, and for an element of an exploded record its index behind it. A record that is read again, by whatever task,
 * is the same event to Pinterest. The timestamp tells a topic from one of the same name that was deleted and made anew.
 * Nothing is computed until it is asked for.
 */
final class EventIds implements Supplier<String> {
    private TopicPartition partition;
    private long offset;
    private Long timestamp;
    private int index;

    /** The record whose ids are asked for next. */
    void of(TopicPartition originalPartition, long originalOffset, Long recordTimestamp) {
        partition = originalPartition;
        offset = originalOffset;
        timestamp = recordTimestamp;
        index = -1;
    }

    /** The element of the record whose id is asked for next. */
    void element(int next) {
        index = next;
    }

    @Override
    public String get() {
        String id = Hashing.sha256()
                .newHasher()
                .putString(partition.topic(), StandardCharsets.UTF_8)
                .putByte((byte) 0)
                .putInt(partition.partition())
                .putLong(offset)
                .putLong(timestamp == null ? -1 : timestamp)
                .hash()
                .toString();
        return index < 0 ? id : id + "-" + index;
    }
}
