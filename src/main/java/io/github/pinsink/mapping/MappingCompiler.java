package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventRules;
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
 * Compiles mapping definitions into plans. An expression is compiled once, however many topics use it. The plans of one
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
     * @param account the ad account of events for which the expression gives none
     * @param onUnknownEvent overrides the rule for unknown event names
     * @param reportsUnknownProperties whether properties of a record that the API does not define are reported as dropped
     * @throws ExpressionSyntaxException for the first invalid expression; the message begins with its key
     */
    public MappingPlan compile(
            MappingDefinition definition,
            Optional<AdAccountId> account,
            Optional<EventRules.OnUnknownEvent> onUnknownEvent,
            boolean reportsUnknownProperties)
            throws ExpressionSyntaxException {
        List<MappingPlan.Step> eventSteps = new ArrayList<>();
        for (EventField field : EventSchema.fields()) {
            Optional<Expression> expression = expression(definition, MappingDefinition.key(field));
            expression.ifPresent(compiled ->
                    eventSteps.add(steps.computeIfAbsent(new MappingPlan.Step(field, compiled), step -> step)));
        }
        return new MappingPlan(
                expression(definition, MappingDefinition.FILTER),
                expression(definition, MappingDefinition.EXPLODE),
                expression(definition, MappingDefinition.ACCOUNT),
                account,
                expression(definition, MappingDefinition.PHONE_COUNTRY),
                expression(definition, MappingDefinition.TIME_ZONE),
                onUnknownEvent,
                reportsUnknownProperties,
                compiler.limits(),
                eventSteps);
    }

    private Optional<Expression> expression(MappingDefinition definition, String key) throws ExpressionSyntaxException {
        Optional<String> text = definition.text(key).map(given -> MappingDefinition.expression(key, given));
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
