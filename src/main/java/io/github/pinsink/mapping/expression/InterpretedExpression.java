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
import org.jspecify.annotations.Nullable;

/** An expression that the interpreter of the JSONata library evaluates. */
final class InterpretedExpression implements Expression {
    /** Used between evaluations, when nothing may be evaluated. */
    private static final EvaluationBudget NONE =
            new EvaluationBudget.Limits(Duration.ZERO, 0, 0).budget(() -> Long.MAX_VALUE);

    private static final String NOT_A_NUMBER = "D3030";
    private static final String TOO_DEEP = "the expression nests too deeply";

    private final String source;
    private final Jsonata parsed;
    private final Set<String> names;
    private final int maxDepth;
    private final LibraryGuards.Callees callees;
    /** The start of the current evaluation. */
    private long now;
    /** Of the current record. */
    private EvaluationBudget budget = NONE;

    /** @param names of all variables and functions in the expression */
    InterpretedExpression(String source, Jsonata parsed, Set<String> names, int maxDepth) {
        this.source = source;
        this.parsed = parsed;
        this.maxDepth = maxDepth;
        parsed.setValidateInput(false);
        // chargeTree and convertNulls do this within the budget.
        parsed.setOutputConvertNulls(false);
        GuardedFunctions.register(parsed, names, () -> budget);
        LibraryGuards.replaceRegularExpressions(parsed, pattern -> new RegularExpression(pattern, () -> budget));
        CustomFunctions.register(parsed, () -> budget);
        this.callees = LibraryGuards.callees(parsed);
        this.names = names.stream()
                .filter(name -> !SyntaxTree.isKnown(parsed, name))
                .collect(Collectors.toUnmodifiableSet());
        // The library's own functions give the time at which the thread's last expression was parsed. Registered only
        // if used, because each signature takes a kilobyte.
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

    /**
     * Charges the operands of {@code &}, and keeps the errors of {@code and} and {@code or}. It changes the parse tree, so the
     * tree must have been compiled before.
     */
    void guardOperators() {
        LibraryGuards.replaceLogic(parsed);
        LibraryGuards.guardConcatenation(parsed, operand -> {
            if (operand instanceof Map<?, ?> || operand instanceof List<?> || operand instanceof Number) {
                budget.makeString(operand);
            }
            return BuiltinFunctions.printable(operand);
        });
    }

    @Override
    public Object evaluate(Object value, Function<String, Object> variables, EvaluationBudget ofRecord)
            throws ExpressionException {
        return evaluate(value, variables, ofRecord, names);
    }

    /** @param variableNames the variables that it reads */
    Object evaluate(
            Object value, Function<String, Object> variables, EvaluationBudget ofRecord, Set<String> variableNames)
            throws ExpressionException {
        Jsonata.Frame frame = parsed.createFrame();
        EvaluationBounds bounds = EvaluationBounds.set(frame, callees, ofRecord, maxDepth);
        now = ofRecord.currentTimeMillis();
        for (String name : variableNames) {
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
            throw e.toPublic();
        } catch (EvaluationBounds.TooDeep e) {
            throw new ExpressionException(e.getMessage());
        } catch (JException e) {
            ofRecord.throwIfExceeded();
            throw new ExpressionException(reason(e.getError()), position(e, bounds));
        } catch (StackOverflowError e) {
            throw new ExpressionException(TOO_DEEP);
        } catch (NumberFormatException e) {
            throw new ExpressionException(reason(NOT_A_NUMBER), bounds.position());
        } catch (UnreadableValueException | BudgetExceededException e) {
            throw e;
        } catch (RuntimeException e) {
            ofRecord.throwIfExceeded();
            // The message of e may quote the record.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof StackOverflowError || cause instanceof EvaluationBounds.TooDeep) {
                throw new ExpressionException(TOO_DEEP);
            }
            throw new ExpressionException(
                    "function call failed, for example because of a null argument ("
                            + cause.getClass().getSimpleName() + ")",
                    bounds.position());
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

    /** Charges the conversion of null markers, which visits the whole result as a tree. */
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

    /** For an error in a function of the expression, the library has only the position of its call. */
    private static int position(JException e, EvaluationBounds bounds) {
        int innermost = bounds.position();
        return innermost > 0 ? innermost : e.getLocation();
    }

    /** The library's messages quote values of the record, so only the code of the error is reported. */
    private static String reason(@Nullable String error) {
        String code = error == null ? "" : error;
        String what = switch (code) {
            case "T2001" -> "the left side of an arithmetic operator is not a number";
            case "T2002" -> "the right side of an arithmetic operator is not a number";
            case "T2009", "T2010" -> "the operands of a comparison cannot be compared";
            case "T0410", "T0411", "T0412" -> "an argument of a function has the wrong type";
            case NOT_A_NUMBER -> "a value cannot be converted to a number";
            case "D1001" -> "a number is out of range";
            case "D3141" -> "an error was raised by $assert";
            case "D3137" -> "an error was raised by $error";
            case CustomFunctions.EVAL_NOT_SUPPORTED -> ExpressionCompiler.EVAL_NOT_SUPPORTED;
            case CustomFunctions.NOT_JSON -> "a string is not valid JSON";
            case CustomFunctions.NO_OBJECT -> "a value is neither an object, nor a list or JSON text with objects";
            case CustomFunctions.WRONG_NUMBER_OF_ARGUMENTS -> "a function has too few or too many arguments";
            case "T1003", "D1009" -> "an object key is not a string or is duplicated";
            case "D3110" -> "not a valid timestamp";
            case "T1006" -> "attempted to call a non-function";
            default -> "the expression cannot be evaluated";
        };
        return code.matches("[A-Z]\\d{4}") ? what + " (" + code + ")" : what;
    }

    Jsonata parsed() {
        return parsed;
    }

    @Override
    public boolean isCompiled() {
        return false;
    }

    @Override
    public String source() {
        return source;
    }

    /** The interpreter may read anything. */
    @Override
    public Projection reads() {
        return Projection.everything();
    }

    @Override
    public Set<String> variables() {
        return names;
    }
}
