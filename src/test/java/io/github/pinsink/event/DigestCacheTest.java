package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DigestCacheTest {
    private final DigestCache known = new DigestCache();

    @Test
    void findsWhatWasPut() {
        keep("berlin");
        keep("abcdefghijklmno");
        assertThat(found("berlin")).isEqualTo(EncoderFixture.sha256("berlin"));
        assertThat(found("abcdefghijklmno")).isEqualTo(EncoderFixture.sha256("abcdefghijklmno"));
    }

    @Test
    void ignoresBytesAfterTheText() {
        keep("berlin");
        byte[] longer = Arrays.copyOf("berlin-mitte".getBytes(StandardCharsets.US_ASCII), 256);
        assertThat(known.find(longer, 6)).isNotNegative();
        assertThat(known.find(longer, 12)).isNegative();
    }

    @Test
    void aStringOfZerosIsNotAShorterOne() {
        keep("a");
        assertThat(found("a\0")).isEmpty();
    }

    @Test
    void longStringsAreNotCached() {
        keep("llanfairpwllgwyngyll");
        keep("abcdefghijklmnop");
        assertThat(found("abcdefghijklmnop")).isEmpty();
        assertThat(found("llanfairpwllgwyngyll")).isEmpty();
        assertThat(found("llanfairpwllgwyn")).isEmpty();
    }

    @Test
    void aNewEntryReplacesTheOneInItsSlotAndTheTableDoesNotGrow() {
        List<String> many = IntStream.range(0, 10_000).mapToObj(i -> "city" + i).toList();
        many.forEach(this::keep);
        long kept = many.stream().filter(text -> !found(text).isEmpty()).count();
        assertThat(kept).isBetween(500L, 1_024L);
        assertThat(found("city9999")).isEqualTo(EncoderFixture.sha256("city9999"));
    }

    @Property(tries = 200)
    void neverGivesTheDigestOfAnotherText(
            @ForAll @Size(min = 1, max = 50)
                    List<@StringLength(min = 1, max = 18) @Chars({'a', 'b', '0'}) String> texts) {
        for (String text : texts) {
            keep(text);
            for (String other : texts) {
                assertThat(found(other)).isIn("", EncoderFixture.sha256(other));
            }
        }
    }

    private void keep(String text) {
        if (known.find(bytes(text), text.length()) < 0) {
            byte[] hex = ("\"" + EncoderFixture.sha256(text)).getBytes(StandardCharsets.US_ASCII);
            known.put(hex, 1);
        }
    }

    private String found(String text) {
        int at = known.find(bytes(text), text.length());
        return at < 0 ? "" : new String(known.bytes(), at, DigestCache.LENGTH, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 256);
    }
}
