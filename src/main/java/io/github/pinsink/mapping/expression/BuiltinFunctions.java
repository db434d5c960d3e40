package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import io.github.pinsink.event.BinaryNoise;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * The functions that mappings use most, called directly: the library finds them by reflection and validates arguments with
 * regular expressions. Arguments of other types are left to the interpreter.
 */
final class BuiltinFunctions {
    private static final Map<String, Function> FUNCTIONS = new HashMap<>();

    /** A function; an argument is null for nothing. It charges its cost beyond reading the arguments itself. */
    interface Function {
        Object call(Object[] arguments, EvaluationBudget budget);
    }

    /** A function that costs no more than reading its arguments. */
    private interface Cheap {
        Object call(Object[] arguments);
    }

    static {
        costly("string", 1, (arguments, budget) -> string(arguments[0], budget));
        unary("number", BuiltinFunctions::number);
        costly(
                "lowercase",
                1,
                (arguments, budget) ->
                        changingCase(arguments[0], budget) == null ? null : Functions.lowercase(text(arguments[0])));
        costly(
                "uppercase",
                1,
                (arguments, budget) ->
                        changingCase(arguments[0], budget) == null ? null : Functions.uppercase(text(arguments[0])));
        costly(
                "trim",
                1,
                (arguments, budget) ->
                        isTrimmed(text(arguments[0])) ? arguments[0] : Functions.trim(copied(arguments[0], budget)));
        unary("length", value -> text(value) == null ? null : Functions.length(text(value)));
        costly("substringBefore", 2, (arguments, budget) -> StringFunctions.substringBefore(texts(arguments), budget));
        costly("substringAfter", 2, (arguments, budget) -> StringFunctions.substringAfter(texts(arguments), budget));
        costly(
                "substring",
                2,
                (arguments, budget) ->
                        Functions.substring(required(copied(arguments[0], budget)), whole(arguments[1]), null));
        costly(
                "substring",
                3,
                (arguments, budget) -> Functions.substring(
                        required(copied(arguments[0], budget)), whole(arguments[1]), whole(arguments[2])));
        costly("contains", 2, (arguments, budget) -> StringFunctions.contains(texts(arguments), budget));
        costly("split", 2, (arguments, budget) -> StringFunctions.split(texts(arguments), budget));
        costly("join", 1, (arguments, budget) -> isNothing(arguments[0]) ? null : join(arguments[0], null, budget));
        costly("join", 2, (arguments, budget) -> join(arguments[0], required(text(arguments[1])), budget));
        binary(
                "lookup",
                (value, name) -> Functions.lookup(isNothing(value) ? null : objects(value), required(text(name))));
        unary("exists", value -> value != null);
        unary("not", Functions::not);
        unary("boolean", Functions::toBoolean);
        unary("count", value -> isNothing(value) ? 0 : value instanceof List<?> list ? list.size() : 1);
        unary("sum", value -> isNothing(value) ? null : Functions.sum(numbers(value)));
        unary("max", value -> isNothing(value) ? null : Functions.max(numbers(value)));
        unary("min", value -> isNothing(value) ? null : Functions.min(numbers(value)));
        unary("average", value -> isNothing(value) ? null : Functions.average(numbers(value)));
        unary("abs", value -> value == null ? null : Functions.abs(fraction(finite(value))));
        unary("floor", value -> value == null ? null : Functions.floor(finite(value)));
        unary("ceil", value -> value == null ? null : Functions.ceil(finite(value)));
        unary("round", value -> value == null ? null : Functions.round(finite(value), null));
        binary("round", (value, digits) -> Functions.round(finite(value), few(digits)));
        costly("append", 2, (arguments, budget) -> {
            budget.makeElements((long) size(arguments[0]) + size(arguments[1]));
            return Functions.append(arguments[0], arguments[1]);
        });
        unary("toMillis", BuiltinFunctions::toMillis);
        unary("fromMillis", value -> value == null ? null : Functions.dateTimeFromMillis(finite(value), null, null));
        // Not converted, so that decimals stay exact; the library's functions give doubles.
        FUNCTIONS.put("minorUnits/2", (arguments, budget) -> CustomFunctions.minorUnits(arguments[0], arguments[1]));
        FUNCTIONS.put(
                "minorUnits/3",
                (arguments, budget) -> CustomFunctions.minorUnits(arguments[0], arguments[1], arguments[2]));
        FUNCTIONS.put("queryParameter/2", (arguments, budget) -> QueryParameter.of(arguments[0], arguments[1], budget));
        FUNCTIONS.put("parseJson/1", (arguments, budget) -> CustomFunctions.parseJson(arguments[0], budget));
        FUNCTIONS.put(
                "decodeDecimal/2", (arguments, budget) -> CustomFunctions.decodeDecimal(arguments[0], arguments[1]));
        FUNCTIONS.putAll(LenientFunctions.functions());
    }

