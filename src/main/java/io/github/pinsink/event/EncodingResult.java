package io.github.pinsink.event;

import java.nio.ByteBuffer;
import java.util.List;

/** The result of encoding an event. Read it with {@link #match}. */
public sealed interface EncodingResult {
    /** An event that satisfies the specification. */
    final class Encoded implements EncodingResult {
        private final JsonBuffer json;
        private final long generation;
        private final int from;
        private final int length;
        private final String eventId;
        private final boolean offline;
        private final boolean late;
        private final List<Problem> dropped;

        /** @param from where its text begins; it ends where the JSON ends now */
        Encoded(JsonBuffer json, int from, String eventId, boolean offline, boolean late, List<Problem> dropped) {
            this.json = json;
            this.generation = json.generation();
            this.from = from;
            this.length = json.size() - from;
            this.eventId = eventId;
            this.offline = offline;
            this.late = late;
            this.dropped = dropped.isEmpty() ? List.of() : List.copyOf(dropped);
        }

        /**
         * The event as one entry of the request's {@code data}, in UTF-8, where the encoder has written it. Not to be
         * changed, and not to be kept: the encoder writes the next record's events there.
         *
         * @throws IllegalStateException when the encoder has gone on to another record
         */
        public ByteBuffer text() {
            if (json.generation() != generation) {
                throw new IllegalStateException("the encoder has gone on to another record, and the text of the event"
                        + " was not copied before");
            }
            return json.slice(from, length);
        }

        /** A copy of {@link #text}. */
        public byte[] json() {
            byte[] copy = new byte[length];
            text().get(copy);
            return copy;
        }

        public String eventId() {
            return eventId;
        }

        /** Whether its action source is {@code offline}, which Pinterest does not deduplicate. */
        public boolean offline() {
            return offline;
        }

        /** Whether it happened more than an hour ago, beyond which Pinterest may file it as offline. */
        public boolean late() {
            return late;
        }

        /** The optional fields, elements and properties that were dropped, such as {@code custom_data.contents[1].quantity}. */
        public List<Problem> dropped() {
            return dropped;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.encoded(this);
        }
    }

    /** No event, with all problems. */
    record Invalid(List<Problem> problems) implements EncodingResult {
        public Invalid {
            problems = List.copyOf(problems);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.invalid(this);
        }
    }

    /** No event on purpose: its name is unknown, and mapping.on.unknown.event is skip. */
    record Skipped() implements EncodingResult {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.skipped(this);
        }
    }

    /** One method per case. */
    interface Cases<T> {
        T encoded(Encoded event);

        T invalid(Invalid invalid);

        T skipped(Skipped skipped);
    }

    <T> T match(Cases<T> cases);
}
