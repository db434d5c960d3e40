package io.github.pinsink.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.record.RecordReader;
import io.github.pinsink.mapping.record.UnreadableRecordException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads JSON of about 850 bytes to the values that expressions use. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordReaderBenchmark {
    private final ObjectMapper databind = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final RecordReader whole = new RecordReader(Projection.everything());
    private final RecordReader asMapped = new RecordReader(Projection.path("status")
            .union(Projection.path("order_id"))
            .union(Projection.path("created_at"))
            .union(Projection.path("currency"))
            .union(Projection.path("total_cents"))
            .union(Projection.path("context"))
            .union(Projection.path("customer", "email"))
            .union(Projection.path("customer", "phone"))
            .union(Projection.path("customer", "first_name"))
            .union(Projection.path("customer", "last_name"))
            .union(Projection.path("customer", "city"))
            .union(Projection.path("customer", "zip"))
            .union(Projection.path("customer", "id"))
            .union(Projection.path("items")));
    private final RecordReader fewFields = new RecordReader(
            Projection.path("status").union(Projection.path("created_at")).union(Projection.path("customer", "email")));

    private byte[][] orders;
    private SinkRecord[] records;
    private int next;

    @Setup
    public void prepare() {
        orders = BenchOrders.json().toArray(byte[][]::new);
        records = BenchOrders.json().stream()
                .map(json -> new SinkRecord("orders", 0, null, null, null, json, 42))
                .toArray(SinkRecord[]::new);
    }

    @Benchmark
    public Object databind() throws IOException {
        return databind.readValue(orders[next()], Object.class);
    }

    @Benchmark
    public Object whole() throws UnreadableRecordException {
        return whole.read(records[next()]);
    }

    @Benchmark
    public Object asMapped() throws UnreadableRecordException {
        return asMapped.read(records[next()]);
    }

    @Benchmark
    public Object fewFields() throws UnreadableRecordException {
        return fewFields.read(records[next()]);
    }

    private int next() {
        next = (next + 1) % orders.length;
        return next;
    }
}
