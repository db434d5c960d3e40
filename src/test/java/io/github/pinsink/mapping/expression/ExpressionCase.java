package io.github.pinsink.mapping.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * An expression and a document, made up together so that most expressions find something: both use the same few names, and
 * an expression mostly asks for the kind of value that its place needs. Every part sometimes is of another kind.
 */
record ExpressionCase(String source, Object document, Map<String, Object> variables) {
    static ExpressionCase random(Random random) {
        return new ExpressionCase(
                new Expressions(random).any(4), new Documents(random).document(), new Documents(random).variables());
    }

    Object copyOfDocument() {
        return copy(document);
    }

    /** A copy that shares no list or map, since the library adds to lists it is given. */
    static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, member) -> copy.put(name, copy(member)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        return value;
    }

    /** Objects lose the properties that are not read. */
    static Object pruned(Object value, Projection reads) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> pruned = new LinkedHashMap<>();
            map.forEach((name, member) -> {
                Projection below = reads.property((String) name);
                if (!below.isNothing()) {
                    pruned.put(name, pruned(member, below));
                }
            });
            return pruned;
        }
        if (value instanceof List<?> list) {
            List<Object> pruned = new ArrayList<>();
            list.forEach(element -> pruned.add(pruned(element, reads)));
            return pruned;
        }
        return value;
    }

    @Override
    public String toString() {
        return source + "   on   " + document + "   with   " + variables;
    }

    private static final class Documents {
        private static final String[] TEXTS = {
            "PAID",
            "USD",
            "jane@example.com",
            "",
            " ",
            "  Jane  Doe ",
            "a,b,c",
            "12",
            "12.50",
            "-3e2",
            "true",
            "null",
            "x",
            "S-1",
            "äöÜß",
            "😀a😀",
            "2026-11-24T12:00:00Z",
            "2026-11-24",
            "2026",
            "not a number",
            "{\"b\": [1, null]}",
            "\"quoted\"\n",
            "JPY",
            "NaN"
        };

        private final Random random;

        Documents(Random random) {
            this.random = random;
        }

        Object document() {
            return random.nextInt(25) == 0 ? list(3) : random.nextInt(40) == 0 ? scalar() : order(2);
        }

        Map<String, Object> variables() {
            Map<String, Object> variables = new LinkedHashMap<>();
            variables.put("key", random.nextBoolean() ? order(1) : scalar());
            variables.put("topic", "orders");
            variables.put("partition", random.nextInt(5));
            variables.put("record", order(2));
            if (random.nextInt(3) == 0) {
                variables.remove("key");
            }
            return variables;
        }

        private Map<String, Object> order(int depth) {
            Map<String, Object> order = new LinkedHashMap<>();
            for (String name : Expressions.NAMES) {
                if (random.nextInt(8) != 0) {
                    order.put(name, random.nextInt(6) == 0 ? value(depth) : usual(name, depth));
                }
            }
            return order;
        }

        /** What the name is usually used for. */
        private Object usual(String name, int depth) {
            return switch (name) {
                case "a", "c" -> depth > 0 ? order(depth - 1) : scalar();
                case "items" -> items(depth);
                case "price", "qty", "total" -> number();
                case "flag" -> random.nextBoolean();
                default -> TEXTS[random.nextInt(TEXTS.length)];
            };
        }

        private List<Object> items(int depth) {
            List<Object> items = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add(depth > 0 && random.nextInt(8) != 0 ? order(depth - 1) : value(depth));
            }
            return items;
        }

        private Object value(int depth) {
            return switch (depth == 0 ? 0 : random.nextInt(4)) {
                case 1 -> list(depth);
                case 2 -> order(depth - 1);
                case 3 -> null;
                default -> scalar();
            };
        }

        private List<Object> list(int depth) {
            List<Object> list = new ArrayList<>();
            boolean nested = random.nextInt(3) == 0;
            boolean numbers = random.nextBoolean();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(nested ? value(depth - 1) : numbers ? number() : TEXTS[random.nextInt(TEXTS.length)]);
            }
            return list;
        }

        private Object scalar() {
            return switch (random.nextInt(5)) {
                case 0 -> random.nextBoolean();
                case 1 -> null;
                case 2 -> number();
                default -> TEXTS[random.nextInt(TEXTS.length)];
            };
        }

        private Number number() {
            return switch (random.nextInt(12)) {
                case 0 -> 9007199254740993L;
                case 1 -> Long.MAX_VALUE - random.nextInt(3);
                case 2 -> new BigDecimal("12345678901234567890.12345");
                case 3 -> new BigDecimal("59.97");
                case 4 -> random.nextInt() * 0.01;
                case 5 -> new BigInteger("123456789012345678901234567890");
                case 6 -> (long) random.nextInt(3);
                case 7 -> random.nextInt(4) == 0 ? Double.NaN : -0.0;
                case 8 -> 3.0;
                case 9 -> new BigDecimal("3.0");
                default -> random.nextInt(20) - 5;
            };
        }
    }

    /** Texts of the grammar, an operand or an operator at a time. */
    private static final class Expressions {
        static final String[] NAMES = {
            "a", "b", "c", "items", "sku", "price", "qty", "total", "flag", "odd name", "email"
        };

        private final Random random;
        private int variables;

        Expressions(Random random) {
            this.random = random;
        }

        @SafeVarargs
        private String one(Supplier<String>... of) {
            return of[random.nextInt(of.length)].get();
        }

        private String of(String... of) {
            return of[random.nextInt(of.length)];
        }

        String any(int depth) {
            if (depth <= 0) {
                return random.nextInt(4) == 0 ? literal() : path(0);
            }
            return switch (random.nextInt(15)) {
                case 0, 1, 2, 3 -> path(depth);
                case 4 -> text(depth);
                case 5 -> number(depth);
                case 6 -> truth(depth);
                case 7 -> list(depth);
                case 8 -> object(depth - 1);
                case 9 ->
                    one(
                            () -> any(depth - 1) + " ?? " + any(depth - 1),
                            () -> any(depth - 1) + " ?: " + any(depth - 1),
                            () -> truth(depth - 1) + " ? " + any(depth - 1) + " : " + any(depth - 1),
                            () -> truth(depth - 1) + " ? " + any(depth - 1));
                case 10 -> block(depth);
                case 11 -> "$lookup(" + any(depth - 1) + ", " + of("'a'", "'sku'", "'price'", "b") + ")";
                case 12 -> "$append(" + any(depth - 1) + ", " + any(depth - 1) + ")";
                case 13 ->
                    one(
                            () -> "$map(" + list(depth - 1) + ", function($v) {" + inLambda(depth) + "})",
                            () -> "$map(" + path(depth - 1) + ", function($v, $i) {" + inLambda(depth) + " & $i})");
                default ->
                    one(
                            () -> "(" + any(depth - 1) + ")[" + predicate(depth - 1) + "]",
                            () -> "$parseJson(" + any(depth - 1) + ")",
                            () -> "[" + any(depth - 1) + "][" + predicate(depth - 1) + "]",
                            this::literal,
                            () -> "$key." + path(depth - 1),
                            () -> "$record." + path(depth - 1) + "[0]");
            };
        }

        private String inLambda(int depth) {
            return one(
                    () -> "$v",
                    () -> "$v." + name(),
                    () -> any(depth - 1),
                    () -> "$string($v)",
                    () -> "$v = " + literal());
        }

        private String block(int depth) {
            String variable = "$v" + variables++;
            return "(" + variable + " := " + any(depth - 1) + "; "
                    + one(
                            () -> variable,
                            () -> variable + "." + name(),
                            () -> variable + " & " + text(depth - 1),
                            () -> "{'x': " + variable + ", 'y': " + any(depth - 1) + "}",
                            () -> variable + "[" + predicate(depth - 1) + "]",
                            () -> "(" + any(depth - 1) + ").(" + variable + ")")
                    + ")";
        }

        private String path(int depth) {
            StringBuilder path = new StringBuilder(
                    one(this::name, this::name, this::name, () -> "items", () -> "$$." + name(), () -> "$." + name()));
            for (int i = random.nextInt(3); i >= 0; i--) {
                switch (depth <= 0 ? random.nextInt(4) : random.nextInt(16)) {
                    case 0, 1, 2 -> path.append('.').append(name());
                    case 4 -> path.append('[').append(predicate(depth - 1)).append(']');
                    case 5 -> path.append("[").append(random.nextInt(5) - 2).append("]");
                    case 6 -> path.append(".(").append(any(depth - 1)).append(")");
                    case 7 -> path.append(".").append(object(depth - 1));
                    case 8 ->
                        path.append(".[")
                                .append(any(depth - 1))
                                .append(", ")
                                .append(name())
                                .append("]");
                    case 9 ->
                        path.append(".$")
                                .append(of("lowercase", "string", "length", "number", "boolean"))
                                .append("()");
                    case 10 -> {
                        if (Character.isLetter(path.charAt(path.length() - 1))) {
                            path.append("[]");
                        }
                    }
                    default -> {}
                }
            }
            return path.toString();
        }

        private String name() {
            String name = NAMES[random.nextInt(NAMES.length)];
            return name.contains(" ") ? random.nextBoolean() ? "`" + name + "`" : "\"" + name + "\"" : name;
        }

        private String predicate(int depth) {
            return one(
                    () -> name() + " = " + literal(),
                    () -> truth(depth),
                    () -> number(depth),
                    () -> String.valueOf(random.nextInt(6) - 3),
                    () -> name() + of(" > ", " >= ", " != ") + literal(),
                    () -> any(depth));
        }

        private String literal() {
            return of(
                    "1",
                    "0",
                    "-1",
                    "3",
                    "2.5",
                    "1e3",
                    "9007199254740993",
                    "'PAID'",
                    "'x'",
                    "''",
                    "\"S-1\"",
                    "'12'",
                    "true",
                    "false",
                    "null",
                    "'\\u00e4'",
                    "[]",
                    "[1, 2]",
                    "['PAID', 'x']",
                    "{}");
        }

        private String text(int depth) {
            if (depth <= 0) {
                return one(() -> "'" + of("a", "PAID", ",", "12") + "'", this::name);
            }
            return one(
                    () -> text(depth - 1) + " & " + any(depth - 1),
                    () -> "$string(" + any(depth - 1) + ")",
                    () -> "$" + of("lowercase", "uppercase", "trim") + "(" + text(depth - 1) + ")",
                    () -> "$substring(" + text(depth - 1) + ", " + (random.nextInt(6) - 2) + ")",
                    () -> "$substring(" + text(depth - 1) + ", " + (random.nextInt(6) - 2) + ", " + random.nextInt(4)
                            + ")",
                    () -> "$" + of("substringBefore", "substringAfter") + "(" + text(depth - 1) + ", '"
                            + of("@", ",", "a") + "')",
                    () -> "$join(" + list(depth - 1) + of(")", ", '-')"),
                    () -> "$join($split(" + text(depth - 1) + ", '" + of(",", "", "a", "😀", " ") + "'), '|')",
                    () -> "$fromMillis(" + number(depth - 1) + ")",
                    () -> text(depth - 1) + " ~> $" + of("uppercase", "trim()", "substringBefore('a')"),
                    () -> "$topic & '-' & $partition");
        }

        private String number(int depth) {
            if (depth <= 0) {
                return one(() -> of("1", "2", "-3", "0.5"), () -> of("total", "price", "qty", "$partition"));
            }
            return one(
                    () -> number(depth - 1) + of(" + ", " - ", " * ", " / ", " % ") + number(depth - 1),
                    () -> "-" + number(0),
                    () -> "-(" + number(depth - 1) + ")",
                    () -> "$number(" + any(depth - 1) + ")",
                    () -> "$" + of("floor", "ceil", "round", "abs") + "(" + number(depth - 1) + ")",
                    () -> "$round(" + number(depth - 1) + ", 1)",
                    () -> "$" + of("sum", "max", "min", "average") + "("
                            + of("items.price", "items.qty", "items.(price * qty)", "[total, price]", "items.total")
                            + ")",
                    () -> "$" + of("sum", "count", "max") + "(" + any(depth - 1) + ")",
                    () -> "$length(" + text(depth - 1) + ")",
                    () -> "$toMillis(" + of("b", "sku", "'2026-11-24T12:00:00Z'", "email") + ")",
                    () -> "$minorUnits(" + number(depth - 1) + ", " + of("'USD'", "'jpy'", "b", "'KWD'")
                            + of("", "", ", 'stripe'", ", sku") + ")",
                    () -> "$total(" + of("items.qty", "items.$ifBlank(qty, 1)", "[total, '2']", any(depth - 1)) + ")",
                    () -> "$multiply(" + any(depth - 1) + ", " + number(depth - 1) + ")");
        }

        private String truth(int depth) {
            if (depth <= 0) {
                return one(() -> "flag", () -> name() + " = " + literal());
            }
            return one(
                    () -> any(depth - 1) + of(" = ", " != ") + any(depth - 1),
                    () -> number(depth - 1) + of(" < ", " <= ", " > ", " >= ") + number(depth - 1),
                    () -> text(depth - 1) + of(" < ", " >= ") + text(depth - 1),
                    () -> any(depth - 1) + of(" < ", " > ") + literal(),
                    () -> any(depth - 1) + " in " + list(depth - 1),
                    () -> truth(depth - 1) + of(" and ", " or ") + truth(depth - 1),
                    () -> "$" + of("exists", "not", "boolean") + "(" + any(depth - 1) + ")",
                    () -> "$contains(" + text(depth - 1) + ", 'a')",
                    () -> "$parseBoolean(" + any(depth - 1) + ") = " + of("true", "false"),
                    () -> "$optOut(" + any(depth - 1) + ", " + list(depth - 1) + ")",
                    () -> name() + " = null");
        }

        private String list(int depth) {
            if (depth <= 0) {
                return of("items", "items.sku", "[1, 2]", "[]", "['PAID', b]");
            }
            return one(
                    () -> "[" + any(depth - 1) + ", " + any(depth - 1) + "]",
                    () -> "[[" + any(depth - 1) + "], " + any(depth - 1) + "]",
                    () -> "[" + any(depth - 1) + "]",
                    () -> "items." + name(),
                    () -> "items." + object(depth - 1),
                    () -> "items.(" + any(depth - 1) + ")",
                    () -> "$split(" + text(depth - 1) + ", ',')",
                    () -> path(depth - 1));
        }

        private String object(int depth) {
            String first = random.nextInt(8) == 0 ? name() : "'x'";
            return random.nextInt(6) == 0
                    ? "{" + first + ": " + any(depth) + "}"
                    : "{" + first + ": " + any(depth) + ", 'y': " + any(depth - 1) + "}";
        }
    }
}
