package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventRules;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.record.RecordVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mapping with everything settled that does not depend on a record.
 *
 * @param filter records for which it is not true are skipped; it sees the whole record
 * @param explode gives the elements of a record that become an event each; without it the record becomes one
 * @param accountExpression the ad account of an event, before {@code account}
 * @param account the ad account of events that name none
 * @param onUnknownEvent what happens to unknown events, where it is said for these records alone
 * @param reportsUnknownProperties whether members of a record that the API does not know count as left out
 * @param limits what the expressions may cost together for one record
 * @param steps in the order of the event's fields; they and the account see the element where there is {@code explode}
 */
public record MappingPlan(
        Optional<Expression> filter,
        Optional<Expression> explode,
        Optional<Expression> accountExpression,
        Optional<AdAccountId> account,
        Optional<EventRules.OnUnknownEvent> onUnknownEvent,
        boolean reportsUnknownProperties,
        EvaluationBudget.Limits limits,
        List<Step> steps) {
    public MappingPlan {
        steps = List.copyOf(steps);
    }

    /** A field of the event and the expression that gives its value. */
    public record Step(EventField field, Expression expression) {}

    public MappingPlan with(Optional<EventRules.OnUnknownEvent> rule) {
        return new MappingPlan(
                filter, explode, accountExpression, account, rule, reportsUnknownProperties, limits, steps);
    }

    public MappingPlan reportingUnknownProperties(boolean tells) {
        return new MappingPlan(filter, explode, accountExpression, account, onUnknownEvent, tells, limits, steps);
    }

    /** What of a record's value may be asked for. */
    Projection reads() {
        List<Expression> ofEvents = new ArrayList<>();
        accountExpression.ifPresent(ofEvents::add);
        steps.forEach(step -> ofEvents.add(step.expression()));
        List<Expression> ofRecord = new ArrayList<>();
        filter.ifPresent(ofRecord::add);
        explode.ifPresentOrElse(ofRecord::add, () -> ofRecord.addAll(ofEvents));

        Projection reads = Projection.nothing();
        for (Expression expression : ofRecord) {
            reads = reads.union(expression.reads());
        }
        ofEvents.addAll(ofRecord);
        boolean byVariable =
                ofEvents.stream().anyMatch(expression -> expression.variables().contains(RecordVariables.RECORD));
        return byVariable || reportsUnknownProperties ? Projection.everything() : reads;
    }
}
