package io.github.pinsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Records that come back from a dead letter queue. */
class DeadLetterOriginTest {
    private final Headers headers = new ConnectHeaders();

    @Test
    void keepTheEventIdOfTheOriginalRecord() {
        headers.addString("__connect.errors.topic", "orders")
                .addInt("__connect.errors.partition", 2)
                .addLong("__connect.errors.offset", 417);
        assertThat(id("orders-dlq", 0, 3, headers)).isEqualTo(id("orders", 2, 417, new ConnectHeaders()));
    }

    /** Whoever may write to a topic chooses the headers, and could make two conversions of others count as one. */
    @Test
    void areReadOnlyInATopicThatIsConfiguredAsADeadLetterQueue() {
        headers.addString("__connect.errors.topic", "orders")
                .addInt("__connect.errors.partition", 2)
                .addLong("__connect.errors.offset", 417);
        assertThat(id("carts", 0, 3, headers)).isEqualTo(id("carts", 0, 3, new ConnectHeaders()));
    }

    @Test
    void areConfiguredByTheNameOfTheTopicBeforeTransforms() {
        headers.addString("__connect.errors.topic", "orders")
                .addInt("__connect.errors.partition", 2)
                .addLong("__connect.errors.offset", 417);
        SinkRecord renamed = new SinkRecord(
                "orders", 0, null, null, null, MapperFixture.order(""), 3, 1_763_000_000_000L, null, headers);
        MapperFixture declared = new MapperFixture().with("dead.letter.topics", "other-dlq, orders-dlq");

        assertThat(eventId(declared, renamed, "orders-dlq")).isEqualTo(id("orders", 2, 417, new ConnectHeaders()));
        assertThat(eventId(declared, renamed, "carts")).isEqualTo(id("carts", 0, 3, new ConnectHeaders()));
        assertThat(eventId(new MapperFixture(), renamed, "orders-dlq"))
                .isEqualTo(id("orders-dlq", 0, 3, new ConnectHeaders()));
    }

    private static String eventId(MapperFixture config, SinkRecord record, String readFrom) {
        MappingResult result = config.mapper().map(record, new TopicPartition(readFrom, 0), 3, MapperFixture.NOW);
        return MapperFixture.event(result).path("event_id").asText();
    }

    @Test
    void areReadWithAnyHeaderConverter() {
        // Kafka's own converter for headers makes the smallest number of what looks like one.
        headers.addString("__connect.errors.topic", "orders")
                .addByte("__connect.errors.partition", (byte) 2)
                .addShort("__connect.errors.offset", (short) 417);
        Headers bytes = new ConnectHeaders()
                .addBytes("__connect.errors.topic", bytes("orders"))
                .addBytes("__connect.errors.partition", bytes("2"))
                .addBytes("__connect.errors.offset", bytes("417"));
        assertThat(DeadLetterOrigin.of(headers))
                .isEqualTo(DeadLetterOrigin.of(bytes))
                .contains(new DeadLetterOrigin(new TopicPartition("orders", 2), 417));
    }

    @Test
    void keepTheFirstPositionThroughASecondQueue() {
        headers.addString("__connect.errors.topic", "orders").addString("__connect.errors.topic", "orders-dlq");
        headers.addString("__connect.errors.partition", "2").addString("__connect.errors.partition", "0");
        headers.addString("__connect.errors.offset", "417").addString("__connect.errors.offset", "3");
        assertThat(DeadLetterOrigin.of(headers)).contains(new DeadLetterOrigin(new TopicPartition("orders", 2), 417));
    }

    @Test
    void needAllThreeHeaders() {
        assertThat(DeadLetterOrigin.of(headers)).isEmpty();
        headers.addString("__connect.errors.topic", "orders").addString("__connect.errors.partition", "2");
        assertThat(DeadLetterOrigin.of(headers)).isEmpty();
        headers.addString("__connect.errors.offset", "many");
        assertThat(DeadLetterOrigin.of(headers)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String id(String topic, int partition, long offset, Headers headers) {
        SinkRecord record =
                new SinkRecord(topic, partition, null, null, null, "{}", offset, 1_763_000_000_000L, null, headers);
        return new EventIds(new TopicPartition(topic, partition), offset, record, Set.of("orders-dlq")).get();
    }
}
