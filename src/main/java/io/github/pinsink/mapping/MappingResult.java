package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EncodingResult;
import java.util.List;

/** What a record became. Read it with {@link #match}. */
public sealed interface MappingResult {
    /** An event and the ad account it is for. */
    record Event(AdAccountId account, EncodingResult.Encoded encoded) {}

    /**
     * Events, at least one. They are to be sent also when there are reasons; the record is then reported beside them, so
     * that nothing of it is lost, and is settled when all of that is.
     *
     * @param reasons why other parts of the record became no event; usually none
     */
    record Mapped(List<Event> events, List<String> reasons) implements MappingResult {
        public Mapped {
            events = List.copyOf(events);
            reasons = List.copyOf(reasons);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.mapped(this);
        }
    }

    /** On purpose no event. */
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

    /** No event can be made of it; all reasons at once, none of them with a value of the record. */
    record Invalid(List<String> reasons) implements MappingResult {
        public Invalid {
            reasons = List.copyOf(reasons);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.invalid(this);
        }
    }

    /** A method a case. */
    interface Cases<T> {
        T mapped(Mapped result);

        T skipped(Skipped result);

        T invalid(Invalid result);
    }

    <T> T match(Cases<T> cases);
}
