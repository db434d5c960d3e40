package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ExpressionSourceTest {
    @Test
    void hasACaretBelowThePosition() {
        assertThat(source("subtotal - discount", 10).withCaret()).isEqualTo("subtotal - discount\n" + "         ^");
    }

    @Test
    void hasNoCaretWithoutAPosition() {
        for (int unknown : new int[] {0, -1, 20}) {
            assertThat(source("subtotal - discount", unknown).withCaret()).isEqualTo("subtotal - discount");
            assertThat(source("subtotal - discount", unknown).hasPosition()).isFalse();
        }
    }

    @Test
    void isOneLine() {
        ExpressionSource source = source("(\r\n  $a := 1;\n\t$a + name\n)", 19);
        assertThat(source.excerpt()).isEqualTo("( $a := 1; $a + name )");
        assertThat(source.withCaret().lines()).hasSize(2);
    }

    @Test
    void showsTheLineWithThePosition() {
        String text = "(\r\n  $a := 1;\r\n\t$a + nmae\r\n)";
        assertThat(source(text, text.indexOf("nmae") + 1).withCaret()).isEqualTo(" $a + nmae\n      ^");
        assertThat(source("a\n = = b", 6).withCaret()).isEqualTo(" = = b\n   ^");
    }

    @Test
    void isCutOnBothSidesOfThePositionIfItIsLong() {
        ExpressionSource source = source("'" + "x".repeat(300) + "' + " + "y".repeat(300), 304);
        assertThat(source.excerpt())
                .startsWith("…xxx")
                .contains("' + ")
                .endsWith("yyy…")
                .hasSize(102);
        assertThat(source.withCaret().lines().toList().get(1)).isEqualTo(" ".repeat(50) + '^');
    }

    @Property
    void theCaretIsBelowTheCharacterAtThePosition(
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 400) String text,
            @ForAll @IntRange(min = 1, max = 400) int position) {
        ExpressionSource source = source(text, position);
        if (position > text.length()) {
            assertThat(source.hasPosition()).isFalse();
            return;
        }
        String[] lines = source.withCaret().split("\n");
        assertThat(lines[0].length()).isLessThanOrEqualTo(102);
        assertThat(lines[0].charAt(lines[1].indexOf('^'))).isEqualTo(text.charAt(position - 1));
    }

    @Property
    void isNeverCutInsideACharacter(@ForAll @IntRange(min = 1, max = 400) int position) {
        String text = "a\uD83D\uDE00".repeat(133) + "a";
        assertThat(source(text, position).excerpt().codePoints())
                .noneMatch(codePoint -> codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static ExpressionSource source(String text, int position) {
        return new ExpressionSource("mapping.custom_data.value", text, position);
    }
}
