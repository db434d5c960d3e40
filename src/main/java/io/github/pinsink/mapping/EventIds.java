package io.github.pinsink.mapping;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The default event ids: a hash of the record's original topic, partition, offset and timestamp, followed by the index of
 * the element for an exploded record. A record that is read again, by any task, gets the same id, so that Pinterest can
 * deduplicate it. The timestamp distinguishes a topic from a deleted topic of the same name.
 *
 * <p>For a record of a topic that is configured as a dead letter queue, the topic, partition and offset are those of the
 * failed record, from the headers; the timestamp is unchanged there. The headers of other records are ignored: a producer
 * could otherwise choose the ids.
 *
 * <p>Nothing is computed until an id is needed.
 */
final class EventIds implements Supplier<String> {
    private final TopicPartition partition;
    private final long offset;
    private final SinkRecord record;
    private final Set<String> deadLetterTopics;
    private int index = -1;

    /**
     * @param partition the original partition of the record, before transforms
     * @param offset the original offset of the record
     * @param deadLetterTopics the topics whose records have Connect's headers of the failed record
     */
    EventIds(TopicPartition partition, long offset, SinkRecord record, Set<String> deadLetterTopics) {
        this.partition = partition;
        this.offset = offset;
        this.record = record;
        this.deadLetterTopics = deadLetterTopics;
    }

    /** The next id is that of this element of an exploded record. */
    void element(int next) {
        index = next;
    }

    @Override
    public String get() {
        DeadLetterOrigin origin = deadLetterTopics.contains(partition.topic())
                ? DeadLetterOrigin.of(record.headers()).orElseGet(() -> new DeadLetterOrigin(partition, offset))
                : new DeadLetterOrigin(partition, offset);
        Long timestamp = record.timestamp();
        String id = Hashing.sha256()
                .newHasher()
                .putString(origin.partition().topic(), StandardCharsets.UTF_8)
                .putByte((byte) 0)
                .putInt(origin.partition().partition())
                .putLong(origin.offset())
                .putLong(timestamp == null ? -1 : timestamp)
                .hash()
                .toString();
        return index < 0 ? id : id + "-" + index;
    }
}
