package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionCompiler;
import io.github.pinsink.mapping.expression.ExpressionSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the texts of a mapping into a plan. */
public final class MappingCompiler {
    private final ExpressionCompiler compiler;

    public MappingCompiler(ExpressionCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * @param account the ad account of events for which no expression gives one
     * @throws ExpressionSyntaxException for the first text that is no JSONata, naming its key
     */
    public MappingPlan compile(MappingTexts texts, Optional<AdAccountId> account) throws ExpressionSyntaxException {
        List<MappingPlan.Step> steps = new ArrayList<>();
        for (EventField field : EventSchema.fields()) {
            Optional<Expression> expression = expression(texts, MappingTexts.FIELD + field.path());
            expression.ifPresent(compiled -> steps.add(new MappingPlan.Step(field, compiled)));
        }
        return new MappingPlan(
                expression(texts, MappingTexts.FILTER),
                expression(texts, MappingTexts.EXPLODE),
                expression(texts, MappingTexts.ACCOUNT),
                account,
                Optional.empty(),
                false,
                steps);
    }

    private Optional<Expression> expression(MappingTexts texts, String key) throws ExpressionSyntaxException {
        Optional<String> text = texts.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(compiler.compile(text.get()));
        } catch (ExpressionSyntaxException e) {
            throw new ExpressionSyntaxException(key + ": " + e.getMessage(), e.position());
        }
    }
}