    /** Functions that accept null; for the others it is an error. */
    private static final Set<String> TAKE_NULL = Set.of(
            "string",
            "exists",
            "not",
            "boolean",
            "count",
            "sum",
            "max",
            "min",
            "average",
            "minorUnits",
            "queryParameter",
            "parseJson",
            "decodeDecimal");

    private static final Set<String> LENIENT = LenientFunctions.names();

    /** Functions that use the context when they are called without an argument. */
    private static final Set<String> OF_CONTEXT = Set.of(
            "string",
            "number",
            "boolean",
            "not",
            "lowercase",
            "uppercase",
            "length",
            "trim",
            "abs",
            "floor",
            "ceil",
            "round");

    /** Functions whose result may be a sequence, which the library does not unwrap after a tail call. */
    private static final Set<String> OF_SEQUENCES = Set.of("lookup", "append", "map", "ifBlank", "objects");

    private BuiltinFunctions() {}

    static boolean takesNull(String name) {
        return TAKE_NULL.contains(name) || LENIENT.contains(name);
    }

    static boolean takesContext(String name) {
        return OF_CONTEXT.contains(name);
    }

    static boolean mayGiveSequence(String name) {
        return OF_SEQUENCES.contains(name);
    }

    /** Whether it is nothing, or null. */
    static boolean isNothing(Object value) {
        return value == null || value == Jsonata.NULL_VALUE;
    }

    /** Empty when such a call must be interpreted. */
    static Optional<Function> function(String name, int arguments) {
        return Optional.ofNullable(FUNCTIONS.get(name + '/' + arguments));
    }

    private static void unary(String name, UnaryOperator<Object> function) {
        library(name, 1, arguments -> function.apply(arguments[0]));
    }

    private static void binary(String name, BinaryOperator<Object> function) {
        library(name, 2, arguments -> function.apply(arguments[0], arguments[1]));
    }

    private static void library(String name, int arguments, Cheap function) {
        costly(name, arguments, (values, budget) -> function.call(values));
    }

    /** Converts a number to its shortest type, as the library does for the results of its functions. */
    private static void costly(String name, int arguments, Function function) {
        FUNCTIONS.put(name + '/' + arguments, (values, budget) -> {
            Object result = function.call(values, budget);
            return result instanceof Number number ? Utils.convertNumber(number) : result;
        });
    }

    private static <T> T required(T value) {
        if (value == null) {
            throw Fallback.INSTANCE;
        }
        return value;
    }

    private static String text(Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw Fallback.INSTANCE;
    }

    /** Charges a new string of at most the length of the argument. */
    private static String copied(Object value, EvaluationBudget budget) {
        String text = text(value);
        if (text != null) {
            budget.make(text.length());
        }
        return text;
    }

    private static String changingCase(Object value, EvaluationBudget budget) {
        String text = copied(value, budget);
        if (text != null) {
            budget.chargeCase(text);
        }
        return text;
    }

    private static List<Object> texts(Object[] arguments) {
        for (Object argument : arguments) {
            required(text(argument));
        }
        return List.of(arguments);
    }

