package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** An expression that the JSONata library evaluates. */
final class InterpretedExpression implements Expression {
    private final String source;
    private final Jsonata parsed;
    private final Set<String> names;
    private final Duration timeout;
    private final int maxDepth;

    InterpretedExpression(String source, Jsonata parsed, Set<String> names, Duration timeout, int maxDepth) {
        this.source = source;
        this.parsed = parsed;
        this.names = Set.copyOf(names);
        this.timeout = timeout;
        this.maxDepth = maxDepth;
    }

    @Override
    public Object evaluate(Object value, Function<String, Object> variables) throws ExpressionException {
        Jsonata.Frame frame = parsed.createFrame();
        frame.setRuntimeBounds(timeout.toMillis(), maxDepth);
        for (String name : names) {
            Object bound = variables.apply(name);
            if (bound != null) {
                frame.bind(name, bound);
            }
        }
        Object result;
        try {
            result = parsed.evaluate(value, frame);
        } catch (JException e) {
            throw new ExpressionException(describe(e));
        } catch (StackOverflowError e) {
            throw new ExpressionException("the expression nests too deep");
        } catch (UnreadableValueException e) {
            throw new ExpressionException(e.getMessage());
        } catch (RuntimeException e) {
            // Its message may quote the record.
            throw new ExpressionException(
                    "the expression failed (" + e.getClass().getSimpleName() + ")");
        }
        if (result instanceof Jsonata.JFunction || result instanceof Jsonata.JLambda) {
            throw new ExpressionException("the expression gives a function, not a value");
        }
        return result;
    }

    /** The library's own messages quote values of the record, so only its code and position are passed on. */
    private static String describe(JException e) {
        String code = e.getError() == null ? "" : e.getError();
        if (code.startsWith("Stack overflow")) {
            return "the expression nests too deep";
        }
        if (code.startsWith("Expression evaluation timeout")) {
            return "the expression takes too long";
        }
        String what = switch (code) {
            case "T2001", "T2002" -> "one side of an arithmetic operator is not a number";
            case "T2009", "T2010" -> "the two sides of a comparison cannot be compared";
            case "T0410" -> "an argument of a function has the wrong type";
            case "D3030" -> "a value cannot be made a number";
            case "D1001" -> "a number is out of range";
            case "D3141" -> "an error was raised by $assert";
            case "D3137" -> "an error was raised by $error";
            case "T1006" -> "something is called that is not a function";
            default -> "the expression cannot be evaluated";
        };
        String where = e.getLocation() >= 0 ? " at position " + e.getLocation() : "";
        return what + (code.matches("[A-Z]\\d{4}") ? " (" + code + where + ")" : where);
    }

    Jsonata parsed() {
        return parsed;
    }

    @Override
    public String source() {
        return source;
    }

    /** The library may walk anywhere. */
    @Override
    public Reads reads() {
        return Reads.everything();
    }

    @Override
    public Set<String> variables() {
        return names;
    }
}
