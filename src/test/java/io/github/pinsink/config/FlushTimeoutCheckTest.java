package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of flush.timeout.ms against the poll interval of the consumer. */
class FlushTimeoutCheckTest {
    private static final String INTERVAL = "consumer.override.max.poll.interval.ms";

    private final Map<String, String> properties = MinimalConfig.properties();

    @ParameterizedTest
    @CsvSource({"30000, 30000", "60000, 30000"})
    void reportsATimeoutThatIsNotLessThanThePollInterval(String timeout, String interval) {
        properties.put("flush.timeout.ms", timeout);
        properties.put(INTERVAL, interval);

        assertThat(problems())
                .containsOnly(Map.entry(
                        "flush.timeout.ms",
                        List.of("flush.timeout.ms: must be less than " + INTERVAL + " (" + interval
                                + "), got " + timeout
                                + "; otherwise the consumer is removed from the group. Decrease it or"
                                + " increase " + INTERVAL)));
    }

    @Test
    void comparesTheDefaultTimeoutToo() {
        properties.put(INTERVAL, "3000");

        assertThat(problems()).containsOnlyKeys("flush.timeout.ms");
    }

    @Test
    void acceptsATimeoutBelowThePollInterval() {
        properties.put("flush.timeout.ms", "29999");
        properties.put(INTERVAL, " 30000 ");

        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "five minutes", "1e4"})
    void ignoresAPollIntervalThatIsNotANumber(String interval) {
        properties.put("flush.timeout.ms", "60000");
        properties.put(INTERVAL, interval);

        assertThat(problems()).isEmpty();
    }

    private Map<String, List<String>> problems() {
        return MinimalConfig.problems(properties);
    }
}
