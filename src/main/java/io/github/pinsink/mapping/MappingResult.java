package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EncodingResult;
import io.github.pinsink.event.Problem;
import java.util.List;

/** The result of mapping a record. Read it with {@link #match}. */
public sealed interface MappingResult {
    /** An event and its ad account. */
    record Event(AdAccountId account, EncodingResult.Encoded encoded) {}

    /**
     * At least one event. The events are sent also when there are problems; the record is then reported as errant as well, so
     * that no part of it is lost, and is settled when all of that is done.
     *
     * @param problems why other parts of the record became no event; usually empty
     */
    record Mapped(List<Event> events, List<Problem> problems) implements MappingResult {
        public Mapped {
            events = List.copyOf(events);
            problems = List.copyOf(problems);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.mapped(this);
        }
    }

    /** No event, on purpose. */
    record Skipped(Why why) implements MappingResult {
        /** The documented reasons to skip a record. */
        public enum Why {
            TOMBSTONE,
            FILTERED,
            NOTHING_TO_EXPLODE,
            UNKNOWN_EVENT
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.skipped(this);
        }
    }

    /**
     * No event can be made, with all problems.
     *
     * @param passedFilter whether the filter was true for the record, or there is none
     */
    record Invalid(List<Problem> problems, boolean passedFilter) implements MappingResult {
        public Invalid {
            problems = List.copyOf(problems);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.invalid(this);
        }
    }

    /** One method per case. */
    interface Cases<T> {
        T mapped(Mapped result);

        T skipped(Skipped result);

        T invalid(Invalid result);
    }

    <T> T match(Cases<T> cases);
}
