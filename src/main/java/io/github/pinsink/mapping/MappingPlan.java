package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventRules;
import io.github.pinsink.event.ExpressionSource;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.record.RecordVariables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled mapping.
 *
 * @param filter records for which it is not true are skipped; its context is the whole record
 * @param explode gives the elements of a record, one event for each; without it a record is one event
 * @param accountExpression gives the ad account of an event; takes precedence over {@code account}
 * @param account the ad account of events for which the expression gives none
 * @param phoneCountry gives the country of an event's phone numbers; takes precedence over the default country
 * @param timeZone gives the zone of an event's local times; they are in UTC where it gives none
 * @param onUnknownEvent overrides the rule for unknown event names
 * @param reportsUnknownProperties whether properties of a record that the API does not define are reported as dropped
 * @param limits the budget of all expressions for one record
 * @param steps in the order of the event's fields; with {@code explode}, the context of these, of
 *     {@code accountExpression} and of {@code phoneCountry} and {@code timeZone} is the element
 */
public record MappingPlan(
        Optional<Expression> filter,
        Optional<Expression> explode,
        Optional<Expression> accountExpression,
        Optional<AdAccountId> account,
        Optional<Expression> phoneCountry,
        Optional<Expression> timeZone,
        Optional<EventRules.OnUnknownEvent> onUnknownEvent,
        boolean reportsUnknownProperties,
        EvaluationBudget.Limits limits,
        List<Step> steps) {
    public MappingPlan {
        steps = List.copyOf(steps);
    }

    /** An event field and the expression that gives its value. */
    public record Step(EventField field, Expression expression) {}

    /** All expressions by their config keys. */
    public Map<String, Expression> expressions() {
        Map<String, Expression> byKey = new LinkedHashMap<>();
        filter.ifPresent(expression -> byKey.put(MappingDefinition.FILTER, expression));
        explode.ifPresent(expression -> byKey.put(MappingDefinition.EXPLODE, expression));
        accountExpression.ifPresent(expression -> byKey.put(MappingDefinition.ACCOUNT, expression));
        phoneCountry.ifPresent(expression -> byKey.put(MappingDefinition.PHONE_COUNTRY, expression));
        timeZone.ifPresent(expression -> byKey.put(MappingDefinition.TIME_ZONE, expression));
        steps.forEach(step -> byKey.put(MappingDefinition.key(step.field()), step.expression()));
        return byKey;
    }

    /** @see MappingPlans#expression */
    Optional<ExpressionSource> expression(String field) {
        return expressions().entrySet().stream()
                .filter(entry ->
                        isPartOf(field, entry.getKey()) || isPartOf(MappingDefinition.FIELD + field, entry.getKey()))
                .findFirst()
                .map(entry ->
                        new ExpressionSource(entry.getKey(), entry.getValue().source(), 0));
    }

    private static boolean isPartOf(String field, String key) {
        return field.startsWith(key)
                && (field.length() == key.length() || ".[".indexOf(field.charAt(key.length())) >= 0);
    }

    /** The parts of a record's value that the expressions may read. */
    Projection reads() {
        Map<String, Expression> expressions = expressions();
        boolean byVariable = expressions.values().stream()
                .anyMatch(expression -> expression.variables().contains(RecordVariables.RECORD));
        if (byVariable || reportsUnknownProperties) {
            return Projection.everything();
        }
        if (explode.isPresent()) {
            // The other expressions read its elements.
            expressions.keySet().retainAll(List.of(MappingDefinition.FILTER, MappingDefinition.EXPLODE));
        }
        Projection reads = Projection.nothing();
        for (Expression expression : expressions.values()) {
            reads = reads.union(expression.reads());
        }
        return reads;
    }
}
