package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the compiler says about the syntax of JavaScript, SQL, Python, jq and JSONPath. */
class SyntaxErrorsTest {
    private final ExpressionCompiler compiler = new ExpressionCompiler(Budgets.usual(), 100);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "total == 5                  ; 8  ; Use = to compare, not ==",
                "a === b                     ; 4  ; Use = to compare, not ==",
                "a !== b                     ; 5  ; Use !=, not !==",
                "a <> b                      ; 4  ; Use !=, not <>",
                "a && b                      ; 4  ; Use and, not &&",
                "items[a && b]               ; 10 ; Use and, not &&",
                "a || b                      ; 3  ; Use or, not ||",
                "(a || b)                    ; 4  ; Use or, not ||",
                "!a                          ; 1  ; Use $not(a), not !a",
                "!$exists(a)                 ; 1  ; Use $not(a), not !a",
                "a AND b                     ; 3  ; Write and, or and in in lower case",
                "(a OR b)                    ; 4  ; Write and, or and in in lower case",
                "a?.b                        ; 3  ; Use a.b, not a?.b",
                ".a.b                        ; 1  ; Remove the dot",
                "$sum(.a)                    ; 6  ; Remove the dot",
                "a.b is null                 ; 5  ; a = null, or use $exists(a)",
                "a IS NOT NULL               ; 3  ; a = null, or use $exists(a)",
                "a like '%x%'                ; 3  ; Use $contains",
                "a between 1 and 2           ; 3  ; Use a >= low and a <= high",
                "NOT a                       ; 5  ; Use $not(a)",
                "not a.b                     ; 5  ; Use $not(a)",
                "case when a then b end      ; 6  ; condition ? value : otherwise",
                "if a then b                 ; 4  ; condition ? value : otherwise",
                "if (a) then b else c        ; 8  ; condition ? value : otherwise",
                "x if y else z               ; 3  ; condition ? value : otherwise",
                "a in (1, 2)                 ; 8  ; status in ['paid', 'shipped']",
                "status IN ('a', 'b')        ; 8  ; Write and, or and in in lower case",
                "cast(a as int)              ; 8  ; Convert with $string(a) or $number(a)",
                "a::text                     ; 2  ; Convert with $string(a) or $number(a)",
                "a->>'b'                     ; 3  ; Read a field with a dot",
                "$map(a, x => x.b)           ; 12 ; function($item) { $item.price }",
                "$map(a, function(x) { x })  ; 18 ; must begin with $",
                "return a                    ; 8  ; Remove return",
                "let x = 1                   ; 5  ; Bind a variable with :=",
                "x := 1                      ; 1  ; Compare with =. Bind a variable with :=",
                "$..price                    ; 2  ; For fields at any depth, use **",
                "@.price                     ; 1  ; Use $ for the current value",
                "items[?(@.price > 1)]       ; 7  ; Write a filter without ?",
                "items[0:2]                  ; 8  ; items[[0..2]]",
                "items[1:]                   ; 8  ; items[[0..2]]",
                "items.0.price               ; 7  ; items[0].price",
                "a | ascii_downcase          ; 3  ; with ~>",
                "a // b                      ; 6  ; a default as a ?: b",
                "https://shop.example.com    ; 6  ; Put a URL in quotes",
                "# a comment                 ; 1  ; Write a comment as /*",
                "${total}                    ; 8  ; Write the name alone",
                "{{total}}                   ; 8  ; Write the name alone",
                "first name                  ; 7  ; `first name`",
                "$uppercase name             ; 12 ; $uppercase(name)",
                "'it''s'                     ; 5  ; Write a quote in a string with a backslash",
                "'it's'                      ; 5  ; Write a quote in a string with a backslash",
                "‘Order Completed’           ; 8  ; not typographic quotes",
            })
    void saysWhatToWriteInstead(String source, int position, String hint) {
        ExpressionSyntaxException error = error(source);
        assertThat(error).hasMessageContaining(hint).hasMessageContaining("(at position " + position + ")");
        assertThat(error.position()).isEqualTo(position);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$sum(items.price    | 5  | ( is not closed",
                "items[id = 1        | 6  | [ is not closed",
                "{'a': (1 + 2)       | 1  | { is not closed",
                "a = 'paid           | 5  | a string has no closing quote",
                "a = \"it's          | 5  | a string has no closing quote",
                "`first name         | 1  | a name has no closing backquote",
                "a /* comment        | 3  | a comment has no closing */",
                "a +                 | 3  | the expression ends too early",
                "a ? b :             | 7  | the expression ends too early",
                "a)                  | 2  | unexpected ~)~",
            })
    void pointsToWhatIsNotClosed(String source, int position, String message) {
        ExpressionSyntaxException error = error(source);
        assertThat(error).hasMessageContaining(message.replace('~', '"'));
        assertThat(error.position()).isEqualTo(position);
    }

    @Property
    void describesAnySourceInAFewWords(
            @ForAll
                    @Chars({
                        '\'', '"', '`', '/', '*', '(', ')', '[', ']', '{', '}', '$', '.', '=', '!', '|', '&', ':', '?'
                    })
                    @CharRange(from = 'a', to = 'c')
                    @StringLength(max = 12)
                    String source) {
        try {
            compiler.analyze(source, java.util.Set.of());
        } catch (ExpressionSyntaxException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(250);
            assertThat(e.position()).isLessThanOrEqualTo(Math.max(1, source.length()));
        }
    }

    private ExpressionSyntaxException error(String source) {
        ExpressionSyntaxException error =
                catchThrowableOfType(ExpressionSyntaxException.class, () -> compiler.compile(source));
        assertThatThrownBy(() -> compiler.compile(source)).isInstanceOf(ExpressionSyntaxException.class);
        return error;
    }
}
