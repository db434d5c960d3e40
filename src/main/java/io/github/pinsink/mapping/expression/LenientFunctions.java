package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.github.pinsink.event.BooleanWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Functions that accept any value and, except for {@code $objects} without a second argument, never fail. A value that a
 * function cannot use is returned unchanged, so that the field that gets it drops and reports it.
 */
final class LenientFunctions {
    /** Of lists in lists. */
    private static final int MAX_DEPTH = 10;

    /** The longest word is {@code granted}. */
    private static final int MAX_WORD = 7;

    private LenientFunctions() {}

    /** A function of one argument. */
    private interface Unary {
        Object call(Object argument, EvaluationBudget budget);
    }

    /** A function of two arguments. */
    private interface Binary {
        Object call(Object first, Object second, EvaluationBudget budget);
    }

    private static final Map<String, Unary> UNARY = Map.of(
            "parseBoolean", (value, budget) -> parseBoolean(value),
            "total", (values, budget) -> DecimalFunctions.total(values),
            "objects", LenientFunctions::objects,
            "optOut", (optOuts, budget) -> optOut(optOuts, null),
            "dateOfDays", (value, budget) -> DecimalFunctions.dateOfDays(value));

    private static final Map<String, Binary> BINARY = Map.of(
            "ifBlank", (value, otherwise, budget) -> ifBlank(value, otherwise),
            "objects", LenientFunctions::objects,
            "optOut", (optOuts, consents, budget) -> optOut(optOuts, consents),
            "multiply", (left, right, budget) -> DecimalFunctions.multiply(left, right));

    /** The functions by their name and number of arguments, for compiled expressions. */
    static Map<String, BuiltinFunctions.Function> functions() {
        Map<String, BuiltinFunctions.Function> functions = new HashMap<>();
        UNARY.forEach((name, function) ->
                functions.put(name + "/1", (arguments, budget) -> function.call(arguments[0], budget)));
        BINARY.forEach((name, function) ->
                functions.put(name + "/2", (arguments, budget) -> function.call(arguments[0], arguments[1], budget)));
        return functions;
    }

    static Set<String> names() {
        Set<String> names = new HashSet<>(UNARY.keySet());
        names.addAll(BINARY.keySet());
        return names;
    }

    /**
     * For interpreted expressions.
     *
     * @param budget of the current evaluation
     */
    static void register(Jsonata expression, Supplier<EvaluationBudget> budget) {
        Map<String, BuiltinFunctions.Function> functions = functions();
        for (String name : names()) {
            expression.registerFunction(
                    name,
                    new Jsonata.JFunction(
                            (context, arguments) -> call(functions, name, arguments, budget.get()), null));
        }
    }

    private static Object call(
            Map<String, BuiltinFunctions.Function> functions, String name, List<?> arguments, EvaluationBudget budget) {
        BuiltinFunctions.Function function = functions.get(name + '/' + arguments.size());
        if (function == null) {
            throw new JException(CustomFunctions.WRONG_NUMBER_OF_ARGUMENTS, -1);
        }
        arguments.forEach(budget::chargeArgument);
        return function.call(arguments.toArray(), budget);
    }

    static boolean isBlank(Object value) {
        return BuiltinFunctions.isNothing(value) || value instanceof String text && text.isBlank();
    }

    /** {@code $ifBlank(quantity, 1)} is the quantity, or 1 if it is missing, null or blank. 0 and false are not blank. */
    static Object ifBlank(Object value, Object otherwise) {
        return isBlank(value) ? otherwise : value;
    }

    /** {@code $parseBoolean('FALSE')} is false. A blank value gives nothing. */
    static Object parseBoolean(Object value) {
        if (isBlank(value)) {
            return null;
        }
        if (value instanceof String text) {
            String word = word(text);
            if (BooleanWords.TRUE.contains(word)) {
                return true;
            }
            if (BooleanWords.FALSE.contains(word)) {
                return false;
            }
        }
        BigDecimal number = DecimalFunctions.number(value);
        if (number == null || number.signum() != 0 && number.compareTo(BigDecimal.ONE) != 0) {
            return value;
        }
        return number.signum() != 0;
    }

