package io.github.pinsink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void areJoined() {
        assertThat(Reasons.text(List.of("no time"))).isEqualTo("no time");
        assertThat(Reasons.text(List.of("no time", "no name"))).isEqualTo("no time; no name");
    }

    @Test
    void areBoundedAndTellHowManyAreLeftOut() {
        String text = Reasons.text(Collections.nCopies(10_000, "r".repeat(100)));
        assertThat(text.length()).isBetween(2_800, 3_200);
        assertThat(text).endsWith("; and 9971 more");
    }

    @Test
    void areCutWhenTheFirstIsTooLongByItself() {
        assertThat(Reasons.text(List.of("r".repeat(5_000)))).hasSize(3_001).endsWith("r…");
        assertThat(Reasons.text(List.of("r".repeat(5_000), "second"))).endsWith("…; and 1 more");
    }
}
