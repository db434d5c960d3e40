package io.github.pinsink.bench;

import io.github.pinsink.offset.OffsetTracker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Tracks offsets: accepts and settles a record while 20,000 are in flight, with batches that settle out of order. Also
 * measures a commit.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OffsetTrackerBenchmark {
    private static final int BATCH = 1_000;
    private static final int BATCHES = 20;

    @Param({"1", "100", "1000"})
    private int partitions;

    private final OffsetTracker tracker = new OffsetTracker();
    private final Map<TopicPartition, OffsetAndMetadata> offered = new HashMap<>();
    private final OffsetTracker.Position[] inFlight = new OffsetTracker.Position[BATCH * BATCHES];
    private TopicPartition[] assigned;
    private long[] offsets;
    private int next;

    @Setup
    public void open() {
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            all.add(new TopicPartition("orders", i));
        }
        assigned = all.toArray(new TopicPartition[0]);
        offsets = new long[partitions];
        tracker.open(all);
        all.forEach(partition -> offered.put(partition, new OffsetAndMetadata(Long.MAX_VALUE)));
        for (int i = 0; i < inFlight.length; i++) {
            inFlight[i] = accept(i);
        }
    }

    private OffsetTracker.Position accept(int index) {
        // Successive records of one partition, as a poll returns them.
        int partition = index / 50 % partitions;
        return tracker.accept(assigned[partition], offsets[partition]++, index);
    }

    @Benchmark
    public OffsetTracker.Position acceptAndSettle() {
        int batch = next / BATCH;
        int slot = (batch ^ 1) * BATCH + next % BATCH;
        tracker.settle(inFlight[slot]);
        OffsetTracker.Position position = accept(next);
        inFlight[slot] = position;
        next = (next + 1) % inFlight.length;
        return position;
    }

    @Benchmark
    public Map<TopicPartition, OffsetAndMetadata> committable() {
        return tracker.committable(offered);
    }
}
