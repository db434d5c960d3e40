package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns JSONata text (jsonata.org) into expressions. */
public final class ExpressionCompiler {
    private static final Pattern QUOTED = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

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
        Set<String> names = variables(source);
        Jsonata parsed;
        try {
            parsed = Jsonata.jsonata(source);
        } catch (JException e) {
            throw new ExpressionSyntaxException(
                    e.getMessage() + (e.getLocation() >= 0 ? " (at position " + e.getLocation() + ")" : ""),
                    e.getLocation());
        } catch (RuntimeException e) {
            // The parser of the library trips over some broken texts instead of refusing them.
            throw new ExpressionSyntaxException("the text cannot be parsed as JSONata", -1);
        }
        parsed.setValidateInput(false);
        parsed.registerFunction("minorUnits", OwnFunctions::minorUnits);
        parsed.registerFunction("parseJson", OwnFunctions::parseJson);
        parsed.registerFunction("decodeDecimal", OwnFunctions::decodeDecimal);
        return new InterpretedExpression(source, parsed, names, timeout, maxDepth);
    }

    /** The names behind a dollar sign, so that an evaluation asks only for the variables it needs. */
    private static Set<String> variables(String source) throws ExpressionSyntaxException {
        // Blanks of the same length keep the positions.
        String bare = QUOTED.matcher(source)
                .replaceAll(quoted -> " ".repeat(quoted.group().length()));
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = VARIABLE.matcher(bare);
        while (matcher.find()) {
            if (matcher.group(1).equals("eval")) {
                int position = matcher.start() + 1;
                throw new ExpressionSyntaxException(
                        "$eval is refused, since it would run what a record says as code (at position " + position
                                + ")",
                        position);
            }
            names.add(matcher.group(1));
        }
        return names;
    }
}
