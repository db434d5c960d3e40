package io.github.pinsink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {
    private static final long START = 5;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void isZeroWhileThereWasNoCall() {
        LatencyWindow window = new LatencyWindow(START);
        assertThat(window.percentile(0.99, START)).isZero();
        assertThat(window.max(START)).isZero();
    }

    @Test
    void forgetsCallsAfterTwoMinutesAtMost() {
        LatencyWindow window = new LatencyWindow(START);
        window.record(Duration.ofMillis(70).toNanos(), START);
        assertThat(window.max(START + MINUTE)).as("in the window before").isEqualTo(70);
        assertThat(window.percentile(0.5, START + MINUTE)).isEqualTo(70);
        assertThat(window.max(START + 2 * MINUTE)).isZero();
        assertThat(window.percentile(0.5, START + 2 * MINUTE)).isZero();
    }

    @Test
    void forgetsAtOnceWhatIsOldWhenNobodyAskedInBetween() {
        LatencyWindow window = new LatencyWindow(START);
        window.record(Duration.ofMillis(70).toNanos(), START);
        assertThat(window.max(START + 10 * MINUTE)).isZero();
    }

    @Property(tries = 300)
    void tellsPercentilesNeverTooLowAndAtMostASixteenthTooHigh(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(max = 3_600_000_000L) Long> micros) {
        LatencyWindow window = new LatencyWindow(START);
        micros.forEach(one -> window.record(one * 1000, START));
        List<Long> sorted = micros.stream().sorted().toList();
        for (double share : new double[] {0.5, 0.95, 0.99, 1}) {
            double exact = sorted.get((int) Math.ceil(sorted.size() * share) - 1) / 1000.0;
            assertThat(window.percentile(share, START)).isBetween(exact, exact * 17 / 16);
        }
        assertThat(window.max(START)).isCloseTo(sorted.get(sorted.size() - 1) / 1000.0, Offset.offset(1e-9));
    }
}
