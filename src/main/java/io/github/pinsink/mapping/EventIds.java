package io.github.pinsink.mapping;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The event ids of records for which none is mapped: a digest of the record's original topic, partition, offset and
 * timestamp, and for an element of an exploded record its index behind it. The original ones of a record that is read from
 * a dead letter queue are those of the topic it failed in; its timestamp is kept there. A record that is read again, by
 * whatever task, is the same event to Pinterest. The timestamp tells a topic from one of the same name that was deleted and made anew.
 * Nothing is computed until it is asked for.
 */
final class EventIds implements Supplier<String> {
    private TopicPartition partition;
    private long offset;
    private Long timestamp;
    private Headers headers;
    private int index;

    /** The record whose ids are asked for next. */
    void of(TopicPartition originalPartition, long originalOffset, SinkRecord record) {
        partition = originalPartition;
        offset = originalOffset;
        timestamp = record.timestamp();
        headers = record.headers();
        index = -1;
    }

    /** The element of the record whose id is asked for next. */
    void element(int next) {
        index = next;
    }

    @Override
    public String get() {
        FirstRead place = FirstRead.of(headers).orElseGet(() -> new FirstRead(partition, offset));
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
