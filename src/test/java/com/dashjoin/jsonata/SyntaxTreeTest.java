package com.dashjoin.jsonata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link SyntaxTree} assumes about the library. */
class SyntaxTreeTest {
    /** Fields that {@link SyntaxTree} visits as children. */
    private static final Set<String> CHILDREN = Set.of(
            "expression",
            "steps",
            "nextFunction",
            "procedure",
            "arguments",
            "body",
            "predicate",
            "stages",
            "expr",
            "group",
            "lhs",
            "rhs",
            "lhsObject",
            "rhsObject",
            "rhsTerms",
            "terms",
            "condition",
            "then",
            "_else",
            "expressions",
            "pattern",
            "update",
            "delete");

    /** Fields that {@link SyntaxTree#isOrdinary} checks, beside children. */
    private static final Set<String> CHECKED = Set.of(
            "keepArray",
            "keepSingletonArray",
            "consarray",
            "thunk",
            "focus",
            "index",
            "tuple",
            "ancestor",
            "signature",
            "seekingParent");

    /** Fields that do not change how the parts that the compiler supports are evaluated. */
    private static final Set<String> IRRELEVANT = Set.of(
            "this$0", // the parser
            "id",
            "type",
            "value",
            "bp",
            "lbp",
            "position",
            "descending", // of a sort term; the compiler does not support sorts
            "errors",
            "slot",
            "level",
            "token",
            "input",
            "environment",
            "name",
            "error",
            "label",
            "_jsonata_lambda");

    /** The parser of a thread would keep the parent operators of all expressions, and slow down each later one. */
    @Test
    void eachExpressionHasAParserOfItsOwn() {
        Parser first = LibraryGuards.parse("a.b.{\"c\": %.d}").parser;
        Parser second = LibraryGuards.parse("a.b.{\"c\": %.d}").parser;
        assertThat(second).isNotSameAs(first);
        assertThat(second.ancestry).hasSameSizeAs(first.ancestry);
        assertThat(Jsonata._parser.get()).isNull();
    }

    @Test
    void knowsEveryFieldOfTheLibrarysParseTree() {
        List<String> unknown = Arrays.stream(Parser.Symbol.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .filter(name -> !CHILDREN.contains(name) && !CHECKED.contains(name) && !IRRELEVANT.contains(name))
                .toList();
        assertThat(unknown)
                .as("new fields of the library's parse tree. If one holds a part of an expression, visit it in"
                        + " SyntaxTree; if it changes the evaluation, check it in isOrdinary; then list it here")
                .isEmpty();
    }

    @Test
    void findsNamesInEveryPartOfAnExpression() {
        Jsonata expression =
                Jsonata.jsonata("a[$b > 1].{$c: $d}^(>$e) ~> |$f|{'x': $g}, [$h]| ~> $i($j, function($k) { $l })");
        assertThat(SyntaxTree.names(expression)).contains("b", "c", "d", "e", "f", "g", "h", "i", "j", "l");
    }
}
