package io.github.pinsink.errant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RecordSizeEstimatorTest {
    @Test
    void isCloseToTheBytesOfAJsonOrder() throws Exception {
        Map<?, ?> order = new ObjectMapper()
                .readValue(
                        "{\"order_id\":\"order-1\",\"total_cents\":5997,\"paid\":true,\"customer\":{\"email\":"
                                + "\"jane@example.com\",\"phone\":null},\"items\":[{\"sku\":\"a-1\",\"price\":19.99},"
                                + "{\"sku\":\"b-2\",\"price\":19.99}]}",
                        Map.class);
        int exact = new ObjectMapper().writeValueAsBytes(order).length;
        assertThat(RecordSizeEstimator.of(record(order))).isBetween(exact * 3L / 4, exact * 3L / 2);
    }

    @Test
    void isExactForBytesAndCloseForText() {
        assertThat(RecordSizeEstimator.of(record(new byte[10_000]))).isBetween(10_000L, 10_010L);
        assertThat(RecordSizeEstimator.of(record("x".repeat(10_000)))).isBetween(10_000L, 10_020L);
    }

    @Test
    void countsStructsTheirListsAndTheirMaps() {
        Schema schema = SchemaBuilder.struct()
                .field("name", Schema.STRING_SCHEMA)
                .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .build();
        Struct struct = new Struct(schema).put("name", "n".repeat(100)).put("tags", List.of("t".repeat(100)));
        assertThat(RecordSizeEstimator.of(record(struct))).isBetween(200L, 260L);
    }

    @Test
    void countsHeaders() {
        SinkRecord record = record("");
        record.headers().addString("trace", "h".repeat(500));
        assertThat(RecordSizeEstimator.of(record)).isBetween(500L, 530L);
    }

    @Test
    void comesToAnEndForAValueThatHoldsItself() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        assertThat(RecordSizeEstimator.of(record(self))).isPositive();
        self.add(self);
        assertThat(RecordSizeEstimator.of(record(self))).isPositive();
    }

    @Test
    void comesToAnEndForValuesThatATransformShares() {
        List<Object> shared = List.of("x", "y");
        for (int i = 0; i < 100; i++) {
            shared = List.of(shared, shared);
        }
        assertThat(RecordSizeEstimator.of(record(shared))).isPositive();
    }

    private static SinkRecord record(Object value) {
        return new SinkRecord("orders", 0, null, null, null, value, 0);
    }
}
