package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EncodingBuffers;
import io.github.pinsink.event.EventEncoder;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventRules;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.event.ProblemException;
import io.github.pinsink.event.RecordTooLargeException;
import io.github.pinsink.mapping.MappingResult.Invalid;
import io.github.pinsink.mapping.MappingResult.Skipped;
import io.github.pinsink.mapping.expression.BudgetExceededException;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import io.github.pinsink.mapping.record.RecordReader;
import io.github.pinsink.mapping.record.RecordVariables;
import io.github.pinsink.mapping.record.UnreadableRecordException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Maps the records of one {@link MappingPlan}. Everything but the events is created once and reused for each record. Belongs
 * to one thread.
 */
final class TopicMapper {
    /** As many as one request to Pinterest. A longer list is more likely a mistake than a batch of events. */
    static final int MAX_ELEMENTS = 1_000;

    private static final Skipped TOMBSTONE = new Skipped(Skipped.Why.TOMBSTONE);
    private static final Skipped FILTERED = new Skipped(Skipped.Why.FILTERED);

    private final MappingPlan plan;
    private final Expression[] expressions;
    private final RecordReader reader;
    private final EventEncoder encoder;
    private final Set<String> deadLetterTopics;
    private final Set<String> extraFields;
    private final MappingResultBuilder results = new MappingResultBuilder();
    private final EvaluationBudget budget;

    /** @param buffers shared with the mappers of other topics; one of them works at a time */
    TopicMapper(
            MappingPlan plan,
            EventRules rules,
            EncodingBuffers buffers,
            Set<String> deadLetterTopics,
            LongSupplier nanoTime) {
        this.plan = plan;
        this.deadLetterTopics = deadLetterTopics;
        this.extraFields = rules.extraFields();
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
        results.beginRecord();
        encoder.beginRecord();
        budget.beginRecord(nowMillis);
        boolean passed = false;
        try {
            Object value = reader.read(record);
            if (value == null) {
                return TOMBSTONE;
            }
            RecordVariables variables = new RecordVariables(record, value);
            if (plan.filter().isPresent() && !passes(plan.filter().get(), value, variables)) {
                return FILTERED;
            }
            passed = true;
            EventIds eventIds = new EventIds(partition, offset, record, deadLetterTopics);
            if (plan.explode().isPresent()) {
                explode(plan.explode().get(), value, variables, eventIds, nowMillis);
            } else {
                convert(value, variables, eventIds, nowMillis);
            }
        } catch (UnreadableRecordException e) {
            return invalid(Problem.found(ProblemCode.UNREADABLE_RECORD, "", e.getMessage()), passed);
        } catch (ProblemException e) {
            return invalid(e.problem(), passed);
        } catch (BudgetExceededException e) {
            return invalid(Problem.found(ProblemCode.EXPRESSION_LIMIT_EXCEEDED, e.key(), e.getMessage()), passed);
        } catch (RecordTooLargeException e) {
            return invalid(e.problem(), passed);
        }
        return results.build();
    }

    private static Invalid invalid(Problem problem, boolean passedFilter) {
        return new Invalid(List.of(problem), passedFilter);
    }

    private boolean passes(Expression filter, Object value, RecordVariables variables) throws ProblemException {
        return Boolean.TRUE.equals(evaluate(MappingDefinition.FILTER, filter, value, variables));
    }

    /** Evaluates an expression that is not of an optional field. */
    private @Nullable Object evaluate(String key, Expression expression, Object context, RecordVariables variables)
            throws ProblemException {
        return ExpressionFailure.evaluate(key, expression, context, variables, budget);
    }

    private void explode(Expression explode, Object value, RecordVariables variables, EventIds eventIds, long nowMillis)
            throws ProblemException {
        Object given = evaluate(MappingDefinition.EXPLODE, explode, value, variables);
        // JSONata yields the element itself for a list of one, and nothing for an empty list.
        List<?> elements = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
        if (elements.size() > MAX_ELEMENTS) {
            throw new ProblemException(Problem.exceeded(
                    ProblemCode.TOO_MANY_ELEMENTS,
                    MappingDefinition.EXPLODE,
                    "at most " + MAX_ELEMENTS + " elements",
                    elements.size() + " elements",
                    MAX_ELEMENTS));
        }
        for (int i = 0; i < elements.size(); i++) {
            variables.element(i);
            eventIds.element(i);
            results.element(i);
            Optional<Object> element = element(elements, i);
            if (element.isPresent()) {
                convert(element.get(), variables, eventIds, nowMillis);
            }
        }
    }

    private Optional<Object> element(List<?> elements, int index) {
        Problem problem = Problem.of(ProblemCode.MISSING_ELEMENT, MappingDefinition.EXPLODE);
        try {
            Object element = elements.get(index);
            if (element != null) {
                return Optional.of(element);
            }
        } catch (UnreadableValueException e) {
            problem = Problem.found(ProblemCode.UNREADABLE_VALUE, MappingDefinition.EXPLODE, e.getMessage());
        }
        results.startElement();
        results.reject(problem);
        return Optional.empty();
    }

    private void convert(Object context, RecordVariables variables, EventIds eventIds, long nowMillis) {
        results.startElement();
        account(context, variables);
        List<Problem> unknown =
                plan.reportsUnknownProperties() ? UnknownProperties.of(context, extraFields) : List.of();
        EvaluatedFields values = new EvaluatedFields(plan, expressions, context, variables, budget);
        encoder.encode(values, eventIds, nowMillis, unknown).match(results);
    }

    private void account(Object context, RecordVariables variables) {
        Object given = null;
        if (plan.accountExpression().isPresent()) {
            try {
                given = evaluate(
                        MappingDefinition.ACCOUNT, plan.accountExpression().get(), context, variables);
            } catch (ProblemException e) {
                results.reject(e.problem());
                return;
            }
        }
        if (given == null && plan.account().isPresent()) {
            results.account(plan.account().get());
            return;
        }
        String digits = given instanceof String text ? text.strip() : given instanceof Number id ? digits(id) : "";
        if (AdAccountId.isValid(digits)) {
            results.account(new AdAccountId(digits));
        } else {
            results.reject(Problem.unexpected(
                    ProblemCode.INVALID_AD_ACCOUNT, MappingDefinition.ACCOUNT, "1 to 18 digits", Problem.shape(given)));
        }
    }

    /** Empty for a number that is not whole. A double holds all digits of a whole number below 2^53. */
    private static String digits(Number id) {
        if (id instanceof Double number) {
            boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1L << 53;
            return isWhole ? String.valueOf(number.longValue()) : "";
        }
        if (id instanceof BigDecimal decimal) {
            // Before the conversion, which would write out an exponent of a billion.
            long whole = (long) decimal.precision() - decimal.scale();
            boolean isLong = whole > 0 && whole <= 18;
            BigDecimal digits = isLong ? decimal.stripTrailingZeros() : decimal;
            return isLong && digits.scale() <= 0 ? digits.toPlainString() : "";
        }
        return id.toString();
    }
}
