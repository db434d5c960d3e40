package io.github.pinsink.mapping.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Expressions and documents made at random, with names in common so that expressions find something. */
final class GeneratedExpressions {
    private static final List<String> NAMES = List.of("a", "b", "c", "items", "`first name`");
    private static final List<String> KEYS = List.of("a", "b", "c", "items", "first name");
    private static final List<String> LITERALS = List.of(
            "0",
            "1",
            "-1",
            "2.5",
            "100",
            "9007199254740993",
            "'a'",
            "''",
            "'12'",
            "'x y '",
            "\"é\"",
            "true",
            "false",
            "null",
            "'2026-01-31T10:00:00Z'");
    private static final List<String> COMPARISONS = List.of("=", "!=", "<", "<=", ">", ">=");
    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%");
    private static final List<String> FUNCTIONS_OF_ONE = List.of(
            "string",
            "number",
            "lowercase",
            "uppercase",
            "trim",
            "length",
            "join",
            "exists",
            "not",
            "boolean",
            "count",
            "sum",
            "max",
            "min",
            "average",
            "abs",
            "floor",
            "ceil",
            "round",
            "toMillis",
            "fromMillis",
            "parseJson",
            "parseBoolean",
            "total",
            "objects",
            "dateOfDays");
    private static final List<String> FUNCTIONS_OF_TWO = List.of(
            "substringBefore",
            "substringAfter",
            "substring",
            "contains",
            "split",
            "join",
            "lookup",
            "append",
            "round",
            "minorUnits",
            "ifBlank",
            "optOut",
            "multiply",
            "queryParameter");
    private static final List<Object> SCALARS = Arrays.asList(
            null,
            true,
            false,
            0,
            1,
            -7,
            12L,
            9007199254740993L,
            Long.MIN_VALUE,
            new BigInteger("98765432109876543210"),
            new BigDecimal("59.97"),
            new BigDecimal("1200.00"),
            2.5,
            -0.0,
            1.0e21,
            "",
            "a",
            "b",
            "12",
            " x  y ",
            "é",
            "EUR",
            "2026-01-31T10:00:00Z",
            "{\"a\":[1,null]}");

    private final Random random;

    GeneratedExpressions(long seed) {
        random = new Random(seed);
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    Map<String, Object> document() {
        return object(3);
    }

    Object variable() {
        return value(2);
    }

    private Object value(int depth) {
        int kind = random.nextInt(depth > 0 ? 10 : 6);
        return kind < 6 ? oneOf(SCALARS) : kind < 8 ? list(depth - 1) : object(depth - 1);
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(random.nextInt(3) == 0 ? value(depth) : object(depth));
        }
        return list;
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String key : KEYS) {
            if (random.nextInt(3) > 0) {
                object.put(key, key.equals("items") && depth > 0 ? list(depth - 1) : value(depth));
            }
        }
        return object;
    }

    String expression() {
        return expression(3);
    }

    private String expression(int depth) {
        if (depth == 0) {
            return random.nextInt(3) == 0 ? oneOf(LITERALS) : path(0);
        }
        int next = depth - 1;
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> path(next);
            case 3 -> oneOf(LITERALS);
            case 4 -> operand(next) + " " + oneOf(COMPARISONS) + " " + operand(next);
            case 5 -> operand(next) + " " + oneOf(ARITHMETIC) + " " + operand(next);
            case 6 -> operand(next) + (random.nextBoolean() ? " and " : " or ") + operand(next);
            case 7 -> operand(next) + " & " + operand(next);
            case 8 -> operand(next) + " ? " + operand(next) + (random.nextInt(4) == 0 ? "" : " : " + operand(next));
            case 9 -> operand(next) + (random.nextBoolean() ? " ?? " : " ?: ") + operand(next);
            case 10 -> operand(next) + " in [" + operand(next) + ", " + operand(next) + "]";
            case 11 -> random.nextBoolean() ? "[" + operand(next) + ", " + operand(next) + "]" : "[" + path(next) + "]";
            case 12 -> object(next, "");
            case 13 -> "$" + oneOf(FUNCTIONS_OF_ONE) + "(" + expression(next) + ")";
            case 14 ->
                random.nextInt(6) == 0
                        ? "$lookup(" + path(next) + ", '" + oneOf(KEYS) + "')"
                        : ofTwo(oneOf(FUNCTIONS_OF_TWO), expression(next), expression(next));
            default ->
                random.nextBoolean() ? operand(next) + " ~> $" + oneOf(FUNCTIONS_OF_ONE) + "()" : "-" + operand(next);
        };
    }

    private static String ofTwo(String function, String first, String second) {
        // The compiler rejects a constant that is no currency, but not in brackets.
        return "$" + function + "(" + first + ", " + (function.equals("minorUnits") ? "(" + second + ")" : second)
                + ")";
    }

    private String operand(int depth) {
        return random.nextInt(3) == 0
                ? "(" + expression(depth) + ")"
                : random.nextInt(3) == 0 ? oneOf(LITERALS) : path(depth);
    }

    private String object(int depth, String prefix) {
        return prefix + "{\"p\": " + expression(depth) + ", \"q\": " + path(depth) + "}";
    }

    private String path(int depth) {
        StringBuilder path = new StringBuilder();
        switch (random.nextInt(12)) {
            case 0 -> path.append("$v.");
            case 1 -> path.append("$$.");
            case 2 -> path.append("$.");
            case 4 -> path.append("(").append(path(0)).append(").");
            case 5 -> path.append("$parseJson(").append(oneOf(NAMES)).append(").");
            case 3 -> {
                return random.nextBoolean() ? "$v" : "$";
            }
            default -> {}
        }
        path.append(random.nextInt(3) == 0 ? "items" : oneOf(NAMES)).append(predicate(depth));
        for (int i = random.nextInt(3); i > 0; i--) {
            path.append('.').append(oneOf(NAMES)).append(predicate(depth));
        }
        if (depth > 0) {
            switch (random.nextInt(8)) {
                case 0 -> path.append(object(depth - 1, "."));
                case 1 -> path.append(".(").append(expression(depth - 1)).append(')');
                case 2 ->
                    path.append(".$")
                            .append(oneOf(FUNCTIONS_OF_ONE))
                            .append('(')
                            .append(path(0))
                            .append(')');
                default -> {}
            }
        }
        return path.toString();
    }

    private String predicate(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> "[" + (random.nextInt(4) - 2) + "]";
            case 1 -> "[" + oneOf(NAMES) + " " + oneOf(COMPARISONS) + " " + oneOf(LITERALS) + "]";
            case 2 -> depth > 0 ? "[" + path(0) + " and " + path(0) + "]" : "";
            default -> "";
        };
    }
}
