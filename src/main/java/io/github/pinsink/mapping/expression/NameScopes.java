package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds names that have no value: neither functions, nor variables of the record, nor bound by the expression itself. A
 * binding counts for its whole block or function, since a function may be called after later bindings; those of {@code @} and
 * {@code #} count for the whole expression.
 */
final class NameScopes {
    private final String source;
    private final Set<String> known;
    private final Set<String> boundBySteps = new HashSet<>();
    private final Set<String> boundAnywhere = new HashSet<>();
    /** Maybe keys of an object with functions as its values. */
    private final Set<String> strings = new HashSet<>();

    private final Set<SyntaxTree> visited = new HashSet<>();
    private final Set<UnknownName> unknown = new HashSet<>();

    private NameScopes(String source, Set<String> known) {
        this.source = source;
        this.known = known;
    }

    /** @param names bound in the block or function; more are bound outside of it */
    private record Scope(Optional<Scope> outer, Set<String> names) {
        boolean contains(String name) {
            return names.contains(name)
                    || outer.map(scope -> scope.contains(name)).orElse(false);
        }
    }

    /**
     * @param known names of functions and variables, without dollar sign
     * @return in the order of the source
     */
    static List<UnknownName> unknownNames(Jsonata parsed, String source, Set<String> known) {
        NameScopes scopes = new NameScopes(source, known);
        SyntaxTree root = SyntaxTree.of(parsed);
        root.visit(scopes::collect);
        scopes.visit(root, new Scope(Optional.empty(), bindings(List.of(root))));
        return scopes.unknown.stream()
                .sorted(Comparator.comparingInt(UnknownName::position).thenComparing(UnknownName::name))
                .toList();
    }

    private void collect(SyntaxTree tree) {
        boundBySteps.addAll(tree.boundByStep());
        switch (tree.type()) {
            case "bind" -> boundAnywhere.add(String.valueOf(tree.left().value()));
            case "lambda" ->
                tree.arguments().forEach(parameter -> boundAnywhere.add(String.valueOf(parameter.value())));
            case "string" -> strings.add(String.valueOf(tree.value()));
            default -> {}
        }
    }

    /** The names that are bound in these parts, outside of inner blocks and functions. */
    private static Set<String> bindings(List<SyntaxTree> parts) {
        Set<String> names = new HashSet<>();
        Set<SyntaxTree> seen = new HashSet<>();
        parts.forEach(part -> addBindings(part, names, seen));
        return names;
    }

    private static void addBindings(SyntaxTree tree, Set<String> names, Set<SyntaxTree> seen) {
        if (isScope(tree) || !seen.add(tree)) {
            return;
        }
        if (tree.type().equals("bind")) {
            names.add(String.valueOf(tree.left().value()));
        }
        tree.children().forEach(child -> addBindings(child, names, seen));
    }

    private static boolean isScope(SyntaxTree tree) {
        return tree.type().equals("block") || (tree.type().equals("lambda") && !tree.isTailCall());
    }

    private void visit(SyntaxTree tree, Scope scope) {
        if (!visited.add(tree)) {
            return;
        }
        switch (tree.type()) {
            case "variable" -> {
                check(tree, UnknownName.Kind.VARIABLE, scope);
                visitAll(tree.children(), scope);
            }
            case "bind" -> visit(tree.right(), scope);
            case "block" -> visitAll(tree.children(), new Scope(Optional.of(scope), bindings(tree.children())));
            case "lambda" -> visitLambda(tree, scope);
            case "function", "partial" -> visitCall(tree, scope);
            case "apply" -> {
                visit(tree.left(), scope);
                checkFunction(tree.right(), scope);
            }
            case "path" -> visitPath(tree, scope);
            default -> visitAll(tree.children(), scope);
        }
    }

    private void visitAll(List<SyntaxTree> trees, Scope scope) {
        trees.forEach(tree -> visit(tree, scope));
    }

    private void visitLambda(SyntaxTree tree, Scope scope) {
        Set<String> names = bindings(List.of(tree.body()));
        tree.arguments().forEach(parameter -> names.add(String.valueOf(parameter.value())));
        visit(tree.body(), new Scope(Optional.of(scope), names));
    }

    private void visitCall(SyntaxTree tree, Scope scope) {
        SyntaxTree procedure = tree.procedure();
        List<SyntaxTree> steps = procedure.steps();
        if (procedure.type().equals("path")
                && steps.size() == 1
                && steps.get(0).type().equals("name")
                && !strings.contains(String.valueOf(steps.get(0).value()))) {
            add(UnknownName.Kind.FUNCTION_WITHOUT_DOLLAR, steps.get(0));
            visited.add(procedure);
        } else {
            checkFunction(procedure, scope);
        }
        visitAll(tree.children(), scope);
    }

    /** @param function that is called; if it is a variable, it is visited here */
    private void checkFunction(SyntaxTree function, Scope scope) {
        if (function.type().equals("variable") && visited.add(function)) {
            check(function, UnknownName.Kind.FUNCTION, scope);
            visitAll(function.children(), scope);
        } else {
            visit(function, scope);
        }
    }

    private void visitPath(SyntaxTree tree, Scope scope) {
        List<SyntaxTree> steps = tree.steps();
        for (SyntaxTree step : steps.subList(1, steps.size())) {
            if (step.type().equals("variable") && visited.add(step)) {
                check(step, UnknownName.Kind.FIELD_WITH_DOLLAR, scope);
                visitAll(step.children(), scope);
            }
        }
        visitAll(tree.children(), scope);
    }

    private void check(SyntaxTree variable, UnknownName.Kind kind, Scope scope) {
        String name = String.valueOf(variable.value());
        if (known.contains(name) || boundBySteps.contains(name) || scope.contains(name)) {
            return;
        }
        add(boundAnywhere.contains(name) ? UnknownName.Kind.OUT_OF_SCOPE : kind, variable);
    }

    private void add(UnknownName.Kind kind, SyntaxTree name) {
        unknown.add(new UnknownName(kind, String.valueOf(name.value()), SourcePosition.start(source, name)));
    }

    /** The names that the expression binds itself. */
    static List<String> bound(Jsonata parsed) {
        NameScopes scopes = new NameScopes("", Set.of());
        SyntaxTree.of(parsed).visit(scopes::collect);
        List<String> names = new ArrayList<>(scopes.boundBySteps);
        names.addAll(scopes.boundAnywhere);
        return names;
    }
}
