package com.dashjoin.jsonata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * A read-only view of the library's parse tree of an expression. It is in the library's package because the tree is
 * package-private there. Does not depend on the connector.
 */
@NullMarked
public final class SyntaxTree {
    private final Parser.Symbol symbol;

    private SyntaxTree(Parser.Symbol symbol) {
        this.symbol = symbol;
    }

    public static SyntaxTree of(Jsonata expression) {
        return new SyntaxTree(expression.ast);
    }

    /** Whether the name is a function or another value that does not depend on a record. */
    public static boolean isKnown(Jsonata expression, String name) {
        return expression.environment.lookup(name) != null;
    }

    /** The names after a dollar sign anywhere in the expression, of variables and functions. */
    public static Set<String> names(Jsonata expression) {
        Set<String> names = new LinkedHashSet<>();
        visit(expression, symbol -> {
            if ("variable".equals(symbol.type) && symbol.value != null) {
                names.add(symbol.value.toString());
            }
        });
        return names;
    }

    /**
     * A call of a function.
     *
     * @param arguments the left side of {@code ~>} is the first argument of the call on its right side
     */
    public record Call(SyntaxTree function, List<SyntaxTree> arguments) {}

    /** The calls of a function by its name, in the order of the parse tree. */
    public static List<Call> calls(Jsonata expression, String function) {
        Map<Parser.Symbol, Parser.Symbol> applied = new IdentityHashMap<>();
        List<Call> calls = new ArrayList<>();
        visit(expression, symbol -> {
            if ("apply".equals(symbol.type) && symbol.rhs != null && symbol.lhs != null) {
                applied.put(symbol.rhs, symbol.lhs);
            } else if ("function".equals(symbol.type)
                    && symbol.procedure != null
                    && function.equals(symbol.procedure.value)) {
                List<SyntaxTree> arguments = new ArrayList<>();
                if (applied.containsKey(symbol)) {
                    arguments.add(new SyntaxTree(applied.get(symbol)));
                }
                arguments.addAll(all(symbol.arguments));
                calls.add(new Call(new SyntaxTree(symbol.procedure), arguments));
            }
        });
        return calls;
    }

    /** Visits each part of the expression once, before its children. */
    static void visit(Jsonata expression, Consumer<Parser.Symbol> visitor) {
        of(expression).visit(tree -> visitor.accept(tree.symbol));
    }

    /** Visits it and each part of it once, before the part's children. */
    public void visit(Consumer<SyntaxTree> visitor) {
        visit(visitor, new HashSet<>());
    }

    private void visit(Consumer<SyntaxTree> visitor, Set<SyntaxTree> seen) {
        if (seen.add(this)) {
            visitor.accept(this);
            children().forEach(child -> child.visit(visitor, seen));
        }
    }

    /** Symbols, lists and arrays of them, and null. */
    private static Stream<Object> parts(Parser.Symbol symbol) {
        return Stream.of(
                symbol.expression,
                symbol.steps,
                symbol.nextFunction,
                symbol.procedure,
                symbol.arguments,
                symbol.body,
                symbol.predicate,
                symbol.stages,
                symbol.expr,
                symbol.group,
                symbol.lhs,
                symbol.rhs,
                symbol.lhsObject,
                symbol.rhsObject,
                symbol.rhsTerms,
                symbol.terms,
                symbol.condition,
                symbol.then,
                symbol._else,
                symbol.expressions,
                symbol.pattern,
                symbol.update,
                symbol.delete);
    }

    /** All parts of which it consists, whatever their role. */
    public List<SyntaxTree> children() {
        List<SyntaxTree> children = new ArrayList<>();
        parts(symbol).forEach(part -> addTo(children, part));
        return children;
    }

    private static void addTo(List<SyntaxTree> children, Object part) {
        if (part instanceof List<?> parts) {
            parts.forEach(one -> addTo(children, one));
        } else if (part instanceof Object[] parts) {
            Arrays.asList(parts).forEach(one -> addTo(children, one));
        } else if (part instanceof Parser.Symbol child) {
            children.add(new SyntaxTree(child));
        }
    }

    /** The names of the variables that {@code @} or {@code #} binds to each result of this step of a path. */
    public List<String> boundByStep() {
        List<String> names = new ArrayList<>();
        Stream.of(symbol.focus, symbol.index, "index".equals(symbol.type) ? symbol.value : null)
                .filter(String.class::isInstance)
                .forEach(name -> names.add((String) name));
        return names;
    }

