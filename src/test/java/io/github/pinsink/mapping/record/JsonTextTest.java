package io.github.pinsink.mapping.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.mapping.expression.Projection;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("a", "b", "c", "customer", "email");

    @Test
    void keepsOnlyThePropertiesThatAreRead() throws UnreadableRecordException {
        Projection reads = Projection.path("customer", "email").union(Projection.path("items", "price"));

        assertThat(read(
                        reads,
                        "{\"id\": 1, \"customer\": {\"email\": \"x\", \"phone\": \"y\"},"
                                + " \"items\": [{\"price\": 1, \"sku\": 2}, 7, null, [{\"price\": 3}], {\"sku\": 4}]}"))
                .isEqualTo(tree("{\"customer\": {\"email\": \"x\"},"
                        + " \"items\": [{\"price\": 1}, 7, null, [{\"price\": 3}], {}]}"));
    }

    @Test
    void keepsIntegersExactAndReadsFractionsAsTheJsonConverterDoes() throws UnreadableRecordException {
        assertThat(read(Projection.everything(), "[1, 9007199254740993, 92233720368547758080, 0.10, 1e2, -3.0]"))
                .isEqualTo(List.of(1, 9_007_199_254_740_993L, new BigInteger("92233720368547758080"), 0.1, 100L, -3L));
    }

    @Test
    void keepsTheLastOfDuplicateProperties() throws UnreadableRecordException {
        String few = "{\"a\": 1, \"b\": 2, \"a\": {\"c\": 3}, \"a\": {\"d\": 4}}";
        String many = "{" + numbered(100) + ", \"n7\": \"last\"}";

        assertThat(read(Projection.everything(), few)).isEqualTo(tree("{\"a\": {\"d\": 4}, \"b\": 2}"));
        assertThat(((Map<?, ?>) read(Projection.everything(), many)).get("n7")).isEqualTo("last");
        assertThat(((Map<?, ?>) read(Projection.everything(), many)).get("n99")).isEqualTo(99);
        assertThat((Map<?, ?>) read(Projection.everything(), many)).hasSize(100);
    }

    @Test
    void keepsTheOrderOfProperties() throws UnreadableRecordException {
        for (int size : new int[] {0, 1, 5, 6, 7, 23, 24, 25, 60}) {
            Map<?, ?> object = (Map<?, ?>) read(Projection.everything(), "{" + numbered(size) + "}");

            assertThat(new ArrayList<>(object.keySet()))
                    .isEqualTo(IntStream.range(0, size).mapToObj(i -> "n" + i).collect(Collectors.toList()));
            assertThat(object.containsKey("n0")).isEqualTo(size > 0);
            assertThat(object.get("absent")).isNull();
        }
    }

    @Test
    void readsTheSameFromAString() throws UnreadableRecordException {
        String text = "{\"a\": \"Zoë 🛒\", \"\\u0062\": [true, false, null]}";

        assertThat(new JsonText(Projection.everything()).read(text)).isEqualTo(read(Projection.everything(), text));
        assertThat(new JsonText(Projection.path("b")).read(text)).isEqualTo(tree("{\"b\": [true, false, null]}"));
    }

    @Property(tries = 2000)
    void readsWhatTheWholeTextWouldGiveCutDownToWhatIsRead(
            @ForAll("documents") Object document, @ForAll("reads") Projection reads)
            throws UnreadableRecordException, JsonProcessingException {
        String text = JSON.writeValueAsString(document);

        assertThat(asDoubles(read(reads, text))).isEqualTo(cut(asDoubles(tree(text)), reads));
    }

    @Property(tries = 2000)
    void rejectsTruncatedOrInvalidJsonEvenInPartsThatAreNotRead(
            @ForAll("documents") Object document, @ForAll("positions") double where) throws JsonProcessingException {
        String text = "{\"unread\": " + JSON.writeValueAsString(document) + ", \"read\": 1}";
        String half = text.substring(0, (int) (where * (text.length() - 1)));

        assertThat(catchThrowable(() -> read(Projection.path("read"), half)))
                .isInstanceOf(UnreadableRecordException.class);
        assertThat(catchThrowable(() -> read(Projection.path("read"), text.replaceFirst("\"read\"", "\\\\\"read\""))))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "{\"name\": \"Anneliese\"",
                "{\"name\": Anneliese}",
                "{\"a\": 1} {\"a\": 2}",
                "{\"a\": 1}]",
                "{\"a\": 01}",
                "{\"a\": 1.}",
                "{\"a\": NaN}",
                "{'a': 1}",
                "{\"a\": \"\u0001\"}",
                "{\"a\": \"\\x\"}",
                "<xml/>",
                "\u0000\u0000Anneliese"
            })
    void rejectsInvalidJsonWithoutQuotingIt(String text) {
        for (Projection reads : List.of(Projection.everything(), Projection.path("other"))) {
            assertThat(catchThrowable(() -> read(reads, text)))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessageContaining("the record's value")
                    .hasMessageNotContaining("Anneliese");
            assertThat(catchThrowable(() -> new JsonText(reads).read(text)))
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void rejectsBytesInNoKnownEncoding() {
        for (byte[] bytes : List.of(
                new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
                new byte[] {0, 0, (byte) 0xfe, (byte) 0xff, 0, 0x11, 0, 0},
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0, 1, 2, 3},
                new byte[] {0, 5, 's', 'o', 'm', 'e'})) {
            assertThat(catchThrowable(() -> new JsonText(Projection.everything()).read(bytes)))
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void rejectsMaliciousJsonBeforeItDoesHarm() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String longNumber = "{\"a\": " + "9".repeat(100_000) + "}";

        assertThat(catchThrowable(() -> read(Projection.everything(), deep)))
                .isInstanceOf(UnreadableRecordException.class);
        assertThat(catchThrowable(() -> read(Projection.path("b"), "{\"a\": " + deep + "}")))
                .isInstanceOf(UnreadableRecordException.class);
        assertThat(catchThrowable(() -> read(Projection.everything(), longNumber)))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void rejectsAnExponentBeyondThatOfBigDecimalAndReadsTheLargestAsInfinite() throws UnreadableRecordException {
        assertThat(catchThrowable(() -> read(Projection.everything(), "{\"a\": 1E-9999999999}")))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("exponent");
        assertThat(read(Projection.path("b"), "{\"a\": 1E-9999999999, \"b\": 1}"))
                .isEqualTo(Map.of("b", 1));
        assertThat(read(Projection.everything(), "[1E+999999999]")).isEqualTo(List.of(Double.POSITIVE_INFINITY));
    }

    @Test
    void printsTheShapeOfAnObjectAndNotItsValues() throws UnreadableRecordException {
        assertThat(read(Projection.everything(), "{\"name\": \"Anneliese\"}").toString())
                .isEqualTo("object of 1");
    }

    private static Object read(Projection reads, String text) throws UnreadableRecordException {
        return new JsonText(reads).read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Object tree(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the test's own text is no JSON", e);
        }
    }

    /** RecordNumbersTest has the types of numbers. */
    private static Object asDoubles(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(JsonTextTest::asDoubles).collect(Collectors.toCollection(ArrayList::new));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, property) -> copy.put(name, asDoubles(property)));
            return copy;
        }
        return value instanceof Number number ? (Object) (number.doubleValue() + 0.0) : value;
    }

    /** The rule of {@link Projection}, written down a second time over a whole tree. */
    private static Object cut(Object value, Projection reads) {
        if (value instanceof List<?> list) {
            return list.stream().map(element -> cut(element, reads)).collect(Collectors.toCollection(ArrayList::new));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> kept = new LinkedHashMap<>();
            map.forEach((name, member) -> {
                Projection below = reads.property((String) name);
                if (!below.isNothing()) {
                    kept.put(name, cut(member, below));
                }
            });
            return kept;
        }
        return value;
    }

    private static String numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"n" + i + "\": " + i).collect(Collectors.joining(", "));
    }

    @Provide
    Arbitrary<Double> positions() {
        return Arbitraries.doubles().between(0, 1);
    }

    @Provide
    Arbitrary<Projection> reads() {
        return Arbitraries.of(NAMES)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(path -> Projection.path(path.toArray(String[]::new)))
                .list()
                .ofMaxSize(4)
                .map(all -> all.stream().reduce(Projection.nothing(), Projection::union));
    }

    @Provide
    Arbitrary<Object> documents() {
        return documents(3);
    }

    private Arbitrary<Object> documents(int depth) {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.bigDecimals().ofScale(2).map(number -> (Object) number),
                Arbitraries.strings().ofMaxLength(8).map(text -> (Object) text),
                Arbitraries.of(Boolean.TRUE, Boolean.FALSE),
                Arbitraries.just((Object) new TreeSet<>()));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Object> below = documents(depth - 1);
        Arbitrary<Object> objects =
                Arbitraries.maps(Arbitraries.of(NAMES), below).ofMaxSize(5).map(map -> (Object) map);
        Arbitrary<Object> lists = below.list().ofMaxSize(4).map(list -> (Object) list);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, scalars),
                net.jqwik.api.Tuple.of(3, objects),
                net.jqwik.api.Tuple.of(1, lists));
    }
}
