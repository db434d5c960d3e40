package io.github.pinsink.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingResult;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Maps a record to an event: an order of about 850 bytes, 18 mapped fields, 7 of them hashed, with a filter. All kinds of
 * records become the same event. To compare, it measures the minimum work ({@link #floor}), the same mapping with each
 * expression interpreted, and the mapping with Connect's JsonConverter in front.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
// A fixed heap size, as for a worker in production.
@Fork(jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class MapperBenchmark {
    private static final String TOPIC = "orders";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    /** Fixed, since the mapper gets the time as an argument. */
    private static final long NOW = System.currentTimeMillis();

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> HASHED =
            List.of("email", "phone", "first_name", "last_name", "city", "zip", "id");

    private final JsonConverter converter = new JsonConverter();
    private final MessageDigest sha256 = sha256();
    private final byte[] digest = new byte[32];
    private final byte[] hex = new byte[64];

    private Mapper mapper;
    private Mapper interpreting;
    private byte[][] orders;
    private SinkRecord[] json;
    private SinkRecord[] maps;
    private SinkRecord[] structs;
    private byte[][][] personal;
    private int next;

    @Setup
    public void prepare() {
        converter.configure(Map.of("schemas.enable", "false"), false);
        mapper = mapper(BenchOrders.properties());
        interpreting = mapper(interpreted(BenchOrders.properties()));
        orders = BenchOrders.json().toArray(byte[][]::new);
        json = Arrays.stream(orders).map(order -> record(null, order)).toArray(SinkRecord[]::new);
        maps = Arrays.stream(orders)
                .map(order -> record(null, converter.toConnectData(TOPIC, order).value()))
                .toArray(SinkRecord[]::new);
        structs = Arrays.stream(orders)
                .map(BenchOrders::struct)
                .map(struct -> record(struct.schema(), struct))
                .toArray(SinkRecord[]::new);
        personal = Arrays.stream(orders).map(MapperBenchmark::personal).toArray(byte[][][]::new);
    }

    /**
     * The finished events. Only {@link #floor} needs them: in the other benchmarks the mapper must see one kind of record
     * only, which makes it faster.
     */
    @State(Scope.Thread)
    public static class Finished {
        private byte[][] events;

        @Setup
        public void prepare(MapperBenchmark benchmark) {
            events = Arrays.stream(benchmark.json)
                    .map(record -> map(benchmark.mapper, record))
                    .toArray(byte[][]::new);
        }
    }

    /** SHA-256 and hex of the same seven values, already normalized, and one copy of the finished event. */
    @Benchmark
    public byte[] floor(Finished finished) throws DigestException {
        int i = next();
        for (byte[] value : personal[i]) {
            sha256.update(value);
            sha256.digest(digest, 0, digest.length);
            for (int b = 0; b < digest.length; b++) {
                hex[2 * b] = HEX[(digest[b] >> 4) & 0xf];
                hex[2 * b + 1] = HEX[digest[b] & 0xf];
            }
        }
        return finished.events[i].clone();
    }

    @Benchmark
    public byte[] map() {
        return map(mapper, maps[next()]);
    }

    @Benchmark
    public byte[] struct() {
        return map(mapper, structs[next()]);
    }

    @Benchmark
    public byte[] jsonBytes() {
        return map(mapper, json[next()]);
    }

    @Benchmark
    public byte[] jsonConverterThenMap() {
        return map(
                mapper,
                record(null, converter.toConnectData(TOPIC, orders[next()]).value()));
    }

    @Benchmark
    public byte[] interpretedMap() {
        return map(interpreting, maps[next()]);
    }

    private int next() {
        next = (next + 1) % orders.length;
        return next;
    }

    private static byte[] map(Mapper mapper, SinkRecord record) {
        MappingResult result = mapper.map(record, PARTITION, record.kafkaOffset(), NOW);
        return ((MappingResult.Mapped) result).events().get(0).encoded().json();
    }

    private static SinkRecord record(org.apache.kafka.connect.data.Schema schema, Object value) {
        return new SinkRecord(TOPIC, 0, null, null, schema, value, 42);
    }

    private static Mapper mapper(Map<String, String> properties) {
        ConnectorConfig config = ConnectorConfig.parse(properties);
        return new Mapper(config.mappingPlans(), config.eventRules(), System::nanoTime);
    }

    /** The same mapping with a function definition before each expression, so that the expression is interpreted. */
    private static Map<String, String> interpreted(Map<String, String> properties) {
        Map<String, String> same = new TreeMap<>(properties);
        same.replaceAll((key, expression) -> key.startsWith("mapping.") || key.equals("filter")
                ? "($f := function($x){$x}; " + expression + ")"
                : expression);
        return same;
    }

    private static byte[][] personal(byte[] order) {
        JsonNode customer = BenchOrders.read(order).get("customer");
        return HASHED.stream()
                .map(name -> customer.get(name).textValue().toLowerCase().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
