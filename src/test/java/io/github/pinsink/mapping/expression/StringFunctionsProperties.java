package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Our string functions give what the library's own give. */
class StringFunctionsProperties {
    private final ExpressionCompiler compiler = new ExpressionCompiler(Budgets.usual(), 100);

    @Property(tries = 3_000)
    void theSameAsTheLibrary(@ForAll("texts") String text, @ForAll("texts") String part, @ForAll("calls") String source)
            throws Exception {
        Map<String, Object> record = Map.of("text", text, "part", part);
        Optional<Object> expected = library(source, record);
        Optional<Object> interpreted = evaluate(compiler.interpret(source), record);
        Optional<Object> compiled = evaluate(compiler.compile(source), record);
        assertThat(interpreted).as("%s of '%s' and '%s'", source, text, part).isEqualTo(expected);
        assertThat(compiled).as("%s of '%s' and '%s'", source, text, part).isEqualTo(expected);
    }

    private static Optional<Object> library(String source, Map<String, Object> record) {
        try {
            return Optional.ofNullable(Jsonata.jsonata(source).evaluate(record));
        } catch (RuntimeException e) {
            return Optional.of("an error");
        }
    }

    private static Optional<Object> evaluate(Expression expression, Map<String, Object> record) {
        try {
            return Optional.ofNullable(expression.evaluate(record, name -> null, Budgets.fresh()));
        } catch (ExpressionException e) {
            return Optional.of("an error");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces =
                Arbitraries.of("a", "b", "ab", " ", "-", ",", "$1", "$$", "\\", "1", "é", "😀", ".", "\n");
        return pieces.list().ofMaxSize(8).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> calls() {
        Arbitrary<String> patterns = Arbitraries.of(
                "/a/", "/(a)(b)?/", "/a*/", "/[a-z]+/i", "/^/", "/$/", "/(?=b)/", "/\\s|,/", "/(.)(.)/", "/\\./");
        Arbitrary<String> replacements = Arbitraries.of("'x'", "'$1'", "'$0-$2'", "'$$'", "'[$1$3]'", "''", "part");
        return Arbitraries.oneOf(
                patterns.map(pattern -> "$match(text, " + pattern + ")"),
                patterns.map(pattern -> "$match(text, " + pattern + ", 1)"),
                patterns.map(pattern -> "$contains(text, " + pattern + ")"),
                patterns.map(pattern -> "$split(text, " + pattern + ")"),
                patterns.map(pattern -> "$split(text, " + pattern + ", 2)"),
                patterns.map(pattern -> pattern + "(text).match"),
                patterns.map(pattern -> "$map([text, part], function($s) { " + pattern + "($s).start })"),
                patterns.flatMap(pattern -> replacements.map(with -> "$replace(text, " + pattern + ", " + with + ")")),
                patterns.map(pattern -> "$replace(text, " + pattern + ", function($m) { '<' & $m.match & '>' })"),
                patterns.map(pattern -> "$replace(text, " + pattern + ", 'x', 1)"),
                Arbitraries.of(
                        "$contains(text, part)",
                        "$split(text, part)",
                        "$split(text, ',', 2)",
                        "$split(text, '')",
                        "$split(text, '', 3)",
                        "$replace(text, part, 'xy')",
                        "$replace(text, 'a', part)",
                        "$replace(text, 'a', 'z', 1)",
                        "$substringBefore(text, part)",
                        "$substringAfter(text, part)",
                        "$pad(text, 7)",
                        "$pad(text, -7, '#')",
                        "$pad(text, 9, part)",
                        "$join([text, part], part)",
                        "$join([text, part])",
                        "text & part & 1 & [1, 2]"));
    }
}
