package io.github.pinsink.preview;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * A record of a topic, before conversion.
 *
 * @param value empty for a tombstone
 * @param timestamp in milliseconds
 */
record RawRecord(
        String topic,
        int partition,
        long offset,
        Optional<Long> timestamp,
        Optional<byte[]> key,
        Optional<byte[]> value,
        Headers headers) {
    /** For example {@code orders-0@17}. */
    String position() {
        return topic + "-" + partition + "@" + offset;
    }
}
