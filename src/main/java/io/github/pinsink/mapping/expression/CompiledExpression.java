package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An expression of evaluators that were chosen once. It takes the way that is certain; where it meets anything else, the
 * interpreter evaluates the whole expression, so that results and errors are the library's own.
 *
 * <p>Evaluators that visit the elements of a list or make strings charge that to the budget of the record.
 */
final class CompiledExpression implements Expression {
    private final Node node;
    /** The same where it is a path of nothing but names, else null. */
    private final Path names;

    private final Interpretation interpreted;
    private final Projection reads;
    private final Set<String> variables;
    private final Scope scope;
    private final boolean namesMore;

    /**
     * @param bindings how many variables it binds itself
     * @param namesRoot whether it names the whole document
     */
    CompiledExpression(
            Node node,
            Projection reads,
            Set<String> variables,
            int bindings,
            boolean namesRoot,
            Interpretation interpreted) {
        this.scope = new Scope(bindings);
        this.namesMore = namesRoot || bindings > 0 || !variables.isEmpty();
        this.node = node;
        this.names = node instanceof Path path && path.isNames() ? path : null;
        this.interpreted = interpreted;
        this.reads = reads;
        this.variables = Set.copyOf(variables);
    }

    @Override
    public Object evaluate(Object value, Function<String, Object> named, EvaluationBudget budget)
            throws ExpressionException {
        try {
            return requirePresent(value, named, budget);
        } catch (EvaluationBudget.Exceeded e) {
            throw e.outside();
        } catch (RuntimeException e) {
            // An error among them: it is raised again, with the library's own code.
            return interpreted.get().evaluate(value, named, budget, variables);
        }
    }

    /** @throws RuntimeException where the interpreter has to decide */
    Object requirePresent(Object value, Function<String, Object> named, EvaluationBudget budget) {
        Object found = names == null ? null : names.find(value);
        if (found != null) {
            return found;
        }
        if (!(value instanceof Map<?, ?>)) {
            // The library wraps a list and lets nothing be an object, which the evaluators need not know.
            throw Fallback.INSTANCE;
        }
        if (!namesMore) {
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
        // What led through objects of the record to something was found before.
        Object result = names != null ? names.stepByStep(context, scope) : Node.evaluate(node, context, scope);
        // The library's mark for null must not get out.
        return scope.hasNulls() ? Utils.convertNulls(result) : result;
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
        return variables;
    }
}
