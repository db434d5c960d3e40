package io.github.pinsink.offset;

import java.util.Arrays;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The topic, partition and offset that a record was read from, before any transform: the position that a commit refers to.
 * Workers before 3.6 do not expose it (KIP-793); there the record's current position is used.
 */
public final class OriginalPosition {
    private static final boolean EXPOSED = Arrays.stream(SinkRecord.class.getMethods())
            .anyMatch(method -> method.getName().equals("originalTopic"));

    /** Records come in runs of one partition. */
    private TopicPartition last = new TopicPartition("", 0);

    public TopicPartition partition(SinkRecord record) {
        String topic = EXPOSED ? record.originalTopic() : record.topic();
        int partition = EXPOSED ? record.originalKafkaPartition() : record.kafkaPartition();
        if (partition != last.partition() || !topic.equals(last.topic())) {
            last = new TopicPartition(topic, partition);
        }
        return last;
    }

    public static long offset(SinkRecord record) {
        return EXPOSED ? record.originalKafkaOffset() : record.kafkaOffset();
    }

    /** For a record of a partition that the task does not have: continuing would mean never committing it. */
    public static ConnectException notAssigned(TopicPartition partition) {
        return new ConnectException(
                EXPOSED
                        ? "Received a record for " + partition
                                + ", which is not assigned to this task. No data is lost;"
                                + " no offsets are committed for it. Restart the task."
                        : "Received a record for " + partition
                                + ", which is not assigned to this task. A transform renames"
                                + " topics, and workers older than 3.6 do not expose the original topic (KIP-793). No data is"
                                + " lost; no offsets are committed for it. Remove the transform or upgrade the worker.");
    }
}
