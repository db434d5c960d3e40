package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;

/** Whatever the values are: nothing is thrown, and what is sent satisfies the specification. */
class EncoderProperties {
    private static final String PLANTED = "Pl4nted";
    private static final List<EventField> FIELDS = EventSchema.fields();

    @Property(tries = 3_000)
    void anyValueOfAnyFieldEndsInAnEventOfTheSpecificationOrInReasons(
            @ForAll("fields") EventField field, @ForAll("values") Object value) throws Exception {
        check(new EncoderFixture().with(field.path(), value));
    }

    @Property(tries = 300)
    void anyValuesOfAllFieldsEndInAnEventOfTheSpecificationOrInReasons(
            @ForAll("values") Object one, @ForAll("values") Object other) throws Exception {
        EncoderFixture event = new EncoderFixture();
        for (int i = 0; i < FIELDS.size(); i++) {
            if (!FIELDS.get(i).required()) {
                event.with(FIELDS.get(i).path(), i % 2 == 0 ? one : other);
            }
        }
        check(event);
        check(event.rules(EncoderFixture.strict()));
    }

    @Property(tries = 500)
    void stringsSurviveARoundTrip(@ForAll("texts") String text) {
        JsonNode sent = new EncoderFixture()
                .with("custom_data.content_name", "a" + text + "z")
                .sent("custom_data.content_name");
        assertThat(sent.textValue()).isEqualTo("a" + wellFormed(text) + "z");
    }

    @Property(tries = 2_000)
    void anAmountIsSentWithTheDigitsItHasButWithoutZerosAtItsEnd(
            @ForAll @BigRange(min = "-9999999999999999999", max = "9999999999999999999") BigInteger digits,
            @ForAll @IntRange(max = 20) int scale) {
        BigDecimal amount = new BigDecimal(digits, scale);
        assertThat(new EncoderFixture()
                        .with("custom_data.value", amount)
                        .sent("custom_data.value")
                        .textValue())
                .isEqualTo(
                        amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString());
    }

    @Property(tries = 2_000)
    void theAsciiShortcutOfARuleGivesTheSameResultAsTheRule(@ForAll("personal") String given) {
        List<FieldNormalizer> rules = List.of(
                FieldNormalizers.EMAIL,
                FieldNormalizers.NAME,
                FieldNormalizers.CITY,
                FieldNormalizers.POSTAL_CODE,
                FieldNormalizers.GENDER,
                FieldNormalizers.STATE,
                FieldNormalizers.COUNTRY,
                FieldNormalizers.EXTERNAL_ID,
                new AdvertisingId(),
                new PhoneNumber(),
                new NumericText(new PhoneNumber(), true),
                new NumericText(FieldNormalizers.POSTAL_CODE, false),
                new BirthDate());
        String text = Whitespace.strip(given);
        if (text.isEmpty()) {
            return;
        }
        for (FieldNormalizer rule : rules) {
            byte[] scratch = new byte[256];
            int length = rule.normalizeAscii("<" + text + ">", 1, 1 + text.length(), scratch, EventRules.standard());
            if (length != FieldNormalizer.NO_SHORTCUT) {
                assertThat(new String(scratch, 0, length, StandardCharsets.US_ASCII))
                        .as(rule.getClass().getName())
                        .isEqualTo(rule.normalize(text, EventRules.standard()));
            }
        }
    }

    private static void check(EncoderFixture event) throws Exception {
        long now = System.currentTimeMillis();
        EncodingResult result = event.with("event_time", now / 1000).encode(now);
        result.match(new EncodingResult.Cases<Void>() {
            @Override
            public Void encoded(EncodingResult.Encoded encoded) {
                assertThat(isUtf8(encoded.json())).isTrue();
                io.github.pinsink.sandbox.EventValidator.check(
                        EncoderFixture.json(encoded.json()),
                        io.github.pinsink.sandbox.EventValidator.Description.NEWER);
                assertPrivate(encoded.dropped());
                return null;
            }

            @Override
            public Void invalid(EncodingResult.Invalid invalid) {
                assertThat(invalid.problems()).isNotEmpty();
                assertPrivate(invalid.problems());
                return null;
            }

            @Override
            public Void skipped(EncodingResult.Skipped ignored) {
                return null;
            }
        });
    }

