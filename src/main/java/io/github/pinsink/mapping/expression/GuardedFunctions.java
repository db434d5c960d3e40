package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.LibraryGuards;
import com.dashjoin.jsonata.LibraryGuards.Original;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Charges the cost of each of the library's functions before it is called. Functions whose time is not bounded by their
 * arguments are replaced by {@link StringFunctions}.
 */
final class GuardedFunctions {
    /** A longer number is a mistake and takes long to parse. */
    static final int MAX_NUMBER_LENGTH = 1_000;

    /** Of a timestamp, its picture string, or a number in words. */
    private static final int MAX_PICTURE_LENGTH = 1_000;

    /** Fraction digits; more exceed the range of a double. */
    static final int MAX_PRECISION = 400;

    /** URL encoding expands one character to up to nine. */
    private static final int MAX_GROWTH = 9;

    /** The cost of a property of an object, in list elements. */
    private static final int ELEMENTS_OF_PROPERTY = 10;

    /** Replaces a call of a function. */
    private interface Call {
        Object call(Original library, List<?> arguments, EvaluationBudget budget) throws Throwable;
    }

    private static final Map<String, Call> CALLS = new HashMap<>();

    static {
        for (String name : List.of("substring", "trim", "base64decode", "decodeUrl")) {
            CALLS.put(name, (library, arguments, budget) -> makingStrings(1, library, arguments, budget));
        }
        for (String name : List.of("lowercase", "uppercase")) {
            CALLS.put(name, (library, arguments, budget) -> {
                if (!arguments.isEmpty() && arguments.get(0) instanceof String string) {
                    budget.chargeCase(string);
                }
                return makingStrings(1, library, arguments, budget);
            });
        }
        for (String name : List.of("base64encode", "encodeUrlComponent", "encodeUrl", "decodeUrlComponent")) {
            CALLS.put(name, (library, arguments, budget) -> makingStrings(MAX_GROWTH, library, arguments, budget));
        }
        for (String name : List.of("append", "reverse", "shuffle", "zip", "keys", "single", "distinct", "sort")) {
            CALLS.put(name, GuardedFunctions::makingLists);
        }
        for (String name : List.of("merge", "sift", "each")) {
            CALLS.put(name, GuardedFunctions::makingObjects);
        }
        for (String name : List.of("floor", "ceil", "sqrt", "power", "formatBase")) {
            CALLS.put(name, GuardedFunctions::ofNumbers);
        }
        for (String name : List.of("fromMillis", "formatInteger", "parseInteger", "formatNumber")) {
            CALLS.put(name, GuardedFunctions::withPicture);
        }
        CALLS.put("toMillis", (library, arguments, budget) -> {
            arguments.forEach(GuardedFunctions::checkPicture);
            if (arguments.size() > 1
                    && arguments.get(0) instanceof String timestamp
                    && arguments.get(1) instanceof String picture) {
                budget.charge(TimestampPicture.ways(timestamp, picture));
            }
            return withPicture(library, arguments, budget);
        });
        CALLS.put("string", (library, arguments, budget) -> {
            if (!arguments.isEmpty() && !(arguments.get(0) instanceof String)) {
                budget.makeString(arguments.get(0));
            }
            return library.call(withFirst(arguments, BuiltinFunctions::printable));
        });
        CALLS.put("abs", (library, arguments, budget) -> {
            UnaryOperator<Object> fraction =
                    value -> value instanceof Number number ? BuiltinFunctions.fraction(number) : value;
            return ofNumbers(library, withFirst(arguments, fraction), budget);
        });
        CALLS.put("spread", (library, arguments, budget) -> {
            // The library copies the result for each property that it adds.
            long properties = arguments.isEmpty() ? 0 : properties(arguments.get(0));
            budget.charge(properties * properties >> 2);
            return makingObjects(library, arguments, budget);
        });
        CALLS.put("clone", (library, arguments, budget) -> {
            budget.makeString(arguments.get(0));
            return library.call(arguments);
        });
        CALLS.put("round", (library, arguments, budget) -> {
            if (arguments.size() > 1
                    && arguments.get(1) instanceof Number digits
                    && Math.abs(digits.doubleValue()) > MAX_PRECISION) {
                throw new JException("D1001", -1);
            }
            return ofNumbers(library, arguments, budget);
        });
        CALLS.put("number", (library, arguments, budget) -> {
            if (!arguments.isEmpty()
                    && arguments.get(0) instanceof String string
                    && string.length() > MAX_NUMBER_LENGTH) {
                throw new JException("D3030", -1);
            }
            return ofNumbers(library, arguments, budget);
        });
        CALLS.put(
                "substringBefore", (library, arguments, budget) -> StringFunctions.substringBefore(arguments, budget));
        CALLS.put("substringAfter", (library, arguments, budget) -> StringFunctions.substringAfter(arguments, budget));
        CALLS.put("pad", (library, arguments, budget) -> StringFunctions.pad(arguments, budget));
        CALLS.put("join", (library, arguments, budget) -> {
            StringFunctions.chargeJoin(arguments, budget);
            return library.call(arguments);
        });
        CALLS.put("contains", (library, arguments, budget) -> StringFunctions.contains(arguments, budget));
        CALLS.put("match", (library, arguments, budget) -> StringFunctions.match(arguments, budget));
        CALLS.put("replace", (library, arguments, budget) -> StringFunctions.replace(arguments, budget));
        CALLS.put("split", (library, arguments, budget) -> StringFunctions.split(arguments, budget));
    }

