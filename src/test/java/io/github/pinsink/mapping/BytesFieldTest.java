package io.github.pinsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bytes field is read as base64. Expressions can read it for each element of a list. */
class BytesFieldTest {
    private static final int ITEMS = 1_000;
    private static final byte[] BLOB = new byte[900_000];

    /** Copies of the base64 string for each item would take more than a gigabyte. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$count(items.$$.blob)",
                "$count(items.$record.blob)",
                "$count(items.$$.nested.blob)",
                "$count(items.{\"a\": $$.blob})",
                "$count($map(items, function($i) { $$.blob }))",
                "$count($append(items.$$.blob, items.$$.blob))",
                "$count(items.[$$.blob, $$.nested.blob, $key, $headers.blob])",
            })
    void isConvertedOnceForARecordHoweverOftenItIsRead(String expression) {
        Schema item = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        Schema nested =
                SchemaBuilder.struct().field("blob", Schema.BYTES_SCHEMA).build();
        Schema schema = SchemaBuilder.struct()
                .field("time", Schema.INT64_SCHEMA)
                .field("email", Schema.STRING_SCHEMA)
                .field("blob", Schema.BYTES_SCHEMA)
                .field("nested", nested)
                .field("items", SchemaBuilder.array(item).build())
                .build();
        List<Struct> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(new Struct(item).put("id", i));
        }
        Struct struct = new Struct(schema)
                .put("time", 1_762_999_000L)
                .put("email", "jane@example.com")
                .put("blob", BLOB)
                .put("nested", new Struct(nested).put("blob", ByteBuffer.wrap(BLOB)))
                .put("items", items);
        long before = allocatedBytes();
        map(expression, schema, struct);
        assertThat(allocatedBytes() - before).as("bytes allocated for a Struct").isLessThan(100_000_000);

        Map<String, Object> map = new HashMap<>(Map.of(
                "time",
                1_762_999_000L,
                "email",
                "jane@example.com",
                "blob",
                BLOB,
                "nested",
                Map.of("blob", ByteBuffer.wrap(BLOB))));
        map.put("items", items.stream().map(one -> Map.of("id", one.get("id"))).toList());
        before = allocatedBytes();
        map(expression, null, map);
        assertThat(allocatedBytes() - before).as("bytes allocated for a Map").isLessThan(100_000_000);
    }

    private static void map(String expression, Schema schema, Object value) {
        Mapper mapper = new MapperFixture()
                .with("mapping.custom_data.num_items", expression)
                .mapper();
        assertThat(MapperFixture.map(mapper, MapperFixture.record(schema, value)))
                .isInstanceOf(MappingResult.Mapped.class);
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
