package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import io.github.pinsink.mapping.preset.Preset;
import io.github.pinsink.mapping.record.RecordVariables;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in expressions that validation finds before the first record. */
class ExpressionChecksTest {
    private static final String KEY = "mapping.custom_data.order_id";

    private final Map<String, String> properties = MinimalConfig.properties();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$toNumber(total)               | unknown function $toNumber at position 1; did you mean $number?",
                "$Number(total)                 | unknown function $Number at position 1; did you mean $number?",
                "$sum($mpa(items, $number))     | unknown function $mpa at position 6; did you mean $map?",
                "price.$nubmer()                | unknown function $nubmer at position 7; did you mean $number?",
                "name ~> $trimm                 | unknown function $trimm at position 9; did you mean $trim?",
                "$join(names, ?) ~> $foo(?)     | unknown function $foo at position 20",
                "$map(names, $upper)            | unknown variable $upper at position 13; did you mean $uppercase?",
                "$amout                         | unknown variable $amout at position 1",
                "($amount := 1; $amout)         | unknown variable $amout at position 16; did you mean $amount?",
                "$header.id                     | unknown variable $header at position 1; did you mean $headers?",
                "$parition                      | unknown variable $parition at position 1; did you mean $partition?",
                "created.$date                  | unknown variable $date at position 9. For a field of that name, use backquotes: .`$date`",
                "_id.$oid & 'x'                 | .`$oid`",
                "amount.$numberDecimal          | .`$numberDecimal`",
                "$oid                           | For a field of that name, write `$oid`",
                "items[$x > 1]                  | unknown variable $x at position 7",
                "items^($x)                     | unknown variable $x",
                "items{$x: 1}                   | unknown variable $x",
                "{'a': $x}                      | unknown variable $x",
                "[1..$x]                        | unknown variable $x",
                "function($a) { $b }(1)         | unknown variable $b",
                "($f := function($a) { $b }; $f(1)) | unknown variable $b",
                "(($x := 1); $x)                | variable $x at position 13 has no value here",
                "coalesce(a, b)                 | unknown function coalesce at position 1. Write a default as a ?? b",
                "uppercase(name)                | unknown function uppercase at position 1; did you mean $uppercase?",
                "foo(name)                      | unknown function foo at position 1. The name of a function begins with $",
                "$concat(a, b)                  | . Join strings with &",
                "$if(a, b, c)                   | . Write a choice as condition ? value : otherwise",
                "a ?? $sha256(b)                | The connector hashes personal fields itself",
            })
    void reportsUnknownNames(String expression, String message) {
        properties.put(KEY, expression);
        assertThat(onlyProblem()).startsWith(KEY + ": ").contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$key & $headers.a & $topic & $partition & $offset & $timestamp & $record.a & $index",
                "$.a",
                "$$.a",
                "$",
                "$map(items, $number)",
                "items.name ~> $map($uppercase) ~> $join(',')",
                "($first := $substring(?, 0, 1); $first(name))",
                "($x := 1; $x + 1)",
                "($x := 1; ($y := 2; $x + $y))",
                "($x := 1; ($x := 2; $x) + $x)",
                "($f := function($n) { $n < 2 ? 1 : $n * $f($n - 1) }; $f(5))",
                "($a := function() { $b() }; $b := function() { 1 }; $a())",
                "function($x) { function($y) { $x + $y } }(1)(2)",
                "λ($x) { $x }(1)",
                "$map(items, function($v, $i, $a) { $v & $i & $count($a) })",
                "$reduce(items.price, function($sum, $p) { $sum + $p }, 0)",
                "orders@$o.items@$i[$i.id = $o.id].{'a': $o.name, 'b': $i.name}",
                "items#$i[$i < 3].name",
                "items#$i.{'at': $i}",
                "items[id = 1]#$p.($p & name)",
                "items.{'sku': %.id}",
                "$sort(items, function($l, $r) { $l.price > $r.price }).name",
                "items^(>price).name",
                "items{id: $sum(price)}",
                "$ ~> | items | {'a': 1}, ['b'] |",
                "$x := 1",
                "$sum($y := items.price) > 0 ? $y : 0",
                "created.`$date`",
                "created.\"$date\"",
                "`$oid`",
                "$lookup($, '$oid')",
                "$now() & $millis() & $minorUnits(1, 'EUR') & $parseJson('1') & $decodeDecimal('AA==', 0)",
                "a ?: b",
                "a ?? b ?? c",
                "/ab+/i",
                "$match(name, /a(b)/).groups",
                "($uppercase)(name)",
                "{'f': $trim}.f(name)",
                "items[0][name = 'a']",
                "items['a' = name]",
                "items[$string(id)]",
                "prix_d’achat",
                "** . id",
            })
    void acceptsNamesThatHaveAValue(String expression) {
        properties.put(KEY, expression);
        assertThat(problems()).isEmpty();
    }

    @Test
    void reportsAnUnknownNameInAnUpdate() {
        properties.put(KEY, "$ ~> | items | {'a': $x} |");
        assertThat(onlyProblem()).contains("unknown variable $x at position 22");
    }

    @Test
    void acceptsAllExpressionsOfAllPresets() {
        for (String name : Preset.names()) {
            Map<String, String> keys = Preset.named(name).orElseThrow().keys(Map.of());
            Map<String, String> config = MinimalConfig.properties();
            config.putAll(keys);
            assertThat(MinimalConfig.problems(config)).as(name).isEmpty();
        }
    }

    @Test
    void suggestsOnlyNamesThatExist() throws Exception {
        Set<String> known = new HashSet<>(SyntaxTree.functions(Jsonata.jsonata("1")));
        known.addAll(Set.of("parseJson", "minorUnits", "decodeDecimal"));
        known.addAll(RecordVariables.NAMES);
        for (String name : NameSuggestions.usualNames()) {
            assertThat(known).doesNotContain(name);
            properties.put(KEY, "$" + name);
            String message = onlyProblem().lines().findFirst().orElseThrow();
            if (message.contains("; did you mean $")) {
                assertThat(known).contains(message.replaceAll(".*did you mean \\$(\\w+)\\?.*", "$1"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "items['price']      | 7  | Write .price for the field",
                "items[\"unit price\"] | 7  | Write .`unit price` for the field",
                "$['price']          | 3  | Write .price for the field",
                "a.b['c'].d          | 5  | Write .c for the field",
                "total = ‘paid’      | 9  | Use ' or \" for a string",
                "“paid”              | 1  | Use ' or \" for a string",
            })
    void reportsSyntaxWithAnotherMeaning(String expression, int position, String message) {
        properties.put(KEY, expression);
        assertThat(onlyProblem()).contains(message).endsWith("\n    " + " ".repeat(position - 1) + "^");
    }

    @Test
    void showsTheExpressionWithACaretBelowThePosition() {
        properties.put(KEY, "total == 5");
        assertThat(onlyProblem()).isEqualTo(KEY + """
                                : invalid JSONata expression: unexpected "=" (at position 8). Use = to compare, not ==
                                    total == 5
                                           ^""");
    }

    @Test
    void showsTheLineWithThePosition() {
        properties.put(KEY, "(\n  $total := a + b;\n  $totl * 2\n)");
        assertThat(onlyProblem()).endsWith("did you mean $total?\n      $totl * 2\n      ^");
    }

    @Test
    void cutsALongExpressionAroundThePosition() {
        properties.put(KEY, "'" + "x".repeat(5_000) + "' & $upercase(name) & '" + "y".repeat(5_000) + "'");
        List<String> lines = onlyProblem().lines().toList();
        assertThat(lines.get(1)).hasSizeLessThan(110).contains("$upercase(name)");
        assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('$');
    }

    @Test
    void reportsExpressionsOfTopics() {
        properties.put("topic.orders." + KEY, "$toNumber(total)");
        assertThat(problems()).containsOnlyKeys("topic.orders." + KEY);
    }

    private String onlyProblem() {
        assertThat(problems()).hasSize(1);
        return problems().values().iterator().next().get(0);
    }

    private Map<String, List<String>> problems() {
        return MinimalConfig.problems(properties);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$multiply(price) | $multiply: expected 2 arguments, as in $multiply(a, b), found 1 (at position 1)",
                "$optOut() | $optOut: expected 1 or 2 arguments, as in $optOut(optOuts, consents), found 0 (at position 1)",
                "1 + $total(a, b) | $total: expected 1 argument, as in $total(values), found 2 (at position 5)",
                "items.$ifBlank(qty) | found 1 (at position 7)",
                "price ~> $multiply() | found 1 (at position 10)",
                "$minorUnits(cents) | as in $minorUnits(amount, currency), found 1",
                "$parseJson(a, b) | $parseJson: expected 1 argument",
                "$queryParameter(url) | $queryParameter: expected 2 arguments",
                "$objects() | $objects: expected 1 or 2 arguments",
            })
    void reportsTooFewOrTooManyArguments(String expression, String message) {
        properties.put("mapping.custom_data.num_items", expression);
        assertThat(MinimalConfig.problems(properties).get("mapping.custom_data.num_items"))
                .singleElement()
                .asString()
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "price ~> $multiply(qty)",
                "($multiply := function($x) { $x * 2 }; $multiply(price))",
                "(price ~> $multiply(?, 2))",
                "$map(items.qty, $parseBoolean)",
                "$optOut(no_ads)"
            })
    void acceptsOtherWaysToGiveArguments(String expression) {
        properties.put("mapping.custom_data.num_items", expression);
        assertThat(MinimalConfig.problems(properties)).isEmpty();
    }
}
