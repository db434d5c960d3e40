package io.github.pinsink.tools.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationHistogramTest {
    @Property
    void knowsEachQuantileToFivePercent(
            @ForAll @Size(min = 1, max = 500) List<@LongRange(min = 100, max = 10_000_000_000L) Long> durations) {
        DurationHistogram histogram = new DurationHistogram();
        durations.forEach(histogram::add);
        List<Long> sorted = durations.stream().sorted().toList();

        for (double share : new double[] {0.01, 0.5, 0.95, 1}) {
            long exact = sorted.get((int) Math.ceil(share * sorted.size()) - 1);
            assertThat(histogram.quantile(share)).isCloseTo(exact, withPercentage(5));
        }
        assertThat(histogram.max()).isEqualTo(sorted.get(sorted.size() - 1));
    }

    @Test
    void takesATimeInTheFutureAsNoDelay() {
        DurationHistogram histogram = new DurationHistogram();
        histogram.add(-5_000);

        assertThat(histogram.quantile(0.5)).isZero();
        assertThat(histogram.count()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "999, 999 ms",
        "1000, 1 s",
        "1500, 1.5 s",
        "59000, 59 s",
        "90000, 1.5 min",
        "7200000, 2 h",
        "129600000, 1.5 days",
        "864000000, 10 days"
    })
    void isPrintedInTheLargestUnit(long millis, String text) {
        assertThat(Durations.text(millis)).isEqualTo(text);
    }
}
