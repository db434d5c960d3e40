package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import com.dashjoin.jsonata.Utils;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An expression that the JSONata library evaluates. */
final class InterpretedExpression implements Expression {
    private final String source;
    private final Jsonata parsed;
    private final Set<String> names;
    private final Duration timeout;
    private final int maxDepth;
    /** When the evaluation that is under way began. */
    private long now;

    /** @param names of all variables and functions in it; it asks for those that are no function */
    InterpretedExpression(String source, Jsonata parsed, Set<String> names, Duration timeout, int maxDepth) {
        this.source = source;
        this.parsed = parsed;
        this.timeout = timeout;
        this.maxDepth = maxDepth;
        parsed.setValidateInput(false);
        OwnFunctions.register(parsed);
        this.names = names.stream()
                .filter(name -> !SyntaxTree.isKnown(parsed, name))
                .collect(Collectors.toUnmodifiableSet());
        // The library's own tell when the thread's last expression was parsed. Each takes a kilobyte, for its
        // signature.
        if (names.contains("millis")) {
            parsed.registerFunction("millis", new Jsonata.JFunction((context, arguments) -> now, "<:n>"));
        }
        if (names.contains("now")) {
            parsed.registerFunction(
                    "now",
                    new Jsonata.JFunction(
                            (context, arguments) -> Functions.dateTimeFromMillis(
                                    now, (String) arguments.get(0), (String) arguments.get(1)),
                            "<s?s?:s>"));
        }
    }

    @Override
    public Object evaluate(Object value, Function<String, Object> variables) throws ExpressionException {
        return evaluate(value, variables, names);
    }

    /** @param asked the names it needs, where more is known about them than this expression knows itself */
    Object evaluate(Object value, Function<String, Object> variables, Set<String> asked) throws ExpressionException {
        Jsonata.Frame frame = parsed.createFrame();
        EvaluationBounds.set(frame, timeout, maxDepth);
        now = System.currentTimeMillis();
        for (String name : asked) {
            Object bound = variables.apply(name);
            if (bound != null) {
                frame.bind(name, bound);
            }
        }
        Object result;
        try {
            result = parsed.evaluate(value, frame);
        } catch (EvaluationBounds.Exceeded e) {
            throw new ExpressionException(e.what());
        } catch (JException e) {
            throw new ExpressionException(describe(e));
        } catch (StackOverflowError e) {
            throw new ExpressionException("the expression nests too deep");
        } catch (UnreadableValueException e) {
            throw new ExpressionException(e.getMessage());
        } catch (NumberFormatException e) {
            throw new ExpressionException("a value cannot be made a number");
        } catch (RuntimeException e) {
            // Its message may quote the record.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ExpressionException("a function was given what it cannot use, such as null, or failed ("
                    + cause.getClass().getSimpleName() + ")");
        }
        if (Utils.isFunction(result)
                || Functions.isLambda(result)
                || result instanceof Jsonata.JLambda
                || result instanceof Pattern) {
            throw new ExpressionException("the expression gives a function, not a value");
        }
        return result;
    }

    /** The library's own messages quote values of the record, so only its code and position are passed on. */
    private static String describe(JException e) {
        String code = e.getError() == null ? "" : e.getError();
        String what = switch (code) {
            case "T2001", "T2002" -> "one side of an arithmetic operator is not a number";
            case "T2009", "T2010" -> "the two sides of a comparison cannot be compared";
            case "T0410", "T0411", "T0412" -> "an argument of a function has the wrong type";
            case "D3030" -> "a value cannot be made a number";
            case "D1001" -> "a number is out of range";
            case "D3141" -> "an error was raised by $assert";
            case "D3137" -> "an error was raised by $error";
            case OwnFunctions.REFUSED -> "$eval is refused, since it would run what a record says as code";
            case "T1003", "D1009" -> "a key of an object is no text, or comes twice";
            case "D3110" -> "a text is no timestamp";
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
