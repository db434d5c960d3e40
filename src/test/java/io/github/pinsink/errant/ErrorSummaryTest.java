package io.github.pinsink.errant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ErrorSummaryTest {
    @Test
    void areJoined() {
        assertThat(text("no time")).isEqualTo("no time");
        assertThat(text("no time", "no name")).isEqualTo("no time; no name");
    }

    @Test
    void areBoundedAndTellHowManyAreLeftOut() {
        String text = text(Collections.nCopies(10_000, "r".repeat(100)).toArray(String[]::new));
        assertThat(text.length()).isBetween(2_800, 3_200);
        assertThat(text).endsWith("; and 9971 more");
    }

    @Test
    void areCutWhenTheFirstIsTooLongByItself() {
        assertThat(text("r".repeat(5_000))).hasSize(3_001).endsWith("r…");
        assertThat(text("r".repeat(5_000), "second")).endsWith("…; and 1 more");
    }

    private static String text(String... messages) {
        return ErrorSummary.text(Arrays.stream(messages)
                .map(message -> Problem.found(ProblemCode.EXPRESSION_FAILED, "", message))
                .toList());
    }
}
