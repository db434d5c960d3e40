package io.github.pinsink.event;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/** The result of encoding an event. Read it with {@link #match}. */
public sealed interface EncodingResult {
    /** An event that satisfies the API's specification. */
    final class Encoded implements EncodingResult {
        private final JsonBuffer json;
        private final long generation;
        private final int offset;
        private final int length;
        private final String eventName;
        private final String eventId;
        private final int signals;
        private final boolean offline;
        private final long secondsUntilLate;
        private final List<Problem> dropped;

        /**
         * @param offset where the event begins in the JSON; it ends where the JSON ends now
         * @param signals see {@link QualitySignal#bit}
         */
        Encoded(
                JsonBuffer json,
                int offset,
                String eventName,
                String eventId,
                int signals,
                boolean offline,
                long secondsUntilLate,
                List<Problem> dropped) {
            this.json = json;
            this.generation = json.generation();
            this.offset = offset;
            this.length = json.size() - offset;
            this.eventName = eventName;
            this.eventId = eventId;
            this.signals = signals;
            this.offline = offline;
            this.secondsUntilLate = secondsUntilLate;
            this.dropped = dropped.isEmpty() ? List.of() : List.copyOf(dropped);
        }

        /**
         * The event as one entry of the request's {@code data}, in UTF-8. A view of the encoder's buffer: it must not be
         * changed, and the encoder overwrites it with the events of the next record.
         *
         * @throws IllegalStateException when the encoder has begun another record
         */
        public ByteBuffer text() {
            if (json.generation() != generation) {
                throw new IllegalStateException(
                        "the encoder has begun another record, and the event was not copied before");
            }
            return json.slice(offset, length);
        }

        /** A copy of {@link #text}. */
        public byte[] json() {
            byte[] copy = new byte[length];
            text().get(copy);
            return copy;
        }

        /** The name that is sent: one of the API or of {@code mapping.custom.event.names}. */
        public String eventName() {
            return eventName;
        }

        public String eventId() {
            return eventId;
        }

        /** The components of the Event Quality Score that it has. */
        public Set<QualitySignal> signals() {
            return QualitySignal.of(signals);
        }

        /** The same as bits, see {@link QualitySignal#bit}. */
        public int signalBits() {
            return signals;
        }

        /** Whether its action source is {@code offline}, which Pinterest does not deduplicate. */
        public boolean offline() {
            return offline;
        }

        /** Whether it is more than an hour old. Pinterest counts such an event as an offline conversion. */
        public boolean late() {
            return secondsUntilLate < 0;
        }

        /** How long after its encoding it is an hour old; negative if it is older already. */
        public long secondsUntilLate() {
            return secondsUntilLate;
        }

        /** The optional fields, list elements and properties that were dropped. */
        public List<Problem> dropped() {
            return dropped;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.encoded(this);
        }
    }

    /** No event. Contains all problems, those of optional fields too. */
    record Invalid(List<Problem> problems) implements EncodingResult {
        public Invalid {
            problems = List.copyOf(problems);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.invalid(this);
        }
    }

    /** No event, because its name is unknown and the rules skip such events. */
    record Skipped() implements EncodingResult {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.skipped(this);
        }
    }

    /** One method for each case. */
    interface Cases<T> {
        T encoded(Encoded event);

        T invalid(Invalid invalid);

        T skipped(Skipped skipped);
    }

    <T> T match(Cases<T> cases);
}
