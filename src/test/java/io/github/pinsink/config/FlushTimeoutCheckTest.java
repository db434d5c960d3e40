package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wait before a handover against what the connector sets for its consumers. */
class FlushTimeoutCheckTest {
    private static final String INTERVAL = "consumer.override.max.poll.interval.ms";

    private final Map<String, String> properties = MinimalConfig.properties();

    @ParameterizedTest
    @CsvSource({"30000, 30000", "60000, 30000"})
    void hasToBeLessThanWhatTheGroupGrants(String wait, String interval) {
        properties.put("flush.timeout.ms", wait);
        properties.put(INTERVAL, interval);

        assertThat(problems())
                .containsOnly(
                        Map.entry(
                                "flush.timeout.ms",
                                List.of(
                                        "flush.timeout.ms: is " + wait + " and has to be less than " + INTERVAL
                                                + ", which is "
                                                + interval
                                                + ". Otherwise the group takes the partitions away while the task waits. Lower the one or raise the other")));
    }

    @Test
    void isComparedWhereItIsTheDefaultToo() {
        properties.put(INTERVAL, "3000");

        assertThat(problems()).containsOnlyKeys("flush.timeout.ms");
    }

    @Test
    void passesBelow() {
        properties.put("flush.timeout.ms", "29999");
        properties.put(INTERVAL, " 30000 ");

        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "five minutes", "1e4"})
    void leavesAnIntervalThatIsNoNumberToTheWorker(String interval) {
        properties.put("flush.timeout.ms", "60000");
        properties.put(INTERVAL, interval);

        assertThat(problems()).isEmpty();
    }

    private Map<String, List<String>> problems() {
        return MinimalConfig.problems(properties);
    }
}
