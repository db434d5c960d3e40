package io.github.pinsink.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** A topic and the offsets of its group: what is produced and what is committed. */
final class FakeConsumerGroup {
    static final String TOPIC = "orders";

    private final long[] produced;
    private final long[] committed;

    FakeConsumerGroup(int partitions) {
        this.produced = new long[partitions];
        this.committed = new long[partitions];
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }

    int partitions() {
        return produced.length;
    }

    void produce(int recordsPerPartition) {
        for (int partition = 0; partition < produced.length; partition++) {
            produced[partition] += recordsPerPartition;
        }
    }

    long end(int partition) {
        return produced[partition];
    }

    long committed(int partition) {
        return committed[partition];
    }

    void commit(int partition, long offset) {
        committed[partition] = offset;
    }

    long total() {
        long sum = 0;
        for (long end : produced) {
            sum += end;
        }
        return sum;
    }

    long totalCommitted() {
        long sum = 0;
        for (long offset : committed) {
            sum += offset;
        }
        return sum;
    }

    List<RecordId> all() {
        List<RecordId> all = new ArrayList<>();
        for (int partition = 0; partition < produced.length; partition++) {
            for (long offset = 0; offset < produced[partition]; offset++) {
                all.add(new RecordId(partition, offset));
            }
        }
        return all;
    }
}
