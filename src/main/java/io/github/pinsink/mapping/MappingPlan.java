package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EventField;
import io.github.pinsink.mapping.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * A mapping with everything settled that does not depend on a record.
 *
 * @param filter records for which it is not true are skipped
 * @param accountExpression the ad account of a record, before {@code account}
 * @param account the ad account of records that name none
 * @param steps in the order of the event's fields
 */
public record MappingPlan(
        Optional<Expression> filter,
        Optional<Expression> accountExpression,
        Optional<AdAccountId> account,
        List<Step> steps) {
    public MappingPlan {
        steps = List.copyOf(steps);
    }

    /** A field of the event and the expression that gives its value. */
    public record Step(EventField field, Expression expression) {}
}
