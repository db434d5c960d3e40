package io.github.pinsink.event;

import java.util.List;

/** What the values of a record became. Read it with {@link #match}. */
public sealed interface EncodingResult {
    /** An event that satisfies the specification. */
    final class Encoded implements EncodingResult {
        private final byte[] json;
        private final String eventId;
        private final boolean offline;
        private final List<FieldProblem> dropped;

        Encoded(byte[] json, String eventId, boolean offline, List<FieldProblem> dropped) {
            this.json = json;
            this.eventId = eventId;
            this.offline = offline;
            this.dropped = List.copyOf(dropped);
        }

        /** The event as one entry of the request's {@code data}, in UTF-8; not to be changed. */
        public byte[] json() {
            return json;
        }

        public String eventId() {
            return eventId;
        }

        /** Whether its action source is {@code offline}, which Pinterest does not deduplicate. */
        public boolean offline() {
            return offline;
        }

        /** The optional fields that were left out. */
        public List<FieldProblem> dropped() {
            return dropped;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.encoded(this);
        }
    }

    /** No event; all reasons at once. */
    record Invalid(List<FieldProblem> problems) implements EncodingResult {
        public Invalid {
            problems = List.copyOf(problems);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.invalid(this);
        }
    }

    /** On purpose no event: its name is unknown, and such records are to be skipped. */
    record Ignored() implements EncodingResult {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.ignored(this);
        }
    }

    /** A method a case. */
    interface Cases<T> {
        T encoded(Encoded event);

        T invalid(Invalid invalid);

        T ignored(Ignored ignored);
    }

    <T> T match(Cases<T> cases);
}
