package io.github.pinsink.mapping;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The event ids of records for which none is mapped: a digest of the record's original topic, partition, offset and
 * timestamp, and for an element of an exploded record its index behind it. For a record of a topic that is declared as a
 * dead letter queue they are those of the topic it failed in, as its headers say; its timestamp is kept there. Headers of
 * other records are not looked at: whoever may write to a topic could choose the ids by them. A record that is read again, by
 * whatever task, is the same event to Pinterest. The timestamp tells a topic from one of the same name that was deleted and made anew.
 * Nothing is computed until it is asked for.
 */
final class EventIds implements Supplier<String> {
    private final TopicPartition partition;
    private final long offset;
    private final SinkRecord record;
    private final Set<String> deadLetterTopics;
    private int index = -1;

    /**
     * Of one record, as it was first read by Connect.
     *
     * @param deadLetterTopics the topics whose records carry Connect's headers of the place where they failed
     */
    EventIds(TopicPartition partition, long offset, SinkRecord record, Set<String> deadLetterTopics) {
        this.partition = partition;
        this.offset = offset;
        this.record = record;
        this.deadLetterTopics = deadLetterTopics;
    }

    /** The element of the record whose id is asked for next. */
    void element(int next) {
        index = next;
    }

    @Override
    public String get() {
        DeadLetterOrigin place = deadLetterTopics.contains(partition.topic())
                ? DeadLetterOrigin.of(record.headers()).orElseGet(() -> new DeadLetterOrigin(partition, offset))
                : new DeadLetterOrigin(partition, offset);
        Long timestamp = record.timestamp();
        String id = Hashing.sha256()
                .newHasher()
                .putString(place.partition().topic(), StandardCharsets.UTF_8)
                .putByte((byte) 0)
                .putInt(place.partition().partition())
                .putLong(place.offset())
                .putLong(timestamp == null ? -1 : timestamp)
                .hash()
                .toString();
        return index < 0 ? id : id + "-" + index;
    }
}