    /** In lower case; empty for a string that is longer than the words that are looked for. */
    private static String word(String text) {
        String word = text.strip();
        return word.length() > MAX_WORD ? "" : word.toLowerCase(Locale.ROOT);
    }

    /**
     * {@code $optOut(limit_ad_tracking, consent)} is true if one of the first is true or one of the second is false. In both,
     * {@code denied} is an opt-out and {@code granted} is none. Without an opt-out, the first value that is none of that is
     * returned, so that {@code mapping.opt_out} rejects it.
     */
    static Object optOut(Object optOuts, Object consents) {
        Object unclear = null;
        for (boolean meansOptOut : new boolean[] {true, false}) {
            Object found = optOut(meansOptOut ? optOuts : consents, meansOptOut, MAX_DEPTH);
            if (Boolean.TRUE.equals(found)) {
                return true;
            }
            unclear = unclear == null ? found : unclear;
        }
        return unclear;
    }

    /** True, null for no opt-out, or a value that is neither a boolean nor a word for one. */
    private static Object optOut(Object flags, boolean meansOptOut, int depth) {
        Object unclear = null;
        for (Object flag : list(flags)) {
            Object found = flag instanceof List<?>
                    ? depth == 0 ? Map.of() : optOut(flag, meansOptOut, depth - 1)
                    : ofFlag(flag, meansOptOut);
            if (Boolean.TRUE.equals(found)) {
                return true;
            }
            unclear = unclear == null ? found : unclear;
        }
        return unclear;
    }

    private static Object ofFlag(Object flag, boolean meansOptOut) {
        String word = flag instanceof String text ? word(text) : "";
        if (word.equals("denied")) {
            return true;
        }
        Object parsed = word.equals("granted") ? null : parseBoolean(flag);
        return parsed instanceof Boolean is ? is == meansOptOut ? true : null : parsed;
    }

    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }

    /**
     * {@code $objects(value)} is an object, or the objects in a list, also if they are JSON in a string. Other elements of a
     * list are left out, and so are empty objects.
     *
     * @throws JException for a string that is not JSON, and for another value without an object
     */
    static Object objects(Object value, EvaluationBudget budget) {
        if (value instanceof Map<?, ?> object) {
            return object.isEmpty() ? null : value;
        }
        if (value instanceof String text) {
            return text.isBlank() ? null : objectsIn(text, budget);
        }
        if (!(value instanceof List<?> list)) {
            if (BuiltinFunctions.isNothing(value)) {
                return null;
            }
            throw new JException(CustomFunctions.NO_OBJECT, -1);
        }
        int size = list.size();
        budget.charge(size);
        for (int i = 0; i < size; i++) {
            if (!(list.get(i) instanceof Map<?, ?> object) || object.isEmpty()) {
                return objectsOnly(list, budget);
            }
        }
        return size == 0 ? null : list;
    }

    /** {@code $objects(value, other)} gives the other value where {@code $objects(value)} would fail. */
    static Object objects(Object value, Object otherwise, EvaluationBudget budget) {
        try {
            return objects(value, budget);
        } catch (JException e) {
            return BuiltinFunctions.isNothing(otherwise) ? null : otherwise;
        }
    }

    private static Object objectsOnly(List<?> list, EvaluationBudget budget) {
        budget.makeElements(list.size());
        List<Object> objects = new ArrayList<>();
        boolean isEmpty = true;
        for (Object element : list) {
            boolean mayBeJson = element instanceof String text && looksLikeJson(text);
            Object object = mayBeJson ? objectsIn((String) element, budget) : element;
            if (object instanceof Map<?, ?> map) {
                if (!map.isEmpty()) {
                    objects.add(object);
                }
            } else {
                isEmpty &= isBlank(object);
            }
        }
        if (objects.isEmpty() && !isEmpty) {
            throw new JException(CustomFunctions.NO_OBJECT, -1);
        }
        return objects.isEmpty() ? null : objects;
    }

    private static Object objectsIn(String text, EvaluationBudget budget) {
        budget.makeString(text);
        Object value = CustomFunctions.readJson(text);
        if (value instanceof String) {
            throw new JException(CustomFunctions.NO_OBJECT, -1);
        }
        return objects(value, budget);
    }

    private static boolean looksLikeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                return c == '{' || c == '[';
            }
        }
        return false;
    }
}