    private GuardedFunctions() {}

    /**
     * @param names of the functions that the expression calls
     * @param budget of the current evaluation
     */
    static void register(Jsonata expression, Set<String> names, Supplier<EvaluationBudget> budget) {
        for (String name : names) {
            if (LibraryGuards.isFunction(name)) {
                Call call = CALLS.getOrDefault(name, GuardedFunctions::readingOnly);
                LibraryGuards.guard(expression, name, (library, arguments) -> {
                    EvaluationBudget now = budget.get();
                    now.chargeArguments(arguments);
                    return call.call(library, arguments, now);
                });
            }
        }
    }

    private static List<?> withFirst(List<?> arguments, UnaryOperator<Object> change) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof Number)) {
            return arguments;
        }
        List<Object> changed = new ArrayList<>(arguments);
        changed.set(0, change.apply(changed.get(0)));
        return changed;
    }

    private static long properties(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.size();
        }
        long sum = 0;
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                sum += list.get(i) instanceof Map<?, ?> object ? object.size() : 1;
            }
        }
        return sum;
    }

    /** @throws JException for a picture string or a timestamp that is too long */
    static void checkPicture(Object argument) {
        if (argument instanceof String string && string.length() > MAX_PICTURE_LENGTH) {
            throw new JException("D3110", -1);
        }
    }

    private static Object readingOnly(Original library, List<?> arguments, EvaluationBudget budget) {
        return library.call(arguments);
    }

    private static Object makingStrings(int growth, Original library, List<?> arguments, EvaluationBudget budget) {
        for (Object argument : arguments) {
            if (argument instanceof String string) {
                budget.make((long) string.length() * growth);
            }
        }
        return library.call(arguments);
    }

    private static Object makingLists(Original library, List<?> arguments, EvaluationBudget budget) {
        for (Object argument : arguments) {
            if (argument instanceof List<?> list) {
                budget.makeElements(list.size());
            } else if (argument instanceof Map<?, ?> object) {
                budget.makeElements(object.size());
            }
        }
        return library.call(arguments);
    }

    private static Object makingObjects(Original library, List<?> arguments, EvaluationBudget budget) {
        for (Object argument : arguments) {
            if (argument instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    budget.makeElements(
                            list.get(i) instanceof Map<?, ?> object
                                    ? (long) ELEMENTS_OF_PROPERTY * object.size()
                                    : ELEMENTS_OF_PROPERTY);
                }
            } else if (argument instanceof Map<?, ?> object) {
                budget.makeElements((long) ELEMENTS_OF_PROPERTY * object.size());
            }
        }
        return library.call(arguments);
    }

    private static Object ofNumbers(Original library, List<?> arguments, EvaluationBudget budget) {
        arguments.forEach(EvaluationBudget::checkNumber);
        return library.call(arguments);
    }

    private static Object withPicture(Original library, List<?> arguments, EvaluationBudget budget) {
        for (Object argument : arguments) {
            EvaluationBudget.checkNumber(argument);
            checkPicture(argument);
        }
        return library.call(arguments);
    }
}
