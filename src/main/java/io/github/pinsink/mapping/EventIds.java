package io.github.pinsink.mapping;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.TopicPartition;

/**
 * The event id of a record for which none is mapped: a digest of its original topic, partition, offset and timestamp. A
 * record that is read again, by whatever task, is the same event to Pinterest. The timestamp tells a topic from one of
 * the same name that was deleted and made anew.
 */
final class EventIds {
    private EventIds() {}

    static String of(TopicPartition partition, long offset, Long timestamp) {
        return Hashing.sha256()
                .newHasher()
                .putString(partition.topic(), StandardCharsets.UTF_8)
                .putByte((byte) 0)
                .putInt(partition.partition())
                .putLong(offset)
                .putLong(timestamp == null ? -1 : timestamp)
                .hash()
                .toString();
    }
}
