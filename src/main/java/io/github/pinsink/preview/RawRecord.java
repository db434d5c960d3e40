package io.github.pinsink.preview;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * A record as it lies on a topic, before any converter.
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
    String coordinates() {
        return topic + "-" + partition + "@" + offset;
    }
}
