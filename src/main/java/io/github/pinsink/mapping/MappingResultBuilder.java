package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EncodingResult;
import io.github.pinsink.event.FieldProblem;
import io.github.pinsink.mapping.MappingResult.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * What the parts of a record became: the record itself, or its elements one after the other. Used again for each record.
 * A part is an event only when nothing of it was refused.
 */
final class MappingResultBuilder implements EncodingResult.Cases<Void> {
    /** The reasons become a header of the dead letter queue, and one that is too large would lose the record there. */
    static final int MOST_ELEMENTS_TOLD = 10;

    static final int MOST_REASONS_TOLD = 100;

    private final List<Event> events = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private int refused;
    private int untold;
    private boolean ignored;

    private AdAccountId account;
    private boolean isSound;
    private int index;

    /** A new record, of one part until elements are named. */
    void clear() {
        events.clear();
        reasons.clear();
        refused = 0;
        untold = 0;
        ignored = false;
        index = -1;
    }

    /** The next part is this element. */
    void element(int next) {
        index = next;
    }

    /** A new part. */
    void begin() {
        isSound = true;
    }

    void account(AdAccountId receiver) {
        if (account != receiver) {
            account = receiver;
        }
    }

    /** The part becomes no event. */
    void refuse(String where, String why) {
        if (isSound) {
            isSound = false;
            refused++;
        }
        if (refused > MOST_ELEMENTS_TOLD) {
            return;
        }
        if (reasons.size() == MOST_REASONS_TOLD) {
            untold++;
        } else {
            reasons.add((index < 0 ? "" : "element " + index + ": ") + where + ": " + why);
        }
    }

    @Override
    public Void encoded(EncodingResult.Encoded event) {
        if (isSound) {
            events.add(new Event(account, event));
        }
        return null;
    }

    @Override
    public Void invalid(EncodingResult.Invalid invalid) {
        for (FieldProblem problem : invalid.problems()) {
            refuse(problem.field(), problem.reason());
        }
        return null;
    }

    @Override
    public Void ignored(EncodingResult.Ignored unknown) {
        ignored = true;
        return null;
    }

    MappingResult result() {
        if (untold > 0) {
            reasons.add("and " + untold + " more reasons");
        }
        if (refused > MOST_ELEMENTS_TOLD) {
            reasons.add("and " + (refused - MOST_ELEMENTS_TOLD) + " more elements");
        }
        if (events.size() == 1 && reasons.isEmpty()) {
            // What nearly every record comes to; copies of these two lists are themselves.
            return new MappingResult.Mapped(List.of(events.get(0)), List.of());
        }
        if (!events.isEmpty()) {
            return new MappingResult.Mapped(events, reasons);
        }
        if (!reasons.isEmpty()) {
            return new MappingResult.Invalid(reasons);
        }
        return new MappingResult.Skipped(
                ignored ? MappingResult.Skipped.Why.UNKNOWN_EVENT : MappingResult.Skipped.Why.NOTHING_TO_EXPLODE);
    }
}
