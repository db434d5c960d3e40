package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compiles a parsed expression into {@link Node nodes}. Syntax that it does not support is left to the interpreter. It uses
 * the library's parse tree, so that there is one grammar and one precedence of operators.
 */
final class TreeCompiler {
    private static final int MAX_DEPTH = 200;

    private final Predicate<String> isFunction;
    /** What is read of each variable of the record. */
    private final Map<String, Projection> variables = new LinkedHashMap<>();
    /** The slots of the variables that the expression binds itself, in the scope of the current part. */
    private Map<String, Integer> bound = new HashMap<>();

    private int slots;
    private boolean withinLambda;
    private boolean readsRoot;
    private int depth;

    private static final class UnsupportedSyntax extends Exception {
        private static final long serialVersionUID = 1L;

        UnsupportedSyntax(String syntax) {
            super(syntax, null, false, false);
        }
    }

    /** @param isFunction whether a name is that of a function */
    private TreeCompiler(Predicate<String> isFunction) {
        this.isFunction = isFunction;
    }

    /** Empty when the interpreter must evaluate the expression. */
    static Optional<Expression> compile(Jsonata parsed, Interpretation interpreted) {
        TreeCompiler compiler = new TreeCompiler(name -> SyntaxTree.isKnown(parsed, name));
        try {
            Node node = compiler.node(SyntaxTree.of(parsed));
            Projection reads = compiler.readsRoot ? Projection.everything() : node.reads();
            return Optional.of(new CompiledExpression(
                    node, reads, compiler.variables, compiler.slots, compiler.readsRoot, interpreted));
        } catch (UnsupportedSyntax e) {
            return Optional.empty();
        }
    }

    private Node node(SyntaxTree tree) throws UnsupportedSyntax {
        if (tree.isTailCall()) {
            return tailCall(tree.body());
        }
        if (!tree.isOrdinary() || !tree.predicates().isEmpty() || ++depth > MAX_DEPTH) {
            throw new UnsupportedSyntax(tree.type());
        }
        Node node = switch (tree.type()) {
            case "path" -> path(tree.steps());
            case "string", "number", "value" ->
                new Operators.Literal(tree.value() == null ? Jsonata.NULL_VALUE : tree.value());
            case "variable" -> variable(tree);
            case "binary" -> binary(tree);
            case "unary" -> unary(tree);
            case "condition" -> choice(tree);
            case "block" -> block(tree);
            case "function" -> call(tree.procedure(), tree.arguments(), Optional.empty());
            case "apply" -> apply(tree);
            default -> throw new UnsupportedSyntax(tree.type());
        };
        depth--;
        return node;
    }

