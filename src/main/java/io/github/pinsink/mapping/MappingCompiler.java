package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionCompiler;
import io.github.pinsink.mapping.expression.ExpressionSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles the texts of a mapping into a plan. */
public final class MappingCompiler {
    private final ExpressionCompiler compiler;

    public MappingCompiler(ExpressionCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * @param fields expressions by the path of the event's field
     * @throws ExpressionSyntaxException for the first text that is no JSONata
     */
    public MappingPlan compile(
            Optional<String> filter,
            Optional<String> accountExpression,
            Optional<AdAccountId> account,
            Map<String, String> fields)
            throws ExpressionSyntaxException {
        List<MappingPlan.Step> steps = new ArrayList<>();
        for (EventField field : EventSchema.fields()) {
            String expression = fields.get(field.path());
            if (expression != null) {
                steps.add(new MappingPlan.Step(field, compiler.compile(expression)));
            }
        }
        return new MappingPlan(compile(filter), compile(accountExpression), account, steps);
    }

    private Optional<Expression> compile(Optional<String> source) throws ExpressionSyntaxException {
        return source.isPresent() ? Optional.of(compiler.compile(source.get())) : Optional.empty();
    }
}
