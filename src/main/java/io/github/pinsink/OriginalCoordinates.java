package io.github.pinsink;

import java.util.Arrays;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The topic, partition and offset a record was read from, before any transform: what commits are about. Workers before 3.6
 * do not tell (KIP-793), there the record's present ones have to do.
 */
final class OriginalCoordinates {
    private static final boolean TOLD = Arrays.stream(SinkRecord.class.getMethods())
            .anyMatch(method -> method.getName().equals("originalTopic"));

    /** Records come in runs of one partition. */
    private TopicPartition last = new TopicPartition("", 0);

    TopicPartition partition(SinkRecord record) {
        String topic = TOLD ? record.originalTopic() : record.topic();
        int partition = TOLD ? record.originalKafkaPartition() : record.kafkaPartition();
        if (partition != last.partition() || !topic.equals(last.topic())) {
            last = new TopicPartition(topic, partition);
        }
        return last;
    }

    static long offset(SinkRecord record) {
        return TOLD ? record.originalKafkaOffset() : record.kafkaOffset();
    }

    /** What to say of a record whose partition the task does not have. Going on would mean never to commit it. */
    static ConnectException notAssigned(TopicPartition partition) {
        return new ConnectException(
                TOLD
                        ? "A record of " + partition + " came, which is not assigned to this task. Nothing is lost,"
                                + " offsets stand still. Restart the task."
                        : "A record says it is of " + partition + ", which is not assigned to this task. A transform"
                                + " renames topics, and this worker (before 3.6) does not tell the original one. Nothing"
                                + " is lost, offsets stand still. Remove the transform, or use a newer worker.");
    }
}
