package io.github.pinsink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.SampleOrder.Fate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleOrdersTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void sameSeedSameOrders() {
        assertThat(SampleOrders.withTombstones(7, NOW).take(300))
                .isEqualTo(SampleOrders.withTombstones(7, NOW).take(300));
        assertThat(SampleOrders.of(7, NOW).take(50))
                .isNotEqualTo(SampleOrders.of(8, NOW).take(50));
    }

    @Test
    void everyFateOccursAndMostAreDelivered() {
        List<SampleOrder> orders = SampleOrders.of(7, NOW).take(2_000);
        assertThat(orders).extracting(SampleOrder::fate).contains(Fate.values());
        assertThat(orders).filteredOn(order -> order.fate() == Fate.DELIVERED).hasSizeGreaterThan(1_600);
        assertThat(orders).extracting(SampleOrder::orderId).doesNotHaveDuplicates();
    }

    @Test
    void theFateIsWhatTheRecordSays() throws Exception {
        for (SampleOrder order : SampleOrders.of(7, NOW).take(2_000)) {
            JsonNode value = json.readTree(order.json());
            boolean paid = value.get("status").asText().equals("PAID");
            assertThat(order.fate() == Fate.FILTERED).isEqualTo(!paid);
            boolean fine = value.path("created_at").asText().startsWith("2026-11-24T1")
                    && value.at("/customer").has("email");
            assertThat(order.fate() == Fate.DELIVERED).isEqualTo(paid && fine);
        }
    }

    @Test
    void tombstonesAreFiltered() {
        assertThat(SampleOrders.withTombstones(7, NOW).take(1_000))
                .filteredOn(order -> order.json() == null)
                .isNotEmpty()
                .allMatch(order -> order.fate() == Fate.FILTERED);
    }
}
