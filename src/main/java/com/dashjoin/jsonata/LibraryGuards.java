package com.dashjoin.jsonata;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Adds checks before what the library evaluates. It is in the library's package because the functions and the parse tree are
 * package-private there. Does not depend on the connector.
 */
@NullMarked
public final class LibraryGuards {
    /** Not a valid name in the source of an expression, so no expression can bind it. */
    private static final String OPERAND = "operand of &";

    private LibraryGuards() {}

    /** The function of the library, with validated arguments. */
    public interface Original {
        Object call(List<?> arguments);
    }

    /** Called instead of the function. */
    public interface Guard {
        Object call(Original original, List<?> arguments) throws Throwable;
    }

    /** Called before and after each part of the expression is evaluated. */
    public interface Watcher {
        /** @param position the last character, from 1, of the name or operator of the part; 0 when that is unknown */
        void enter(int position);

        /**
         * @param operator whether the part is an operator, such as {@code &}
         * @param construct whether the part constructs an object or a list, or calls a function
         */
        void leave(boolean operator, boolean construct, Object result);
    }

    /**
     * Parses an expression with a parser of its own. The library's parser of a thread keeps each parent operator ({@code %})
     * that it ever parsed, and copies all of them for each {@code ??} and {@code ?:}.
     */
    public static Jsonata parse(String source) {
        Jsonata._parser.remove();
        try {
            return Jsonata.jsonata(source);
        } finally {
            Jsonata._parser.remove();
        }
    }

    /** Whether the library has a function of that name. */
    public static boolean isFunction(String name) {
        return Jsonata.staticFrame.lookup(name) instanceof Jsonata.JFunction;
    }

    /** Replaces a function of the library by a guard. The validation of its arguments stays the same. */
    public static void guard(Jsonata expression, String name, Guard guard) {
        Jsonata.JFunction original = (Jsonata.JFunction) Jsonata.staticFrame.lookup(name);
        expression.registerFunction(
                name,
                new Guarded(
                        (input, arguments) -> guard.call(given -> original.call(input, given), arguments), original));
    }

    /** Replaces each regular expression literal in the expression. */
    public static void replaceRegularExpressions(
            Jsonata expression, Function<Pattern, ? extends Jsonata.JFunction> form) {
        SyntaxTree.visit(expression, symbol -> {
            if ("regex".equals(symbol.type) && symbol.value instanceof Pattern pattern) {
                symbol.value = form.apply(pattern);
            }
        });
    }

    /**
     * Replaces {@code a and b} by {@code a ? (b ? true : false) : false}, and {@code or} alike. The results are the same, but
     * the library hides the error of a right side of {@code and} and {@code or}.
     */
    public static void replaceLogic(Jsonata expression) {
        SyntaxTree.visit(expression, symbol -> {
            boolean isAnd = "and".equals(String.valueOf(symbol.value));
            if ("binary".equals(symbol.type) && (isAnd || "or".equals(String.valueOf(symbol.value)))) {
                Parser.Symbol right = symbol("condition", symbol.rhs.position);
                right.condition = symbol.rhs;
                right.then = literal(true, symbol.rhs.position);
                right._else = literal(false, symbol.rhs.position);
                symbol.type = "condition";
                symbol.condition = symbol.lhs;
                symbol.then = isAnd ? right : literal(true, symbol.position);
                symbol._else = isAnd ? literal(false, symbol.position) : right;
                symbol.lhs = null;
                symbol.rhs = null;
            }
        });
    }

    private static Parser.Symbol literal(boolean value, int position) {
        Parser.Symbol literal = symbol("value", position);
        literal.value = value;
        return literal;
    }

    private static Parser.Symbol symbol(String type, int position) {
        Parser.Symbol symbol = new Parser().new Symbol();
        symbol.type = type;
        symbol.position = position;
        return symbol;
    }

    /** Passes the operands of {@code &} to a guard. */
    public static void guardConcatenation(Jsonata expression, UnaryOperator<Object> guard) {
        boolean[] isUsed = {false};
        SyntaxTree.visit(expression, symbol -> {
            if ("binary".equals(symbol.type) && "&".equals(String.valueOf(symbol.value))) {
                symbol.lhs = guarded(symbol.lhs);
                symbol.rhs = guarded(symbol.rhs);
                isUsed[0] = true;
            }
        });
        if (isUsed[0]) {
            expression.registerFunction(
                    OPERAND,
                    new Jsonata.JFunction((input, arguments) -> guard.apply(((List<?>) arguments).get(0)), null));
        }
    }

    private static Parser.Symbol guarded(Parser.Symbol operand) {
        if ("string".equals(operand.type)) {
            return operand;
        }
        Parser parser = new Parser();
        Parser.Symbol name = parser.new Symbol();
        name.type = "variable";
        name.value = OPERAND;
        name.position = operand.position;
        Parser.Symbol call = parser.new Symbol();
        call.type = "function";
        call.value = "(";
        call.position = operand.position;
        call.procedure = name;
        call.arguments = List.of(operand);
        return call;
    }

    /** The parts of an expression that must give a function, since it calls them. */
    public static final class Callees {
        /** With the position of the call; that of a path is unknown. */
        private final Map<Parser.Symbol, Integer> positions = new IdentityHashMap<>();

        /** The library prints a value that is called and is no function, although it may be of a record. */
        private void check(Parser.Symbol part, @Nullable Object result) {
            if (result == null || positions.isEmpty()) {
                return;
            }
            Integer position = positions.get(part);
            if (position != null && !isCallable(result)) {
                throw new JException("T1006", position);
            }
        }

        private static boolean isCallable(Object value) {
            return Functions.isLambda(value)
                    || value instanceof Jsonata.JFunction
                    || value instanceof Jsonata.JLambda
                    || value instanceof Pattern;
        }
    }

    public static Callees callees(Jsonata expression) {
        Callees callees = new Callees();
        SyntaxTree.visit(expression, symbol -> {
            if (symbol.procedure != null) {
                callees.positions.put(symbol.procedure, symbol.position);
            }
        });
        return callees;
    }

    /** Calls a watcher for evaluations with that frame. */
    public static void watch(Jsonata.Frame frame, Callees callees, Watcher watcher) {
        frame.setEvaluateEntryCallback((part, context, environment) -> watcher.enter(part.position));
        frame.setEvaluateExitCallback((part, context, environment, result) -> {
            callees.check(part, result);
            watcher.leave(
                    "binary".equals(part.type),
                    "unary".equals(part.type) || "function".equals(part.type) || part.group != null,
                    result);
        });
    }

    /** Whether it is the list of {@code [a..b]}, whose elements are created on access. */
    public static boolean isRange(Object value) {
        return value instanceof Utils.RangeList;
    }

    /** Whether the library constructed the object. */
    public static boolean isConstructed(Map<?, ?> object) {
        return object instanceof LinkedHashMap<?, ?>;
    }

    /** Converts the replacement of a match to Java's syntax for references to groups. */
    public static String replacement(String jsonata) {
        return Functions.safeReplacement(jsonata);
    }

    private static final class Guarded extends Jsonata.JFunction {
        private final Jsonata.JFunction original;

        Guarded(Jsonata.JFunctionCallable guard, Jsonata.JFunction original) {
            super(guard, null);
            this.original = original;
            this.functionName = original.functionName;
            this.signature = original.signature;
        }

        @Override
        public int getNumberOfArgs() {
            return original.getNumberOfArgs();
        }
    }
}
