package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.LibraryGuards;
import com.dashjoin.jsonata.SyntaxTree;
import com.dashjoin.jsonata.Utils;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An expression that the JSONata library evaluates. */
final class InterpretedExpression implements Expression {
    /** Between two evaluations nothing may be evaluated. */
    private static final EvaluationBudget NONE =
            new EvaluationBudget.Limits(Duration.ZERO, 0, 0).budget(() -> Long.MAX_VALUE);

    private final String source;
    private final Jsonata parsed;
    private final Set<String> names;
    private final int maxDepth;
    /** When the evaluation that is running began. */
    private long now;
    /** Of the record whose evaluation is running. */
    private EvaluationBudget budget = NONE;

    /** @param names of all variables and functions in it; it asks for those that are no function */
    InterpretedExpression(String source, Jsonata parsed, Set<String> names, int maxDepth) {
        this.source = source;
        this.parsed = parsed;
        this.maxDepth = maxDepth;
        parsed.setValidateInput(false);
        // Done by us, within the budget.
        parsed.setOutputConvertNulls(false);
        GuardedFunctions.register(parsed, names, () -> budget);
        LibraryGuards.replaceRegularExpressions(parsed, pattern -> new RegularExpression(pattern, () -> budget));
        CustomFunctions.register(parsed, () -> budget);
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
                            (context, arguments) -> {
                                for (Object argument : arguments) {
                                    GuardedFunctions.checkPicture(argument);
                                }
                                return Functions.dateTimeFromMillis(
                                        now, (String) arguments.get(0), (String) arguments.get(1));
                            },
                            "<s?s?:s>"));
        }
    }

    /** Lets the budget see what {@code &} makes a string of; the compiler of expressions must have seen the tree before. */
    void guardConcatenation() {
        LibraryGuards.guardConcatenation(parsed, operand -> {
            if (operand instanceof Map<?, ?> || operand instanceof List<?> || operand instanceof Number) {
                budget.makeString(operand);
            }
            return operand;
        });
    }

    @Override
    public Object evaluate(Object value, Function<String, Object> variables, EvaluationBudget ofRecord)
            throws ExpressionException {
        return evaluate(value, variables, ofRecord, names);
    }

    /** @param asked the names it needs, where more is known about them than this expression knows itself */
    Object evaluate(Object value, Function<String, Object> variables, EvaluationBudget ofRecord, Set<String> asked)
            throws ExpressionException {
        Jsonata.Frame frame = parsed.createFrame();
        EvaluationBounds.set(frame, ofRecord, maxDepth);
        now = ofRecord.currentTimeMillis();
        for (String name : asked) {
            Object bound = variables.apply(name);
            if (bound != null) {
                frame.bind(name, bound);
            }
        }
        Object result;
        budget = ofRecord;
        try {
            result = parsed.evaluate(value, frame);
            chargeTree(result);
            result = Utils.convertNulls(result);
            ofRecord.throwIfExceeded();
        } catch (EvaluationBudget.Exceeded e) {
            throw e.outside();
        } catch (EvaluationBounds.TooDeep e) {
            throw new ExpressionException(e.getMessage());
        } catch (JException e) {
            ofRecord.throwIfExceeded();
            throw new ExpressionException(describe(e));
        } catch (StackOverflowError e) {
            throw new ExpressionException("the expression nests too deeply");
        } catch (UnreadableValueException e) {
            throw new ExpressionException(e.getMessage());
        } catch (NumberFormatException e) {
            throw new ExpressionException("a value cannot be converted to a number");
        } catch (BudgetExceededException e) {
            throw e;
        } catch (RuntimeException e) {
            ofRecord.throwIfExceeded();
            // Its message may quote the record.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof StackOverflowError || cause instanceof EvaluationBounds.TooDeep) {
                throw new ExpressionException("the expression nests too deeply");
            }
            throw new ExpressionException("function call failed, for example because of a null argument ("
                    + cause.getClass().getSimpleName() + ")");
        } finally {
            budget = NONE;
        }
        if (Utils.isFunction(result)
                || Functions.isLambda(result)
                || result instanceof Jsonata.JLambda
                || result instanceof Pattern) {
            throw new ExpressionException("the expression yields a function, not a value");
        }
        return result;
    }

    /** The marks for null are looked for in the whole of it, so it has to be counted as the tree that it is. */
    private void chargeTree(Object value) {
        if (value instanceof Map<?, ?> object) {
            for (Object property : object.values()) {
                budget.charge(1);
                chargeTree(property);
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                budget.charge(1);
                chargeTree(list.get(i));
            }
        }
    }

    /** The library's own messages quote values of the record, so only its code and position are passed on. */
    private static String describe(JException e) {
        String code = e.getError() == null ? "" : e.getError();
        String what = switch (code) {
            case "T2001", "T2002" -> "one side of an arithmetic operator is not a number";
            case "T2009", "T2010" -> "the two sides of a comparison cannot be compared";
            case "T0410", "T0411", "T0412" -> "an argument of a function has the wrong type";
            case "D3030" -> "a value cannot be converted to a number";
            case "D1001" -> "a number is out of range";
            case "D3141" -> "an error was raised by $assert";
            case "D3137" -> "an error was raised by $error";
            case CustomFunctions.REFUSED -> "$eval is not supported: it would execute record content";
            case "T1003", "D1009" -> "an object key is not a string or is duplicated";
            case "D3110" -> "not a valid timestamp";
            case "T1006" -> "attempted to call a non-function";
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
    public Projection reads() {
        return Projection.everything();
    }

    @Override
    public Set<String> variables() {
        return names;
    }
}
