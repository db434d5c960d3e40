package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParameterTest {
    private final ExpressionCompiler compiler = new ExpressionCompiler(Budgets.usual(), 100);

    /** Of the compiled and of the interpreted expression, which must be the same. */
    private Object evaluate(String source, Map<String, Object> record) throws Exception {
        Object compiled = compiler.compile(source).evaluate(record, name -> null, Budgets.fresh());
        assertThat(compiler.interpret(source).evaluate(record, name -> null, Budgets.fresh()))
                .isEqualTo(compiled);
        return compiled;
    }

    private Object epik(Object url) throws Exception {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("url", url);
        return evaluate("$queryParameter(url, 'epik')", record);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/a?epik=dj0y, dj0y",
        "https://shop.example/a?utm_source=pinterest&epik=dj0y&pp=1, dj0y",
        "https://shop.example/a?epik=dj0yJnU9SGtQTA%3D%3D&pp=1, dj0yJnU9SGtQTA==",
        "https://shop.example/a?epik=dj0yJnU9SGtQTA==, dj0yJnU9SGtQTA==",
        "https://shop.example/a?epik=a%2Bb%2fc, a+b/c",
        "https://shop.example/a?epik=dj0y#reviews, dj0y",
        "https://shop.example/a?pp=1&epik=dj0y#epik=other, dj0y",
        "https://shop.example?epik=dj0y, dj0y",
        "HTTPS://shop.example/a?%65pik=dj0y, dj0y",
        "https://b\u00fccher.example/stra\u00dfe?titel=\u00fc&epik=dj0y, dj0y",
        "https://xn--bcher-kva.example/?epik=dj0y, dj0y",
        "/collections/all?utm_source=pinterest&epik=dj0y, dj0y",
        "collections?epik=dj0y, dj0y",
        "?epik=dj0y, dj0y",
        "//shop.example/?epik=dj0y, dj0y",
        "android-app://com.example/path?epik=dj0y, dj0y",
        "https://shop.example/?a=1&amp;epik=dj0y&amp;b=2, dj0y",
        "https://shop.example/?a=1&&epik=dj0y&&, dj0y",
        "https://shop.example/?redirect=/x?y&epik=dj0y, dj0y",
        "https://user:p%zz@shop.example:99999/a b?epik=dj0y, dj0y"
    })
    void findsTheParameterInTheQuery(String url, String expected) throws Exception {
        assertThat(epik(url)).isEqualTo(expected);
    }

    @Test
    void theFirstOfRepeatedParametersCounts() throws Exception {
        assertThat(epik("/?epik=one&epik=two")).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "epik=dj0y",
                "https://shop.example/epik=dj0y",
                "https://shop.example/?",
                "https://shop.example/?pp=1",
                "https://shop.example/?_epik=dj0y",
                "https://shop.example/?epik2=dj0y",
                "https://shop.example/?EPIK=dj0y",
                "https://shop.example/?a=epik=dj0y",
                "https://shop.example/?a%26epik=dj0y",
                "https://shop.example/#/page?epik=dj0y",
                "no address at all"
            })
    void otherPartsOfAUrlAreNoParameter(String url) throws Exception {
        assertThat(epik(url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?epik", "/?epik=", "/?epik&a=1", "/?epik=&epik=two", "/?a=1&epik#top"})
    void aParameterWithoutAValueIsEmpty(String url) throws Exception {
        assertThat(epik(url)).isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource({
        "/?epik=100%, 100%",
        "/?epik=100%&a=1, 100%",
        "/?epik=%4, %4",
        "/?epik=%zz%41, %zzA",
        "/?epik=%-1, %-1",
        "/?epik=%%41, %A",
        "/?epik=%E4, %E4",
        "/?epik=%E4b%20c, %E4b c",
        "/?epik=%C3%A4%C3, \u00e4%C3",
        "/?epik=%C3%41, %C3A",
        "/?epik=%80, %80",
        "/?epik=%C0%80, %C0%80",
        "/?epik=%ED%A0%80, %ED%A0%80",
        "/?epik=%F8%88%80%80%80, %F8%88%80%80%80",
        "/?epik=%EF%BF%BD%FF, \uFFFD%FF",
        "/?epik=%\u0664\u0661, %\u0664\u0661",
        "/?epik=%F0%9F%98%80%E2%82%AC+%, \uD83D\uDE00\u20AC %",
    })
    void escapesThatAreNotValidUtf8AreLeftAsTheyAre(String url, String expected) throws Exception {
        assertThat(epik(url)).isEqualTo(expected);
    }

    @Test
    void nothingGivesNothing() throws Exception {
        Map<String, Object> record = new LinkedHashMap<>(Map.of("url", "/?epik=dj0y"));
        record.put("none", null);
        for (String source : List.of(
                "$queryParameter(none, 'epik')",
                "$queryParameter(missing, 'epik')",
                "$queryParameter(url, none)",
                "$queryParameter(url, missing)")) {
            assertThat(evaluate(source, record)).as(source).isNull();
        }
        assertThat(evaluate("url ~> $queryParameter('epik')", record)).isEqualTo("dj0y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$queryParameter(7, 'epik')",
                "$queryParameter(true, 'epik')",
                "$queryParameter({'a': 1}, 'epik')",
                "$queryParameter(['/?epik=a', '/?epik=b'], 'epik')",
                "$queryParameter('/?1=a', 1)"
            })
    void otherValuesThanStringsAreAnError(String source) throws Exception {
        for (Expression expression : List.of(compiler.compile(source), compiler.interpret(source))) {
            assertThatThrownBy(() -> expression.evaluate(Map.of(), name -> null, Budgets.fresh()))
                    .as(source)
                    .isInstanceOf(ExpressionException.class)
                    .hasMessageContaining("an argument of a function has the wrong type");
        }
    }

    @Test
    void aHostileUrlIsChargedOnce() throws Exception {
        int length = 1_000_000;
        for (String piece : List.of("&", "=", "?", "%", "+", "a&", "%41&", "%C3", "amp;&")) {
            Map<String, Object> record = Map.of("url", "?" + piece.repeat(length / piece.length()));
            EvaluationBudget budget =
                    new EvaluationBudget.Limits(Duration.ofDays(1), 3L * length, 2L * length + 100).budget(() -> 0);
            compiler.compile("$queryParameter(url, 'epik')").evaluate(record, name -> null, budget);
        }
    }

    @Property(tries = 2_000)
    void anyEncodedValueIsFoundAgain(@ForAll("texts") String name, @ForAll("texts") String value) throws Exception {
        String query = "?x=%zz&" + encoded(name) + "=" + encoded(value) + "&x=1#y";
        assertThat(evaluate("$queryParameter(url, name)", Map.of("url", query, "name", name)))
                .isEqualTo(name.equals("x") ? "%zz" : value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Property(tries = 2_000)
    void decodesAsUrlDecoderWhereTheEncodingIsValid(@ForAll("encoded") String value) throws Exception {
        assertThat(epik("?epik=" + value)).isEqualTo(URLDecoder.decode(value, StandardCharsets.UTF_8));
    }

    @Property(tries = 5_000)
    void neverFailsAndNeverMakesAUrlLonger(@ForAll("urls") String url) throws Exception {
        Object found = epik(url);
        if (found != null) {
            assertThat(found.toString().length()).isLessThan(url.length());
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces =
                Arbitraries.of("a", "b c", "x", "+", "%", "&", "=", "#", "?", ";", "/", "%41", "é", "😀", "\n", "\0");
        return pieces.list().ofMaxSize(6).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> encoded() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a",
                "+",
                "=",
                "?",
                "é",
                "😀",
                "%41",
                "%2b",
                "%26",
                "%23",
                "%C3%A9",
                "%e2%82%ac",
                "%F0%9F%98%80",
                "%00");
        return pieces.list().ofMaxSize(8).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> pieces = Arbitraries.of(
                "?", "&", "epik", "=", "#", "%", "%4", "%41", "%C3", "%A9", "%E2%82", "+", "amp;", "&amp;", "é", "a",
                "\uD83D", "/", "%65pik");
        return pieces.list().ofMaxSize(12).map(list -> "?epik" + String.join("", list));
    }
}