    /** Null for nothing. */
    static String string(Object value, EvaluationBudget budget) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        budget.makeString(value);
        return Functions.string(printable(value), false);
    }

    /**
     * The value as the library prints it correctly: a decimal without zeros at the end of its fraction and without an
     * exponent. A decimal of few digits prints like a double, and a whole number is its digits.
     */
    static Object printable(Object value) {
        if (!(value instanceof BigDecimal decimal)) {
            return value;
        }
        EvaluationBudget.checkNumber(decimal);
        BigDecimal digits = decimal.scale() > 0 ? decimal.stripTrailingZeros() : decimal;
        if (digits.scale() <= 0) {
            return digits.toBigInteger();
        }
        return digits.precision() <= BinaryNoise.EXACT_DIGITS ? (Object) digits.doubleValue() : digits.toPlainString();
    }

    private static String join(Object value, String separator, EvaluationBudget budget) {
        List<String> strings = texts(value);
        StringFunctions.chargeJoin(separator == null ? List.of(strings) : List.of(strings, separator), budget);
        return Functions.join(strings, separator);
    }

    private static int size(Object value) {
        return value instanceof List<?> list ? list.size() : 1;
    }

    /** Whether it has no white space at its ends and no runs of spaces. The library uses a regular expression. */
    private static boolean isTrimmed(String text) {
        if (text == null || text.isEmpty()) {
            return true;
        }
        boolean afterSpace = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' || c == '\n' || c == '\r' || c == ' ' && afterSpace) {
                return false;
            }
            afterSpace = c == ' ';
        }
        return !afterSpace;
    }

    private static Number finite(Object value) {
        if (value instanceof Number number && Utils.isNumeric(number)) {
            if (number instanceof BigDecimal || number instanceof BigInteger) {
                EvaluationBudget.checkNumber(number);
            }
            return number;
        }
        throw Fallback.INSTANCE;
    }

    /** As a double if it may have a fraction, which the library's {@code $abs} keeps only in a double. */
    static Number fraction(Number number) {
        return number instanceof Integer || number instanceof Long ? number : (Number) number.doubleValue();
    }

    private static Number whole(Object value) {
        if (value instanceof Integer number) {
            return number;
        }
        throw Fallback.INSTANCE;
    }

    private static Number few(Object value) {
        Number digits = whole(value);
        if (Math.abs(digits.intValue()) > GuardedFunctions.MAX_PRECISION) {
            throw Fallback.INSTANCE;
        }
        return digits;
    }

    private static Object number(Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof Number) && !(value instanceof String) && !(value instanceof Boolean)
                || value instanceof String text && text.length() > GuardedFunctions.MAX_NUMBER_LENGTH) {
            throw Fallback.INSTANCE;
        }
        try {
            return Functions.number(value);
        } catch (NumberFormatException e) {
            throw Fallback.INSTANCE;
        }
    }

    private static Object objects(Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            return value;
        }
        throw Fallback.INSTANCE;
    }

    @SuppressWarnings("unchecked") // each element is checked
    private static List<String> texts(Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (!(list.get(i) instanceof String)) {
                    throw Fallback.INSTANCE;
                }
            }
            return (List<String>) list;
        }
        throw Fallback.INSTANCE;
    }

    @SuppressWarnings("unchecked") // each element is checked
    private static List<Number> numbers(Object value) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                finite(list.get(i));
            }
            return (List<Number>) list;
        }
        return List.of(finite(value));
    }

    private static Object toMillis(Object value) {
        GuardedFunctions.checkPicture(value);
        try {
            return Functions.dateTimeToMillis(required(text(value)), null);
        } catch (ParseException e) {
            throw Fallback.INSTANCE;
        }
    }

    /**
     * A call of one of the functions.
     *
     * @param takesNull whether the function accepts null
     */
    record Call(Function function, boolean takesNull, List<Node> arguments) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            Object[] values = new Object[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Node.evaluate(arguments.get(i), context, scope);
                if (values[i] == Jsonata.NULL_VALUE && !takesNull) {
                    throw Fallback.INSTANCE;
                }
            }
            for (int i = 0; i < values.length; i++) {
                scope.budget().chargeArgument(values[i]);
            }
            Object result = Sequences.unwrap(function.call(values, scope.budget()));
            if (result == Jsonata.NULL_VALUE || result instanceof List<?>) {
                // $lookup gives the marker for a null of the record.
                scope.markNull();
            }
            return result;
        }

        @Override
        public Projection reads() {
            Projection reads = Projection.nothing();
            for (Node argument : arguments) {
                reads = reads.union(argument.reads());
            }
            return reads;
        }
    }
}
