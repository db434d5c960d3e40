package io.github.pinsink;

import java.util.Arrays;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The topic, partition and offset a record was read from, before any transform: what commits are about. Workers before 3.6
 * do not tell (KIP-793), there the record's present ones have to do.
 */
final class OriginalCoordinates {
    private static final boolean TOLD = Arrays.stream(SinkRecord.class.getMethods())
            .anyMatch(method -> method.getName().equals("originalTopic"));

    private OriginalCoordinates() {}

    static TopicPartition partition(SinkRecord record) {
        return TOLD
                ? new TopicPartition(record.originalTopic(), record.originalKafkaPartition())
                : new TopicPartition(record.topic(), record.kafkaPartition());
    }

    static long offset(SinkRecord record) {
        return TOLD ? record.originalKafkaOffset() : record.kafkaOffset();
    }
}
