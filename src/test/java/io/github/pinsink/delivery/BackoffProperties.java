package io.github.pinsink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Over every bound that {@code retry.backoff.ms} and {@code retry.backoff.max.ms} allow. */
class BackoffProperties {
    @Property
    void staysBelowBothTheDoubledFirstWaitAndTheLongest(
            @ForAll @LongRange(min = 1, max = 600_000) long first,
            @ForAll @LongRange(min = 1, max = 3_600_000) long longest,
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int failures,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double chance) {
        long nanos = new Backoff(Duration.ofMillis(first), Duration.ofMillis(longest), () -> chance)
                .fullJitterNanos(failures);
        assertThat(nanos)
                .isNotNegative()
                .isLessThanOrEqualTo(Duration.ofMillis(longest).toNanos());
        if (failures <= 30) {
            assertThat((double) nanos)
                    .isLessThanOrEqualTo(Duration.ofMillis(first).toNanos() * Math.scalb(1.0, failures - 1));
        }
    }

    @Property
    void theFirstWaitIsDrawnFromARangeThatIsNotEmpty(
            @ForAll @LongRange(min = 1, max = 600_000) long first,
            @ForAll @LongRange(min = 1, max = 3_600_000) long longest) {
        Duration firstWait = Duration.ofMillis(first);
        Duration longestWait = Duration.ofMillis(longest);
        long shortest = new Backoff(firstWait, longestWait, () -> 0).fullJitterNanos(1);
        long upper = new Backoff(firstWait, longestWait, () -> Math.nextDown(1.0)).fullJitterNanos(1);
        assertThat(upper).isGreaterThan(shortest);
    }
}