    private static void assertPrivate(List<Problem> problems) {
        assertThat(problems).hasSizeLessThanOrEqualTo(110);
        assertThat(problems.toString()).doesNotContain(PLANTED);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** With the replacement character for each half of a surrogate pair. */
    private static String wellFormed(String text) {
        StringBuilder formed = new StringBuilder();
        text.codePoints()
                .forEach(c -> formed.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
        return formed.toString();
    }

    @Provide
    Arbitrary<EventField> fields() {
        return Arbitraries.of(FIELDS);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\u0000', '\uffff').ofMaxLength(40);
    }

    /** Strings of all scripts, and more that are ASCII or nearly so, for which a rule has a shortcut. */
    @Provide
    Arbitrary<String> personal() {
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange('\u0000', '\u007f').ofMaxLength(30);
        Arbitrary<String> likely = Arbitraries.strings()
                .withChars("0019+()x#-/. TtexUKukcanyfmABZ@")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<String> dates =
                Arbitraries.strings().withChars("0123-/. T").ofMinLength(6).ofMaxLength(12);
        Arbitrary<String> nearlyAscii = Arbitraries.strings()
                .withChars("aZ19 @-.\u00e9\u0130\u0131\u212a\u00df\u0660\u00a0\u2009\ufeff")
                .ofMaxLength(12);
        Arbitrary<String> ids =
                Arbitraries.strings().withChars("0489abF-{}").ofMinLength(30).ofMaxLength(38);
        return Arbitraries.oneOf(any, likely, dates, ids, nearlyAscii, texts());
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(hostile(), texts().map(Object.class::cast), numbers());
        Arbitrary<Object> lists = scalars.injectNull(0.1)
                .list()
                .ofMaxSize(5)
                .map(list -> Collections.unmodifiableList(new ArrayList<>(list)));
        Arbitrary<Object> maps = Arbitraries.maps(
                        Arbitraries.of(
                                "id", "item_price", "quantity", "item_name", "item_category", "item_brand", PLANTED),
                        scalars)
                .ofMaxSize(5)
                .map(map -> map);
        Arbitrary<Object> objects = maps.list().ofMaxSize(4).map(list -> list);
        return Arbitraries.oneOf(scalars, lists, maps, objects);
    }

    private static Arbitrary<Object> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.floats().map(Object.class::cast),
                Arbitraries.bigDecimals().map(Object.class::cast));
    }

    private static Arbitrary<Object> hostile() {
        Map<Object, Object> nulls = new HashMap<>();
        nulls.put(null, PLANTED);
        nulls.put("id", null);
        nulls.put(7, PLANTED);
        nulls.put(PLANTED, 1);
        return Arbitraries.of(
                PLANTED,
                "",
                " \u00a0\u200b\ufeff ",
                "\ud800",
                "\udfff\ud800" + PLANTED,
                "\u0000\"\\\u2028" + PLANTED,
                PLANTED.repeat(5_000),
                "true",
                "1",
                "-0",
                "NaN",
                "1E400",
                "-1E-999999999",
                "9".repeat(100_000),
                "2025-02-30T25:61:61Z",
                "jane@" + PLANTED + ".com",
                "0.0.0.0",
                "::1",
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                -0.0,
                Float.NaN,
                new BigDecimal("1E+999999999"),
                new BigDecimal("1E-999999999"),
                BigInteger.TEN.pow(5_000),
                Long.MIN_VALUE,
                Integer.MIN_VALUE,
                true,
                false,
                nulls,
                List.of(nulls),
                List.of(List.of(List.of(List.of(PLANTED)))),
                Collections.nCopies(300, "\ud800"),
                Collections.nCopies(1_000, nulls),
                new byte[] {1, 2},
                new StringBuilder(PLANTED),
                new java.util.Date(-1));
    }
}
