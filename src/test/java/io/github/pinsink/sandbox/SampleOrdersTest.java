package io.github.pinsink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.SampleOrder.ExpectedOutcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleOrdersTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void generatesTheSameOrdersForTheSameSeed() {
        assertThat(SampleOrders.withTombstones(7, NOW).take(300))
                .isEqualTo(SampleOrders.withTombstones(7, NOW).take(300));
        assertThat(SampleOrders.of(7, NOW).take(50))
                .isNotEqualTo(SampleOrders.of(8, NOW).take(50));
    }

    @Test
    void generatesOrdersForEachOutcomeAndMostOfThemAreDelivered() {
        List<SampleOrder> orders = SampleOrders.of(7, NOW).take(2_000);
        assertThat(orders).extracting(SampleOrder::expectedOutcome).contains(ExpectedOutcome.values());
        assertThat(orders)
                .filteredOn(order -> order.expectedOutcome() == ExpectedOutcome.DELIVERED)
                .hasSizeGreaterThan(1_600);
        assertThat(orders).extracting(SampleOrder::orderId).doesNotHaveDuplicates();
    }

    @Test
    void expectsTheOutcomeThatTheRecordImplies() throws Exception {
        for (SampleOrder order : SampleOrders.of(7, NOW).take(2_000)) {
            JsonNode value = json.readTree(order.json());
            boolean paid = value.get("status").asText().equals("PAID");
            assertThat(order.expectedOutcome() == ExpectedOutcome.FILTERED).isEqualTo(!paid);
            boolean valid = value.path("created_at").asText().startsWith("2026-11-24T1")
                    && value.at("/customer").has("email");
            assertThat(order.expectedOutcome() == ExpectedOutcome.DELIVERED).isEqualTo(paid && valid);
        }
    }

    @Test
    void expectsTombstonesToBeFiltered() {
        assertThat(SampleOrders.withTombstones(7, NOW).take(1_000))
                .filteredOn(order -> order.json() == null)
                .isNotEmpty()
                .allMatch(order -> order.expectedOutcome() == ExpectedOutcome.FILTERED);
    }
}
