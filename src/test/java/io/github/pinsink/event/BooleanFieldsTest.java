package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Booleans as systems write them. An opt-out is never taken for a no because it is not understood. */
class BooleanFieldsTest {
    private static final List<String> YES = List.of("true", "1", "yes", "on", "y", "t", "denied");
    private static final List<String> NO = List.of("false", "0", "no", "off", "n", "f", "granted");
    private static final List<Object> NOT_UNDERSTOOD = List.of(
            "maybe",
            "LDP",
            "null",
            "none",
            "unknown",
            "n/a",
            "-",
            "opted_out",
            "restricted",
            "yes, please",
            "\"true\"",
            "2",
            "1.5",
            "-1",
            "0x1",
            "1e",
            "1E400",
            "y".repeat(2_000),
            2,
            -1L,
            0.5,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            new BigDecimal("1.0000000000000000000001"),
            new BigDecimal("1E400"),
            BigInteger.TWO.pow(64),
            List.of(true, false),
            List.of(List.of(true)),
            Map.of("status", "denied"),
            Map.of());

    @Nested
    class Words {
        @ParameterizedTest
        @ValueSource(strings = {"opt_out", "wifi"})
        void areUnderstoodInAnyCaseAndWithWhiteSpaceAround(String field) {
            for (String word : YES) {
                assertThat(spellings(word)).allMatch(spelling -> flag(field, spelling), word);
            }
            for (String word : NO) {
                assertThat(spellings(word)).noneMatch(spelling -> flag(field, spelling));
            }
        }

        private Stream<String> spellings(String word) {
            return Stream.of(
                    word,
                    word.toUpperCase(Locale.ROOT),
                    word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1),
                    "  " + word + "\t\n",
                    "\u00a0" + word + "\ufeff");
        }
    }

    @Test
    void numbersAreUnderstoodHoweverTheyAreWritten() {
        List<Object> ones =
                List.of(1, 1L, 1.0, 1f, new BigDecimal("1.00"), BigInteger.ONE, "1.0", "1.000", "1E0", " 1.0 ");
        List<Object> zeros = List.of(0, 0L, 0.0, -0.0, new BigDecimal("0E-9"), BigInteger.ZERO, "0.0", "0E1");
        assertThat(ones).allMatch(one -> flag("opt_out", one));
        assertThat(zeros).noneMatch(zero -> flag("opt_out", zero));
        assertThat(flag("opt_out", true)).isTrue();
        assertThat(flag("opt_out", List.of("yes"))).isTrue();
    }

    @ParameterizedTest
    @FieldSource("NOT_UNDERSTOOD")
    void anOptOutThatIsNotUnderstoodRejectsTheEvent(Object value) {
        for (EventRules rules : List.of(EventRules.standard(), EncoderFixture.strict())) {
            EncodingResult result =
                    new EncoderFixture().rules(rules).with("opt_out", value).encode();
            assertThat(result)
                    .isInstanceOfSatisfying(
                            EncodingResult.Invalid.class,
                            invalid -> assertThat(invalid.problems())
                                    .extracting(Problem::code)
                                    .containsExactly(ProblemCode.OPT_OUT_NOT_UNDERSTOOD));
        }
    }

    @Test
    void theReasonSaysWhatIsUnderstoodAndWhatToDo() {
        EncodingResult.Invalid invalid = (EncodingResult.Invalid)
                new EncoderFixture().with("opt_out", "maybe").encode();
        assertThat(invalid.problems())
                .extracting(Problem::text)
                .containsExactly(
                        "opt_out: expected true or false, 1 or 0, yes or no, on or off, y or n, t or f, denied or"
                                + " granted, got a string of length 5; it may be a yes, so the record is rejected;"
                                + " make the expression give one of these, or nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t", "\u00a0"})
    void aBlankOptOutIsAbsent(String blank) {
        EncodingResult.Encoded event =
                new EncoderFixture().with("opt_out", blank).encoded();
        assertThat(EncoderFixture.json(event.json()).has("opt_out")).isFalse();
        assertThat(event.dropped()).isEmpty();
    }

    @Test
    void aMissingOptOutIsAbsent() {
        for (Object none : Arrays.asList(null, List.of(), Collections.singletonList(null))) {
            EncoderFixture event = new EncoderFixture().with("opt_out", none);
            assertThat(event.sent("opt_out").isMissingNode()).isTrue();
            assertThat(event.dropped()).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("NOT_UNDERSTOOD")
    void anotherBooleanThatIsNotUnderstoodIsDropped(Object value) {
        EncoderFixture event = new EncoderFixture().with("wifi", value);
        assertThat(event.sent("wifi").isMissingNode()).isTrue();
        assertThat(event.dropped()).containsExactly("wifi");
    }

    @Test
    void anOptOutTypeThatIsNoStringRejectsTheEventToo() {
        assertThat(new EncoderFixture()
                        .with("custom_data.opt_out_type", Map.of("ldp", true))
                        .rejected())
                .containsExactly("custom_data.opt_out_type");
    }

    @Property
    void anyTextIsUnderstoodOrRejectsTheEvent(@ForAll String text) {
        String word = Whitespace.strip(text).toLowerCase(Locale.ROOT);
        EncoderFixture event = new EncoderFixture().with("opt_out", text);
        if (word.isEmpty()) {
            assertThat(event.sent("opt_out").isMissingNode()).isTrue();
        } else if (event.encode() instanceof EncodingResult.Encoded) {
            assertThat(flag("opt_out", text) ? YES : NO).containsAnyElementsOf(Set.of(word, number(word)));
        } else {
            assertThat(YES).doesNotContain(word);
            assertThat(NO).doesNotContain(word);
        }
    }

    private static String number(String word) {
        try {
            return new BigDecimal(word).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return word;
        }
    }

    private static boolean flag(String field, Object value) {
        EncoderFixture event = new EncoderFixture().with(field, value);
        assertThat(event.dropped()).isEmpty();
        assertThat(event.sent(field).isBoolean()).as("%s", value).isTrue();
        return event.sent(field).booleanValue();
    }
}
