package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** A compiled expression gives what the interpreter gives: the same value of the same type, or the same error. */
class CompiledExpressionProperties {
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler(Budgets.minutes(1), 1_000);

    private static int compiled;
    private static int interpreted;
    private static int certain;
    private static int uncertain;
    private static int something;

    /** So many cases for each of the tries; the nightly profile has more of them. */
    private static final int CASES = Integer.getInteger("pinsink.expressions.per.try", 1);

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void agreesWithTheInterpreter(@ForAll long seed) throws Exception {
        for (int i = 0; i < CASES; i++) {
            agrees(seed + i);
        }
    }

    private static void agrees(long seed) throws ExpressionException, ExpressionSyntaxException {
        GeneratedExpressions generated = new GeneratedExpressions(seed);
        Map<String, Object> document = generated.document();
        Object variable = generated.variable();
        String source = generated.expression();
        Function<String, Object> variables = name -> name.equals("v") ? variable : null;

        Expression expression = COMPILER.compile(source);
        if (!(expression instanceof CompiledExpression fast)) {
            interpreted++;
            return;
        }
        compiled++;
        Object expected = outcome(COMPILER.interpret(source), document, variables);
        assertSame(source, document, variable, outcome(expression, document, variables), expected);
        assertSame(
                source + " of a record",
                document,
                variable,
                outcome(expression, RecordBuilder.document(document), variables),
                expected);
        something += expected == null ? 0 : 1;
        try {
            assertSame(
                    source, document, variable, fast.evaluateCompiled(document, variables, Budgets.large()), expected);
            certain++;
        } catch (RuntimeException e) {
            uncertain++;
        }

        Object cut = cut(document, expression.reads());
        assertSame(
                source + " of the parts it reads", document, variable, outcome(expression, cut, variables), expected);
    }

    @AfterContainer
    static void looksAtMostExpressionsWithOwnEyes() {
        // So few would mean that the property above holds only because nothing is compiled.
        assertThat(compiled).as("compiled of " + (compiled + interpreted)).isGreaterThan(interpreted * 3);
        assertThat(certain).as("certain of " + (certain + uncertain)).isGreaterThan(uncertain);
        assertThat(something).as("with a result of " + compiled).isGreaterThan(compiled / 3);
    }

    private static void assertSame(String source, Object document, Object variable, Object actual, Object expected) {
        assertThat(typed(actual))
                .as("%s over %s with $v = %s", source, typed(document), typed(variable))
                .isEqualTo(typed(expected));
    }

    private static Object outcome(Expression expression, Object document, Function<String, Object> variables) {
        try {
            return expression.evaluate(document, variables, Budgets.large());
        } catch (ExpressionException e) {
            return Tuple.of("error", e.getMessage());
        }
    }

    /** Values with their types, since 1 and 1.0 are equal to few. */
    private static String typed(Object value) {
        if (value instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder("{");
            map.forEach((key, element) ->
                    text.append(key).append(": ").append(typed(element)).append(", "));
            return text.append('}').toString();
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(CompiledExpressionProperties::typed)
                    .toList()
                    .toString();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    /** The document without the properties that are not read. */
    private static Object cut(Object value, Projection reads) {
        if (reads.isEverything()) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(cut(element, reads)));
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> members = new LinkedHashMap<>();
            map.forEach((key, element) -> {
                Projection below = reads.property(key.toString());
                if (!below.isNothing()) {
                    members.put(key, cut(element, below));
                }
            });
            return members;
        }
        return value;
    }
}
