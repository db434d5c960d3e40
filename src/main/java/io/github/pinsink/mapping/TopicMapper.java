package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EncodingBuffers;
import io.github.pinsink.event.EventEncoder;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventRules;
import io.github.pinsink.event.FieldProblem;
import io.github.pinsink.event.RecordTooLargeException;
import io.github.pinsink.mapping.MappingResult.Invalid;
import io.github.pinsink.mapping.MappingResult.Skipped;
import io.github.pinsink.mapping.expression.BudgetExceededException;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionException;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import io.github.pinsink.mapping.record.RecordReader;
import io.github.pinsink.mapping.record.RecordVariables;
import io.github.pinsink.mapping.record.UnreadableRecordException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Walks one {@link MappingPlan} for each record. Everything but the events themselves is made once and used again, so what
 * happens between two records is that the lists are emptied. Belongs to one thread.
 */
final class TopicMapper {
    /** As many as a request to Pinterest holds. Beyond it a record more likely is a mistake than a batch of events. */
    static final int MAX_ELEMENTS = 1_000;

    private static final Skipped TOMBSTONE = new Skipped(Skipped.Why.TOMBSTONE);
    private static final Skipped FILTERED = new Skipped(Skipped.Why.FILTERED);

    private final MappingPlan plan;
    private final Expression[] expressions;
    private final RecordReader reader;
    private final EventEncoder encoder;
    private final Set<String> deadLetterTopics;
    private final MappingResultBuilder parts = new MappingResultBuilder();
    private final EvaluationBudget budget;

    /** @param buffers shared with the mappers of other topics, of which one works at a time */
    TopicMapper(
            MappingPlan plan,
            EventRules rules,
            EncodingBuffers buffers,
            Set<String> deadLetterTopics,
            LongSupplier nanoTime) {
        this.plan = plan;
        this.deadLetterTopics = deadLetterTopics;
        this.expressions =
                plan.steps().stream().map(MappingPlan.Step::expression).toArray(Expression[]::new);
        this.reader = new RecordReader(plan.reads());
        this.budget = plan.limits().budget(nanoTime);
        List<EventField> fields =
                plan.steps().stream().map(MappingPlan.Step::field).toList();
        Map<EventField, Object> constants = new HashMap<>();
        plan.steps()
                .forEach(step -> step.expression().constant().ifPresent(value -> constants.put(step.field(), value)));
        this.encoder = new EventEncoder(
                fields, constants, plan.onUnknownEvent().map(rules::with).orElse(rules), buffers);
    }

    MappingResult map(SinkRecord record, TopicPartition partition, long offset, long nowMillis) {
        if (record.value() == null) {
            return TOMBSTONE;
        }
        parts.clear();
        encoder.beginRecord();
        budget.beginRecord(nowMillis);
        try {
            Object value = reader.read(record);
            if (value == null) {
                return TOMBSTONE;
            }
            RecordVariables variables = new RecordVariables(record, value);
            if (plan.filter().isPresent() && !passes(plan.filter().get(), value, variables)) {
                return FILTERED;
            }
            EventIds eventIds = new EventIds(partition, offset, record, deadLetterTopics);
            if (plan.explode().isPresent()) {
                explode(plan.explode().get(), value, variables, eventIds, nowMillis);
            } else {
                convert(value, variables, eventIds, nowMillis);
            }
        } catch (UnreadableRecordException
                | ExpressionException
                | BudgetExceededException
                | RecordTooLargeException e) {
            return new Invalid(List.of(e.getMessage()));
        }
        return parts.result();
    }

    private boolean passes(Expression filter, Object value, RecordVariables variables) throws ExpressionException {
        try {
            return Boolean.TRUE.equals(evaluate(MappingDefinition.FILTER, filter, value, variables));
        } catch (ExpressionException | UnreadableValueException e) {
            throw new ExpressionException(MappingDefinition.FILTER + ": " + e.getMessage());
        }
    }

    private void explode(Expression explode, Object value, RecordVariables variables, EventIds eventIds, long nowMillis)
            throws ExpressionException {
        Object given;
        try {
            given = evaluate(MappingDefinition.EXPLODE, explode, value, variables);
        } catch (ExpressionException | UnreadableValueException e) {
            throw new ExpressionException(MappingDefinition.EXPLODE + ": " + e.getMessage());
        }
        // JSONata gives the element itself for a list of one, and nothing for an empty one.
        List<?> elements = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
        if (elements.size() > MAX_ELEMENTS) {
            throw new ExpressionException(MappingDefinition.EXPLODE + ": found a list of " + elements.size()
                    + ", and at most " + MAX_ELEMENTS + " elements of a record can become events");
        }
        for (int i = 0; i < elements.size(); i++) {
            variables.element(i);
            eventIds.element(i);
            parts.element(i);
            Optional<Object> element = element(elements, i);
            if (element.isPresent()) {
                convert(element.get(), variables, eventIds, nowMillis);
            }
        }
    }

    private Optional<Object> element(List<?> elements, int index) {
        String why = "is null";
        try {
            Object element = elements.get(index);
            if (element != null) {
                return Optional.of(element);
            }
        } catch (UnreadableValueException e) {
            why = e.getMessage();
        }
        parts.begin();
        parts.refuse(MappingDefinition.EXPLODE, why);
        return Optional.empty();
    }

    private void convert(Object context, RecordVariables variables, EventIds eventIds, long nowMillis) {
        parts.begin();
        account(context, variables);
        try {
            List<FieldProblem> unknown = plan.reportsUnknownProperties() ? UnknownProperties.of(context) : List.of();
            encoder.encode(step -> value(step, context, variables), eventIds, nowMillis, unknown)
                    .match(parts);
        } catch (UnreadableValueException e) {
            parts.refuse("mapping", e.getMessage());
        }
    }

    private Object value(int step, Object context, RecordVariables variables) {
        try {
            return expressions[step].evaluate(context, variables, budget);
        } catch (BudgetExceededException e) {
            throw e.of(MappingDefinition.FIELD + plan.steps().get(step).field().path());
        } catch (ExpressionException | UnreadableValueException e) {
            parts.refuse(
                    MappingDefinition.FIELD + plan.steps().get(step).field().path(), e.getMessage());
            return null;
        }
    }

    private Object evaluate(String key, Expression expression, Object context, RecordVariables variables)
            throws ExpressionException {
        try {
            return expression.evaluate(context, variables, budget);
        } catch (BudgetExceededException e) {
            throw e.of(key);
        }
    }

    private void account(Object context, RecordVariables variables) {
        Object given = null;
        if (plan.accountExpression().isPresent()) {
            try {
                given = evaluate(
                        MappingDefinition.ACCOUNT, plan.accountExpression().get(), context, variables);
            } catch (ExpressionException | UnreadableValueException e) {
                parts.refuse(MappingDefinition.ACCOUNT, e.getMessage());
                return;
            }
        }
        if (given == null && plan.account().isPresent()) {
            parts.account(plan.account().get());
            return;
        }
        boolean whole = given instanceof Long || given instanceof Integer || given instanceof BigInteger;
        String digits = given instanceof String text ? text.strip() : whole ? given.toString() : "";
        if (AdAccountId.isValid(digits)) {
            parts.account(new AdAccountId(digits));
        } else {
            parts.refuse(MappingDefinition.ACCOUNT, "found " + shape(given) + ", and expected 1 to 18 digits");
        }
    }

    private static String shape(Object value) {
        if (value instanceof String text) {
            return "text of " + text.length() + " characters";
        }
        return value == null ? "nothing" : value instanceof Number ? "a number" : "something else";
    }
}
