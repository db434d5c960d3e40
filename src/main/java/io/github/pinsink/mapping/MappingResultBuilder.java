package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EncodingResult;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.mapping.MappingResult.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the results of a record: of the record itself, or of its elements one after another. Reused for each record. An
 * element becomes an event only when no part of it is rejected.
 */
final class MappingResultBuilder implements EncodingResult.Cases<Void> {
    /** The problems become a header of the dead letter, and a header that is too large would lose it. */
    static final int MAX_REPORTED_ELEMENTS = 10;

    static final int MAX_REPORTED_PROBLEMS = 100;

    private final List<Event> events = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int rejectedElements;
    private int unlistedProblems;
    private boolean skipped;

    private @Nullable AdAccountId account;
    private boolean valid;
    private int index;

    /** Starts a record, of one element until {@link #element} is called. */
    void beginRecord() {
        events.clear();
        problems.clear();
        rejectedElements = 0;
        unlistedProblems = 0;
        skipped = false;
        index = -1;
    }

    /** The next element has this index. */
    void element(int next) {
        index = next;
    }

    /** Starts an element. */
    void startElement() {
        valid = true;
    }

    void account(AdAccountId receiver) {
        if (account != receiver) {
            account = receiver;
        }
    }

    /** The element becomes no event. */
    void reject(Problem problem) {
        if (valid) {
            valid = false;
            rejectedElements++;
        }
        if (rejectedElements > MAX_REPORTED_ELEMENTS) {
            return;
        }
        if (problems.size() == MAX_REPORTED_PROBLEMS) {
            unlistedProblems++;
        } else {
            problems.add(index < 0 ? problem : problem.ofElement(index));
        }
    }

    @Override
    public Void encoded(EncodingResult.Encoded event) {
        if (valid) {
            events.add(new Event(Objects.requireNonNull(account), event));
        }
        return null;
    }

    @Override
    public Void invalid(EncodingResult.Invalid invalid) {
        invalid.problems().forEach(this::reject);
        return null;
    }

    @Override
    public Void skipped(EncodingResult.Skipped unknown) {
        skipped = true;
        return null;
    }

    MappingResult build() {
        if (events.size() == 1 && problems.isEmpty()) {
            // Nearly every record. Copying these two lists does not allocate.
            return new MappingResult.Mapped(List.of(events.get(0)), List.of());
        }
        if (!events.isEmpty()) {
            return new MappingResult.Mapped(events, listed());
        }
        if (!problems.isEmpty()) {
            return new MappingResult.Invalid(listed(), true);
        }
        return new MappingResult.Skipped(
                skipped ? MappingResult.Skipped.Why.UNKNOWN_EVENT : MappingResult.Skipped.Why.NOTHING_TO_EXPLODE);
    }

    private List<Problem> listed() {
        List<Problem> listed = new ArrayList<>(problems);
        if (unlistedProblems > 0) {
            listed.add(Problem.found(ProblemCode.MORE_PROBLEMS, "", unlistedProblems + " more problems"));
        }
        if (rejectedElements > MAX_REPORTED_ELEMENTS) {
            listed.add(Problem.found(
                    ProblemCode.MORE_PROBLEMS, "", rejectedElements - MAX_REPORTED_ELEMENTS + " more elements"));
        }
        return listed;
    }
}
