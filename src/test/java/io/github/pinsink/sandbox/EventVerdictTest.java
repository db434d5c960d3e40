package io.github.pinsink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.sandbox.SampleOrder.Fate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The demo is only worth its exit code if it can also say no. */
class EventVerdictTest {
    private final List<SampleOrder> orders = List.of(
            new SampleOrder("a", "{}", Fate.DELIVERED, Set.of("Anneliese", "Ann.Doe@example.com")),
            new SampleOrder("b", "{}", Fate.REJECTED, Set.of()),
            new SampleOrder("c", "{}", Fate.FILTERED, Set.of()));

    @Test
    void noComplaintWhenEveryRecordWentItsWay() {
        assertThat(EventVerdict.of(orders, List.of("a"), List.of("b"))).isEqualTo(new EventVerdict(List.of(), 0));
    }

    @Test
    void countsWhatCameTwice() {
        assertThat(EventVerdict.of(orders, List.of("a", "a"), List.of("b"))).isEqualTo(new EventVerdict(List.of(), 1));
    }

    @Test
    void complainsOfMissingAndSurplusRecords() {
        assertThat(EventVerdict.of(orders, List.of(), List.of("b")).complaints())
                .hasSize(1);
        assertThat(EventVerdict.of(orders, List.of("a", "c"), List.of("b")).complaints())
                .hasSize(1);
        assertThat(EventVerdict.of(orders, List.of("a"), List.of()).complaints())
                .hasSize(1);
    }

    @Test
    void findsPersonalValuesInAnyDress() {
        LeakCheck check = new LeakCheck(orders);
        assertThat(check.leaks("{\"fn\":[\"anneliese\"]}")).isTrue();
        assertThat(check.leaks("could not read Anneliese.")).isTrue();
        assertThat(check.leaks("mail=ann.doe@example.com;")).isTrue();
        assertThat(check.leaks("{\"fn\":[\"86e0b9e5\"]}")).isFalse();
    }
}
