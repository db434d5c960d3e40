package io.github.pinsink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.sandbox.SampleOrder.ExpectedOutcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryCheckTest {
    private final List<SampleOrder> orders = List.of(
            new SampleOrder("a", "{}", ExpectedOutcome.DELIVERED, Set.of("Anneliese", "Ann.Doe@example.com")),
            new SampleOrder("b", "{}", ExpectedOutcome.REJECTED, Set.of()),
            new SampleOrder("c", "{}", ExpectedOutcome.FILTERED, Set.of()));

    @Test
    void findsNoMismatchWhenEachRecordHasItsExpectedOutcome() {
        assertThat(DeliveryCheck.of(orders, List.of("a"), List.of("b"))).isEqualTo(new DeliveryCheck(List.of(), 0));
    }

    @Test
    void countsDuplicateEvents() {
        assertThat(DeliveryCheck.of(orders, List.of("a", "a"), List.of("b")))
                .isEqualTo(new DeliveryCheck(List.of(), 1));
    }

    @Test
    void reportsMissingAndUnexpectedRecords() {
        assertThat(DeliveryCheck.of(orders, List.of(), List.of("b")).mismatches())
                .containsExactly("records that should have been delivered but were not: 1, such as [a]");
        assertThat(DeliveryCheck.of(orders, List.of("a", "c"), List.of("b")).mismatches())
                .containsExactly("records that were delivered but should not have been: 1, such as [c]");
        assertThat(DeliveryCheck.of(orders, List.of("a"), List.of()).mismatches())
                .containsExactly("records that should have been rejected but were not: 1, such as [b]");
    }

    @Test
    void findsPersonalValuesInLowerCaseInSentencesAndInCompounds() {
        LeakCheck check = new LeakCheck(orders);
        assertThat(check.leaks("{\"fn\":[\"anneliese\"]}")).isTrue();
        assertThat(check.leaks("could not read Anneliese.")).isTrue();
        assertThat(check.leaks("mail=ann.doe@example.com;")).isTrue();
        assertThat(check.leaks("{\"fn\":[\"86e0b9e5\"]}")).isFalse();
    }
}