    /** All functions that the expression can call. */
    public static Set<String> functions(Jsonata expression) {
        Set<String> functions = new TreeSet<>(Jsonata.staticFrame.bindings.keySet());
        functions.addAll(expression.environment.bindings.keySet());
        return functions;
    }

    /** Such as {@code path}, {@code name} or {@code binary}; may be empty. */
    public String type() {
        return symbol.type == null ? "" : symbol.type;
    }

    /** The character, from 1, at which it ends in the source. */
    public int position() {
        return symbol.position;
    }

    /** The operator, the name, or the literal; null for the literal {@code null}. */
    public Object value() {
        return symbol.value;
    }

    /** Whether only its type, value and children determine how it is evaluated. */
    public boolean isOrdinary() {
        return !symbol.keepArray
                && !symbol.keepSingletonArray
                && !symbol.consarray
                && !symbol.thunk
                && symbol.predicate == null
                && symbol.group == null
                && symbol.focus == null
                && symbol.index == null
                && symbol.tuple == null
                && symbol.ancestor == null
                && symbol.nextFunction == null
                && symbol.signature == null
                && (symbol.seekingParent == null || symbol.seekingParent.isEmpty());
    }

    public List<SyntaxTree> steps() {
        return all(symbol.steps);
    }

    /** The predicates of what is not a step of a path, such as of {@code $}. */
    public List<SyntaxTree> ownPredicates() {
        List<SyntaxTree> predicates = new ArrayList<>();
        if (symbol.predicate != null) {
            symbol.predicate.forEach(filter -> predicates.add(new SyntaxTree((Parser.Symbol) filter.expr)));
        }
        return predicates;
    }

    /** The predicates of a step of a path, in their order. */
    public List<SyntaxTree> predicates() {
        List<SyntaxTree> predicates = new ArrayList<>();
        if (symbol.stages != null) {
            for (Parser.Symbol stage : symbol.stages) {
                predicates.add(
                        "filter".equals(stage.type)
                                ? new SyntaxTree((Parser.Symbol) stage.expr)
                                : new SyntaxTree(stage));
            }
        }
        return predicates;
    }

    public SyntaxTree left() {
        return new SyntaxTree(symbol.lhs);
    }

    public SyntaxTree right() {
        return new SyntaxTree(symbol.rhs);
    }

    /** The operand of a unary operator. */
    public SyntaxTree operand() {
        return new SyntaxTree(symbol.expression);
    }

    public SyntaxTree condition() {
        return new SyntaxTree(symbol.condition);
    }

    public SyntaxTree then() {
        return new SyntaxTree(symbol.then);
    }

    /** The else branch, if there is one. */
    public List<SyntaxTree> otherwise() {
        return symbol._else == null ? List.of() : List.of(new SyntaxTree(symbol._else));
    }

    /** The parts of a block or of a list. */
    public List<SyntaxTree> expressions() {
        return all(symbol.expressions);
    }

    /** The properties of an object constructor: alternating keys and values. */
    public List<SyntaxTree> properties() {
        List<SyntaxTree> properties = new ArrayList<>();
        if (symbol.lhsObject != null) {
            for (Parser.Symbol[] pair : symbol.lhsObject) {
                properties.add(new SyntaxTree(pair[0]));
                properties.add(new SyntaxTree(pair[1]));
            }
        }
        return properties;
    }

    /** Whether it is the library's wrapper of a tail call in a lambda; {@link #body()} is the call. */
    public boolean isTailCall() {
        return symbol.thunk;
    }

    /** The body of a lambda. */
    public SyntaxTree body() {
        return new SyntaxTree(symbol.body);
    }

    /** The function of a call. */
    public SyntaxTree procedure() {
        return new SyntaxTree(symbol.procedure);
    }

    public List<SyntaxTree> arguments() {
        return all(symbol.arguments);
    }

    /** Whether it is the same part of the same expression. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SyntaxTree tree && tree.symbol == symbol;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(symbol);
    }

    private static List<SyntaxTree> all(List<Parser.Symbol> symbols) {
        List<SyntaxTree> trees = new ArrayList<>();
        if (symbols != null) {
            symbols.forEach(symbol -> trees.add(new SyntaxTree(symbol)));
        }
        return trees;
    }
}
