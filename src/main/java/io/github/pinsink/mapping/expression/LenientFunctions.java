package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
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
 * Functions that accept any value and never fail. A value that a function cannot use is returned unchanged, so that the
 * field that gets it drops and reports it.
 */
final class LenientFunctions {
    /** The result of {@code $optOut} for a flag that is neither true nor false. {@code mapping.opt_out} rejects it. */
    static final String UNCLEAR = "unclear";

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
            "dateOfDays", (value, budget) -> DecimalFunctions.dateOfDays(value));

    private static final Map<String, Binary> BINARY = Map.of(
            "ifBlank", (value, otherwise, budget) -> ifBlank(value, otherwise),
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
        UNARY.forEach((name, function) -> expression.registerFunction(name, (Object argument) -> {
            budget.get().chargeArgument(argument);
            return function.call(argument, budget.get());
        }));
        BINARY.forEach((name, function) -> expression.registerFunction(name, (Object first, Object second) -> {
            budget.get().chargeArgument(first);
            budget.get().chargeArgument(second);
            return function.call(first, second, budget.get());
        }));
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
     * {@code denied} is an opt-out and {@code granted} is none. A value that is none of that gives {@link #UNCLEAR}, not the
     * value itself: that of a consent means the opposite to {@code mapping.opt_out}.
     */
    static Object optOut(Object optOuts, Object consents) {
        boolean unclear = false;
        for (boolean meansOptOut : new boolean[] {true, false}) {
            for (Object value : list(meansOptOut ? optOuts : consents)) {
                String word = value instanceof String text ? word(text) : "";
                Object flag = parseBoolean(value);
                if (word.equals("denied") || flag instanceof Boolean is && is == meansOptOut) {
                    return true;
                }
                unclear |= flag != null && !(flag instanceof Boolean) && !word.equals("granted");
            }
        }
        return unclear ? UNCLEAR : null;
    }

    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }

    /**
     * {@code $objects(value)} is an object, or the objects in a list, also if they are JSON in a string. The rest is left
     * out, and so are empty objects.
     */
    static Object objects(Object value, EvaluationBudget budget) {
        if (value instanceof Map<?, ?> object) {
            return object.isEmpty() ? null : value;
        }
        if (value instanceof String text) {
            return ofJson(text, budget);
        }
        if (!(value instanceof List<?> list)) {
            return null;
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

    private static Object objectsOnly(List<?> list, EvaluationBudget budget) {
        budget.makeElements(list.size());
        List<Object> objects = new ArrayList<>();
        for (Object element : list) {
            Object object = element instanceof String text ? ofJson(text, budget) : element;
            if (object instanceof Map<?, ?> map && !map.isEmpty()) {
                objects.add(object);
            }
        }
        return objects.isEmpty() ? null : objects;
    }

    /** Null for a string that is not JSON, or has no objects. */
    private static Object ofJson(String text, EvaluationBudget budget) {
        if (!looksLikeJson(text)) {
            return null;
        }
        budget.makeString(text);
        try {
            return objects(CustomFunctions.readJson(text), budget);
        } catch (JsonProcessingException e) {
            return null;
        }
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
