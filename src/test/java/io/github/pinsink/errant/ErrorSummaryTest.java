package io.github.pinsink.errant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorSummaryTest {
    @Test
    void areJoined() {
        assertThat(ErrorSummary.text(List.of("no time"))).isEqualTo("no time");
        assertThat(ErrorSummary.text(List.of("no time", "no name"))).isEqualTo("no time; no name");
    }

    @Test
    void areBoundedAndTellHowManyAreLeftOut() {
        String text = ErrorSummary.text(Collections.nCopies(10_000, "r".repeat(100)));
        assertThat(text.length()).isBetween(2_800, 3_200);
        assertThat(text).endsWith("; and 9971 more");
    }

    @Test
    void areCutWhenTheFirstIsTooLongByItself() {
        assertThat(ErrorSummary.text(List.of("r".repeat(5_000)))).hasSize(3_001).endsWith("r…");
        assertThat(ErrorSummary.text(List.of("r".repeat(5_000), "second"))).endsWith("…; and 1 more");
    }
}
