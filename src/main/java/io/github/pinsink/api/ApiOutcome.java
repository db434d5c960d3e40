package io.github.pinsink.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one request. Closed: each reader goes through {@link #match}, so a new outcome does not compile until
 * every one of them has thought about it (Java 17 has no pattern {@code switch}).
 */
public sealed interface ApiOutcome {
    /** Every event was taken. */
    record Delivered() implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.delivered(this);
        }
    }

    /**
     * The API judged each event on its own.
     *
     * @param refusals one entry per event in request order: empty when it was taken, otherwise the API's message
     */
    record PartlyDelivered(List<Optional<String>> refusals) implements ApiOutcome {
        public PartlyDelivered {
            refusals = List.copyOf(refusals);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.partlyDelivered(this);
        }
    }

    /**
     * The rate limit was exceeded (429); nothing was taken.
     *
     * @param retryAfter from {@code Retry-After}, else {@code X-RateLimit-Reset}; empty when neither was sent
     */
    record Throttled(Optional<Duration> retryAfter) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.throttled(this);
        }
    }

    /**
     * No usable answer for now: 5xx, 408, or trouble on the way. The same events are to be sent again.
     *
     * @param ambiguous whether the API may have taken the events all the same
     */
    record Unavailable(String reason, boolean ambiguous, Optional<Duration> retryAfter) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unavailable(this);
        }
    }

    /** The request was refused as a whole because of what is in it (400, 413, 422 without statuses). */
    record Rejected(int status, String message) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.rejected(this);
        }
    }

    /** The token was refused (401). The events are good. */
    record Unauthorised(String message) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unauthorised(this);
        }
    }

    /** No access to this ad account, or the address is wrong (403, 404, 405, 415, 3xx, other 4xx). The events are good. */
    record Forbidden(int status, String message) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.forbidden(this);
        }
    }

    /** A success status whose body cannot be read as an answer to what was sent. The API may have taken the events. */
    record Unreadable(String reason) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unreadable(this);
        }
    }

    /** A method a case. */
    interface Cases<T> {
        T delivered(Delivered outcome);

        T partlyDelivered(PartlyDelivered outcome);

        T throttled(Throttled outcome);

        T unavailable(Unavailable outcome);

        T rejected(Rejected outcome);

        T unauthorised(Unauthorised outcome);

        T forbidden(Forbidden outcome);

        T unreadable(Unreadable outcome);
    }

    <T> T match(Cases<T> cases);
}
