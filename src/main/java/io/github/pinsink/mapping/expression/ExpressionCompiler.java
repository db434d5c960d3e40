package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import java.time.Duration;
import java.util.Set;

/** Turns JSONata text (jsonata.org) into expressions. */
public final class ExpressionCompiler {
    private static final String EVAL = "eval";

    private final Duration timeout;
    private final int maxDepth;

    /**
     * @param timeout how long one evaluation may take
     * @param maxDepth how deep one evaluation may nest
     */
    public ExpressionCompiler(Duration timeout, int maxDepth) {
        this.timeout = timeout;
        this.maxDepth = maxDepth;
    }

    /** @throws ExpressionSyntaxException when the text is no JSONata, or uses {@code $eval} */
    public Expression compile(String source) throws ExpressionSyntaxException {
        InterpretedExpression interpreted = interpret(source);
        return TreeCompiler.compile(interpreted.parsed(), interpreted).orElse(interpreted);
    }

    InterpretedExpression interpret(String source) throws ExpressionSyntaxException {
        Jsonata parsed;
        Set<String> names;
        try {
            parsed = Jsonata.jsonata(source);
            names = SyntaxTree.names(parsed);
            // The context and the document are always there.
            names.removeAll(Set.of("", "$"));
        } catch (JException e) {
            throw new ExpressionSyntaxException(
                    e.getMessage() + (e.getLocation() >= 0 ? " (at position " + e.getLocation() + ")" : ""),
                    e.getLocation());
        } catch (StackOverflowError e) {
            throw new ExpressionSyntaxException("the text nests too deep", -1);
        } catch (RuntimeException e) {
            // The parser of the library trips over some broken texts instead of refusing them.
            throw new ExpressionSyntaxException("the text cannot be parsed as JSONata", -1);
        }
        if (names.contains(EVAL)) {
            throw new ExpressionSyntaxException(
                    "$eval is refused, since it would run what a record says as code", source.indexOf('$' + EVAL) + 1);
        }
        parsed.setValidateInput(false);
        parsed.registerFunction("minorUnits", OwnFunctions::minorUnits);
        parsed.registerFunction("parseJson", OwnFunctions::parseJson);
        parsed.registerFunction("decodeDecimal", OwnFunctions::decodeDecimal);
        return new InterpretedExpression(source, parsed, names, timeout, maxDepth);
    }
}
