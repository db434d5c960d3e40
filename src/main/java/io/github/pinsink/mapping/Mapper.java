package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EncodingResult;
import io.github.pinsink.event.EventEncoder;
import io.github.pinsink.event.EventRules;
import io.github.pinsink.event.FieldProblem;
import io.github.pinsink.mapping.MappingResult.Invalid;
import io.github.pinsink.mapping.MappingResult.Mapped;
import io.github.pinsink.mapping.MappingResult.Skipped;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.ExpressionException;
import io.github.pinsink.mapping.record.RecordView;
import io.github.pinsink.mapping.record.UnreadableRecordException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Walks a {@link MappingPlan} for each record. Belongs to one thread. */
public final class Mapper {
    private final MappingPlan plan;
    private final EventEncoder encoder;
    private final Object[] values;

    public Mapper(MappingPlan plan, EventRules rules) {
        this.plan = plan;
        this.encoder = new EventEncoder(
                plan.steps().stream().map(MappingPlan.Step::field).toList(), rules);
        this.values = new Object[plan.steps().size()];
    }

    /**
     * @param partition the record's original topic and partition, before any transform
     * @param offset the record's original offset
     * @param nowMillis the wall clock, for the age of the event
     */
    public MappingResult map(SinkRecord record, TopicPartition partition, long offset, long nowMillis) {
        if (record.value() == null) {
            return new Skipped(Skipped.Why.TOMBSTONE);
        }
        RecordView view;
        try {
            view = RecordView.of(record);
        } catch (UnreadableRecordException e) {
            return new Invalid(List.of(e.getMessage()));
        }
        try {
            if (plan.filter().isPresent()
                    && !Boolean.TRUE.equals(evaluate(plan.filter().get(), view))) {
                return new Skipped(Skipped.Why.FILTERED);
            }
        } catch (ExpressionException e) {
            return new Invalid(List.of("filter: " + e.getMessage()));
        }
        List<String> reasons = new ArrayList<>();
        AdAccountId account = account(view, reasons);
        for (int i = 0; i < values.length; i++) {
            MappingPlan.Step step = plan.steps().get(i);
            try {
                values[i] = evaluate(step.expression(), view);
            } catch (ExpressionException e) {
                values[i] = null;
                reasons.add("mapping." + step.field().path() + ": " + e.getMessage());
            }
        }
        MappingResult result = encode(account, EventIds.of(partition, offset, record.timestamp()), nowMillis, reasons);
        Arrays.fill(values, null);
        return result;
    }

    private MappingResult encode(AdAccountId account, String eventId, long nowMillis, List<String> reasons) {
        return encoder.encode(values, eventId, nowMillis).match(new EncodingResult.Cases<>() {
            @Override
            public MappingResult encoded(EncodingResult.Encoded event) {
                return reasons.isEmpty()
                        ? new Mapped(List.of(new MappingResult.Event(account, event)), List.of())
                        : new Invalid(reasons);
            }

            @Override
            public MappingResult invalid(EncodingResult.Invalid invalid) {
                for (FieldProblem problem : invalid.problems()) {
                    reasons.add(problem.field() + ": " + problem.reason());
                }
                return new Invalid(reasons);
            }

            @Override
            public MappingResult ignored(EncodingResult.Ignored ignored) {
                return reasons.isEmpty() ? new Skipped(Skipped.Why.UNKNOWN_EVENT) : new Invalid(reasons);
            }
        });
    }

    private AdAccountId account(RecordView view, List<String> reasons) {
        Object value = null;
        if (plan.accountExpression().isPresent()) {
            try {
                value = evaluate(plan.accountExpression().get(), view);
            } catch (ExpressionException e) {
                reasons.add("mapping.ad_account_id: " + e.getMessage());
                return null;
            }
        }
        if (value == null && plan.account().isPresent()) {
            return plan.account().get();
        }
        if (value instanceof String || value instanceof Long || value instanceof Integer) {
            String digits = value.toString();
            if (AdAccountId.isValid(digits)) {
                return new AdAccountId(digits);
            }
        }
        reasons.add("mapping.ad_account_id: expected an ad account id of 1 to 18 digits, and found "
                + (value == null ? "nothing" : "something else"));
        return null;
    }

    private static Object evaluate(Expression expression, RecordView view) throws ExpressionException {
        return expression.evaluate(view.value(), view::variable);
    }
}
