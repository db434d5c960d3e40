package com.dashjoin.jsonata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The tree that the library's parser made of an expression, to be read only. It stands in the library's package because the
 * library keeps its tree to itself; it knows nothing of this project.
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

    /** Whether that name is a function or another value known before any record is. */
    public static boolean isKnown(Jsonata expression, String name) {
        return expression.environment.lookup(name) != null;
    }

    /** The names behind a dollar sign anywhere in the expression, whether they are variables or functions. */
    public static Set<String> names(Jsonata expression) {
        Set<String> names = new LinkedHashSet<>();
        visit(expression, symbol -> {
            if ("variable".equals(symbol.type) && symbol.value != null) {
                names.add(symbol.value.toString());
            }
        });
        return names;
    }

    /** Each part of the expression once, before its children. */
    static void visit(Jsonata expression, Consumer<Parser.Symbol> visitor) {
        visit(expression.ast, visitor, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void visit(Object part, Consumer<Parser.Symbol> visitor, Set<Object> seen) {
        if (part instanceof List<?> parts) {
            parts.forEach(one -> visit(one, visitor, seen));
        } else if (part instanceof Object[] parts) {
            Arrays.asList(parts).forEach(one -> visit(one, visitor, seen));
        } else if (part instanceof Parser.Symbol symbol && seen.add(symbol)) {
            visitor.accept(symbol);
            Stream.of(
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
                            symbol.delete)
                    .forEach(child -> visit(child, visitor, seen));
        }
    }

    /** Such as {@code path}, {@code name} or {@code binary}; empty for what has none. */
    public String type() {
        return symbol.type == null ? "" : symbol.type;
    }

    /** The operator, the name, or the literal; null for the literal {@code null}. */
    public Object value() {
        return symbol.value;
    }

    /** Whether it has anything beside its type, value and children that changes how it is evaluated. */
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

    /** The predicates behind a step of a path, in their order. */
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

    /** What a sign stands before. */
    public SyntaxTree operand() {
        return new SyntaxTree(symbol.expression);
    }

    public SyntaxTree condition() {
        return new SyntaxTree(symbol.condition);
    }

    public SyntaxTree then() {
        return new SyntaxTree(symbol.then);
    }

    /** One or none. */
    public List<SyntaxTree> otherwise() {
        return symbol._else == null ? List.of() : List.of(new SyntaxTree(symbol._else));
    }

    /** The parts of a block or of a list. */
    public List<SyntaxTree> expressions() {
        return all(symbol.expressions);
    }

    /** The members of an object: pairs of key and value, one after the other. */
    public List<SyntaxTree> members() {
        List<SyntaxTree> members = new ArrayList<>();
        if (symbol.lhsObject != null) {
            for (Parser.Symbol[] pair : symbol.lhsObject) {
                members.add(new SyntaxTree(pair[0]));
                members.add(new SyntaxTree(pair[1]));
            }
        }
        return members;
    }

    /** What the library has put around a call at the end of a lambda: {@link #body()} is the call. */
    public boolean isTailCall() {
        return symbol.thunk;
    }

    /** Of a lambda. */
    public SyntaxTree body() {
        return new SyntaxTree(symbol.body);
    }

    /** What is called. */
    public SyntaxTree procedure() {
        return new SyntaxTree(symbol.procedure);
    }

    public List<SyntaxTree> arguments() {
        return all(symbol.arguments);
    }

    private static List<SyntaxTree> all(List<Parser.Symbol> symbols) {
        List<SyntaxTree> trees = new ArrayList<>();
        if (symbols != null) {
            symbols.forEach(symbol -> trees.add(new SyntaxTree(symbol)));
        }
        return trees;
    }
}
