package io.github.pinsink.tools.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void keepsAShortText() {
        assertThat(Excerpt.of("0123456789", "01", 10)).isEqualTo("0123456789");
    }

    @Test
    void beginsShortlyBeforeTheFirstDifference() {
        assertThat(Excerpt.of("aaaaaaaaaaaaaaaaaaaaXbbbbbbbbbbbbbbbbbbbb", "aaaaaaaaaaaaaaaaaaaaYb", 10))
                .isEqualTo("…aaXbbbbb…");
    }

    @Test
    void keepsTheBeginAndTheEnd() {
        assertThat(Excerpt.of("X23456789012", "Y", 10)).isEqualTo("X2345678…");
        assertThat(Excerpt.of("12345678901X", "12345678901Y", 10)).isEqualTo("…5678901X");
        assertThat(Excerpt.of("1234567890123", "1234567890", 10)).isEqualTo("…67890123");
    }

    @Test
    void doesNotCutACharacterInTwo() {
        String faces = "😀".repeat(20);

        assertThat(Excerpt.of("a" + faces, "a" + faces.substring(0, 20), 10)).matches("…(😀)+…");
        assertThat(Excerpt.of(faces, faces.substring(0, 20), 11)).matches("…(😀)+…");
    }
}