    private Node path(List<SyntaxTree> trees) throws UnsupportedSyntax {
        Node start = new Path.Context();
        boolean hasStart = false;
        List<Path.Step> steps = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            SyntaxTree tree = trees.get(i);
            if (!tree.isOrdinary()) {
                throw new UnsupportedSyntax(tree.type());
            }
            boolean isLast = i == trees.size() - 1;
            if (tree.type().equals("name")) {
                steps.add(new Path.Name(tree.value().toString(), predicates(tree.predicates())));
            } else if (i == 0
                    && !isLast
                    && tree.type().equals("variable")
                    && tree.predicates().isEmpty()) {
                start = start(tree);
                hasStart = true;
            } else if (i == 0
                    && !isLast
                    && isComputed(tree)
                    && tree.predicates().isEmpty()) {
                start = new Path.ComputedRoot(node(tree));
                hasStart = true;
            } else if (i > 0 && isComputed(tree) && tree.predicates().isEmpty()) {
                steps.add(new Path.ComputedStep(node(tree)));
            } else {
                throw new UnsupportedSyntax(tree.type());
            }
        }
        Path path = new Path(start, hasStart, steps);
        if (start instanceof Path.Variable variable) {
            variables.merge(variable.name(), path.readsOfStart(), Projection::union);
        }
        return path;
    }

    private static boolean isComputed(SyntaxTree tree) {
        return switch (tree.type()) {
            case "block", "function" -> true;
            case "unary" -> "{".equals(String.valueOf(tree.value()));
            default -> false;
        };
    }

    private List<Path.Predicate> predicates(List<SyntaxTree> trees) throws UnsupportedSyntax {
        List<Path.Predicate> predicates = new ArrayList<>();
        for (SyntaxTree tree : trees) {
            if (tree.type().equals("number") && tree.isOrdinary()) {
                predicates.add(new Path.Index(((Number) tree.value()).intValue()));
            } else {
                predicates.add(new Path.Condition(node(tree)));
            }
        }
        return predicates;
    }

    /** A variable of which everything may be read. */
    private Node variable(SyntaxTree tree) throws UnsupportedSyntax {
        Node start = start(tree);
        if (start instanceof Path.Variable variable) {
            variables.put(variable.name(), Projection.everything());
        }
        return start;
    }

    /** A variable at the start of a path, or alone. */
    private Node start(SyntaxTree tree) throws UnsupportedSyntax {
        String name = tree.value().toString();
        if (name.isEmpty()) {
            return new Path.Context();
        }
        if (name.equals("$")) {
            readsRoot = true;
            return new Path.Root();
        }
        if (bound.containsKey(name)) {
            return new Path.Bound(bound.get(name));
        }
        if (isFunction.test(name) || name.startsWith("_")) {
            throw new UnsupportedSyntax("function as a value");
        }
        return new Path.Variable(name);
    }

    private Node binary(SyntaxTree tree) throws UnsupportedSyntax {
        String operator = tree.value().toString();
        Node left = node(tree.left());
        Node right = node(tree.right());
        return switch (operator) {
            case "+", "-", "*", "/", "%" -> new Operators.Arithmetic(operator.charAt(0), left, right);
            case "=" -> new Operators.Equality(true, left, right);
            case "!=" -> new Operators.Equality(false, left, right);
            case "<", "<=", ">", ">=" -> new Operators.Comparison(operator, left, right);
            case "and" -> new Operators.Logic(true, left, right);
            case "or" -> new Operators.Logic(false, left, right);
            case "in" -> new Operators.Membership(left, right);
            case "&" -> new Operators.Concatenation(left, right);
            default -> throw new UnsupportedSyntax(operator);
        };
    }

    private Node unary(SyntaxTree tree) throws UnsupportedSyntax {
        return switch (tree.value().toString()) {
            case "-" -> new Operators.Negation(node(tree.operand()));
            case "[" -> list(tree.expressions());
            case "{" -> object(tree.properties());
            default -> throw new UnsupportedSyntax("unary");
        };
    }

    private Node list(List<SyntaxTree> trees) throws UnsupportedSyntax {
        List<Boolean> nested = new ArrayList<>();
        for (SyntaxTree tree : trees) {
            // The library represents an operator as a character in some places and as a string in others.
            nested.add("[".equals(String.valueOf(tree.value())));
        }
        return new Constructors.ListOf(nodes(trees), nested);
    }

    private Node object(List<SyntaxTree> properties) throws UnsupportedSyntax {
        List<String> names = new ArrayList<>();
        List<SyntaxTree> values = new ArrayList<>();
        for (int i = 0; i < properties.size(); i += 2) {
            SyntaxTree name = properties.get(i);
            if (!name.type().equals("string")
                    || !name.isOrdinary()
                    || names.contains(name.value().toString())) {
                throw new UnsupportedSyntax("computed or duplicate property name");
            }
            names.add(name.value().toString());
            values.add(properties.get(i + 1));
        }
        return new Constructors.ObjectOf(names, nodes(values));
    }

    private Node choice(SyntaxTree tree) throws UnsupportedSyntax {
        List<SyntaxTree> otherwise = tree.otherwise();
        return new Operators.Choice(
                node(tree.condition()),
                node(tree.then()),
                otherwise.isEmpty() ? new Operators.Literal(null) : node(otherwise.get(0)));
    }

    private Node block(SyntaxTree tree) throws UnsupportedSyntax {
        Map<String, Integer> outer = bound;
        bound = new HashMap<>(outer);
        List<Node> parts = new ArrayList<>();
        for (SyntaxTree part : tree.expressions()) {
            parts.add(part.type().equals("bind") && part.isOrdinary() ? binding(part) : node(part));
        }
        bound = outer;
        return parts.size() == 1 ? parts.get(0) : new Constructors.Block(List.copyOf(parts));
    }

    private Node binding(SyntaxTree tree) throws UnsupportedSyntax {
        Node value = node(tree.right());
        return new Constructors.Binding(bind(tree.left()), value);
    }

    private int bind(SyntaxTree variable) throws UnsupportedSyntax {
        String name = variable.value().toString();
        if (!variable.type().equals("variable") || name.isEmpty() || name.startsWith("$") || name.startsWith("_")) {
            throw new UnsupportedSyntax("binding of " + variable.type());
        }
        bound.put(name, slots);
        return slots++;
    }

    private Node apply(SyntaxTree tree) throws UnsupportedSyntax {
        SyntaxTree right = tree.right();
        if (!right.type().equals("function") || !right.isOrdinary()) {
            throw new UnsupportedSyntax("function application without a call");
        }
        return call(right.procedure(), right.arguments(), Optional.of(node(tree.left())));
    }

    private Node call(SyntaxTree procedure, List<SyntaxTree> arguments, Optional<Node> first) throws UnsupportedSyntax {
        if (!procedure.type().equals("variable") || procedure.value() == null) {
            throw new UnsupportedSyntax("computed function");
        }
        String name = procedure.value().toString();
        if (bound.containsKey(name)) {
            throw new UnsupportedSyntax("function defined in the expression");
        }
        if (name.equals("map") && first.isEmpty() && arguments.size() == 2) {
            return map(arguments.get(0), arguments.get(1));
        }
        List<Node> nodes = new ArrayList<>();
        first.ifPresent(nodes::add);
        nodes.addAll(nodes(arguments));
        if (nodes.isEmpty() && BuiltinFunctions.takesContext(name) && !withinLambda) {
            nodes.add(new Path.Argument());
        }
        BuiltinFunctions.Function function = BuiltinFunctions.function(name, nodes.size())
                .orElseThrow(() -> new UnsupportedSyntax("function " + name));
        return new BuiltinFunctions.Call(function, BuiltinFunctions.takesNull(name), List.copyOf(nodes));
    }

    private Node map(SyntaxTree list, SyntaxTree lambda) throws UnsupportedSyntax {
        // A third parameter would be the whole list.
        if (!lambda.type().equals("lambda")
                || !lambda.isOrdinary()
                || lambda.arguments().size() > 2) {
            throw new UnsupportedSyntax("$map without a simple lambda");
        }
        Node elements = node(list);
        Map<String, Integer> outer = bound;
        boolean isNested = withinLambda;
        bound = new HashMap<>(outer);
        withinLambda = true;
        List<Integer> parameters = new ArrayList<>();
        for (SyntaxTree parameter : lambda.arguments()) {
            parameters.add(bind(parameter));
        }
        Node body = node(lambda.body());
        bound = outer;
        withinLambda = isNested;
        return new Constructors.Mapping(elements, List.copyOf(parameters), body);
    }

    private Node tailCall(SyntaxTree call) throws UnsupportedSyntax {
        if (!call.isOrdinary()
                || BuiltinFunctions.mayGiveSequence(
                        String.valueOf(call.procedure().value()))) {
            throw new UnsupportedSyntax("sequence from a tail call");
        }
        return node(call);
    }

    private List<Node> nodes(List<SyntaxTree> trees) throws UnsupportedSyntax {
        List<Node> nodes = new ArrayList<>();
        for (SyntaxTree tree : trees) {
            nodes.add(node(tree));
        }
        return nodes;
    }
}
