package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionCompiler;
import io.github.pinsink.mapping.expression.ExpressionSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles the texts of mappings into plans. A text is compiled once, however many topics have it. The plans of one
 * compiler belong to one thread.
 */
public final class MappingCompiler {
    private final ExpressionCompiler compiler;
    private final Map<String, Expression> expressions = new HashMap<>();
    private final Map<MappingPlan.Step, MappingPlan.Step> steps = new HashMap<>();

    public MappingCompiler(ExpressionCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * @param account the ad account of events for which no expression gives one
     * @throws ExpressionSyntaxException for the first text that is no JSONata, naming its key
     */
    public MappingPlan compile(MappingDefinition texts, Optional<AdAccountId> account)
            throws ExpressionSyntaxException {
        List<MappingPlan.Step> ofEvent = new ArrayList<>();
        for (EventField field : EventSchema.fields()) {
            Optional<Expression> expression = expression(texts, MappingDefinition.FIELD + field.path());
            expression.ifPresent(compiled ->
                    ofEvent.add(steps.computeIfAbsent(new MappingPlan.Step(field, compiled), step -> step)));
        }
        return new MappingPlan(
                expression(texts, MappingDefinition.FILTER),
                expression(texts, MappingDefinition.EXPLODE),
                expression(texts, MappingDefinition.ACCOUNT),
                account,
                Optional.empty(),
                false,
                compiler.limits(),
                ofEvent);
    }

    private Optional<Expression> expression(MappingDefinition texts, String key) throws ExpressionSyntaxException {
        Optional<String> text = texts.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Expression known = expressions.get(text.get());
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Expression compiled = compiler.compile(text.get());
            expressions.put(text.get(), compiled);
            return Optional.of(compiled);
        } catch (ExpressionSyntaxException e) {
            throw new ExpressionSyntaxException(key + ": " + e.getMessage(), e.position());
        }
    }
}
