package io.github.pinsink.tools.source;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * A record of a topic, before conversion.
 *
 * @param timestamp in milliseconds
 * @param value empty for a tombstone
 * @param deadLetter where and why it was rejected, if it was read from a dead letter queue; its topic, partition and offset
 *     are then the original ones
 */
public record RawRecord(
        String topic,
        int partition,
        long offset,
        Optional<Long> timestamp,
        Optional<byte[]> key,
        Optional<byte[]> value,
        Headers headers,
        Optional<DeadLetterEntry> deadLetter) {

    /** For example {@code orders-0@17}. */
    public String position() {
        return topic + "-" + partition + "@" + offset;
    }
}
