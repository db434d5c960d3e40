package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A compiled expression. For values that its nodes do not support, and for errors, the interpreter evaluates the whole
 * expression again, so that results and errors are the library's own.
 *
 * <p>Nodes that visit the elements of a list or create strings charge the budget of the record.
 */
final class CompiledExpression implements Expression {
    private final Node node;
    /** The node if it is a path of names only, else null. */
    private final Path names;

    private final Interpretation interpreted;
    private final Projection reads;
    private final Map<String, Projection> variables;
    private final Scope scope;
    private final boolean needsScope;

    /**
     * @param variables what it reads of each variable of the record
     * @param bindings the number of variables that it binds itself
     * @param readsRoot whether it reads the whole document
     */
    CompiledExpression(
            Node node,
            Projection reads,
            Map<String, Projection> variables,
            int bindings,
            boolean readsRoot,
            Interpretation interpreted) {
        this.scope = new Scope(bindings);
        this.needsScope = readsRoot || bindings > 0 || !variables.isEmpty();
        this.node = node;
        this.names = node instanceof Path path && path.isNames() ? path : null;
        this.interpreted = interpreted;
        this.reads = reads;
        this.variables = Map.copyOf(variables);
    }

    @Override
    public Object evaluate(Object value, Function<String, Object> named, EvaluationBudget budget)
            throws ExpressionException {
        try {
            return evaluateCompiled(value, named, budget);
        } catch (EvaluationBudget.Exceeded e) {
            throw e.toPublic();
        } catch (RuntimeException e) {
            // Also an error, which the interpreter raises again with the library's error code.
            return interpreted.get().evaluate(value, named, budget, variables.keySet());
        }
    }

    /** @throws RuntimeException when the interpreter must evaluate the expression */
    Object evaluateCompiled(Object value, Function<String, Object> named, EvaluationBudget budget) {
        Object found = names == null ? null : names.find(value);
        if (found != null) {
            return found;
        }
        if (!(value instanceof Map<?, ?>)) {
            // The library wraps a list, and handles a missing context, which the nodes do not implement.
            throw Fallback.INSTANCE;
        }
        if (!needsScope) {
            scope.begin(budget);
            return result(value);
        }
        scope.begin(value, named, budget);
        try {
            return result(value);
        } finally {
            scope.end();
        }
    }

    private Object result(Object context) {
        // Paths through objects of the record only were handled before.
        Object result = names != null ? names.stepByStep(context, scope) : Node.evaluate(node, context, scope);
        // The library's marker for null must not be in the result.
        return scope.mayContainNull() ? Utils.convertNulls(result) : result;
    }

    @Override
    public Optional<Object> constant() {
        return node instanceof Operators.Literal literal && literal.value() != Jsonata.NULL_VALUE
                ? Optional.ofNullable(literal.value())
                : Optional.empty();
    }

    @Override
    public String source() {
        return interpreted.source();
    }

    @Override
    public Projection reads() {
        return reads;
    }

    @Override
    public Set<String> variables() {
        return variables.keySet();
    }

    @Override
    public Projection reads(String variable) {
        return variables.getOrDefault(variable, Projection.nothing());
    }
}
