package io.github.pinsink.mapping;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.event.EncodingResult;
import java.util.List;

/** What a record became. Read it with {@link #match}. */
public sealed interface MappingResult {
    /** An event for an ad account. */
    record Mapped(AdAccountId account, EncodingResult.Encoded event) implements MappingResult {
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
